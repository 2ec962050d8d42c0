"""Nuxt's flat state (https://github.com/Rich-Harris/devalue): a list in which integers are indices into the list."""

from __future__ import annotations

from typing import Any

_WRAPPERS = frozenset("ShallowReactive Reactive Ref ShallowRef EmptyRef EmptyShallowRef Set Object".split())


def linked(value: Any) -> Any:
    """Resolve the indices in a flat state; return other values unchanged. The result may be cyclic.

    >>> linked([{"data": 1}, ["ShallowReactive", 2], {"title": 3}, "Harbour"])[0]
    {'data': [{'title': 'Harbour'}]}
    """
    if not _is_flat(value):
        return value
    flat = list(value)
    for item in value:
        if isinstance(item, dict):
            for key, place in item.items():
                item[key] = _at(flat, place)
        elif isinstance(item, list):
            tail = item[1:] if item and isinstance(item[0], str) and item[0] in _WRAPPERS else item
            item[:] = [_at(flat, place) for place in tail]
    return value


def _is_flat(value: Any) -> bool:
    if not isinstance(value, list) or len(value) < 2 or not isinstance(value[0], dict | list) or not value[0]:
        return False
    places = list(value[0].values()) if isinstance(value[0], dict) else value[0][1:]
    return bool(places) and all(type(p) is int and p < len(value) for p in places)


def _at(flat: list[Any], place: Any) -> Any:
    return flat[place] if type(place) is int and 0 <= place < len(flat) else None
