"""Mutations of JSON: values of other types, keys that trade places, depth, and text that is no JSON any more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from bench.fuzz.mutate import cut, flip, insert, truncate
from bench.fuzz.values import NODES, VALUES, WRONG

_SCRIPT = re.compile(rb"(<script[^<>]{0,300}>)(\s*[\[{].*?)(</script>)", re.IGNORECASE | re.DOTALL)
_DEPTHS = (3, 60, 600)
_NUMBERS = (3, 40, 2000)
_MOST_BYTES = 200_000
"""Up to which a value is multiplied."""


def in_scripts(rng: Random, data: bytes) -> bytes:
    """Mutate the JSON of one script of a page, if there is one."""
    found = list(_SCRIPT.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start(2)] + mutate_json(rng, match[2]) + data[match.end(2) :]


def mutate_json(rng: Random, data: bytes) -> bytes:
    """Change its values, or, one time in four, its text."""
    if rng.random() < 0.25:
        return rng.choice((flip, cut, truncate, insert))(rng, data)
    try:
        value = json.loads(data)
        for _ in range(rng.choice((1, 1, 3))):
            value = _changed(rng, value)
        return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return flip(rng, data)


def _changed(rng: Random, root: Any) -> Any:
    """Put another value in one place of the tree."""
    places = list(_places(root))
    if not places:
        return _other(rng, root)
    holder, key = rng.choice(places)
    if isinstance(holder, dict) and rng.random() < 0.2:
        other = rng.choice(list(holder))
        holder[other] = holder.pop(key)
    else:
        holder[key] = _other(rng, holder[key])
    return root


def _places(root: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [root]
    while waiting:
        holder = waiting.pop()
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, value in pairs:
            yield holder, key
            waiting.append(value)


def _other(rng: Random, old: Any) -> Any:
    kind = rng.randrange(7)
    if kind == 0:
        return [old] * min(rng.choice(_NUMBERS), _MOST_BYTES // (len(str(old)) + 1))
    if kind == 1:
        return _deep(old, rng.choice(_DEPTHS), rng.choice(("@graph", "author", "image", "")))
    if kind == 2:
        return {rng.choice(("@id", "@type", "name", "url", "@value", "text")): old}
    if kind == 3:
        return rng.choice(VALUES).decode()
    if kind == 4:
        return rng.choice(WRONG).decode("utf-8", "replace")
    if kind == 5:
        return (text := str(old)) * min(rng.choice(_NUMBERS), _MOST_BYTES // (len(text) + 1))
    return rng.choice(NODES)


def _deep(value: Any, depth: int, key: str) -> Any:
    for _ in range(depth):
        value = {key: value} if key else [value]
    return value
