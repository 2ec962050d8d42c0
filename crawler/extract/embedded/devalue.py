"""Nuxt's flat state (https://github.com/Rich-Harris/devalue): one list in which whole numbers are places in it."""

from __future__ import annotations

from typing import Any

_WRAPPERS = frozenset("ShallowReactive Reactive Ref ShallowRef EmptyRef EmptyShallowRef Set Object".split())


def linked(value: Any) -> Any:
    """The value with places put in place, where it is such a list; else as it is. What comes out may be circular.

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
