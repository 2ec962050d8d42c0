"""Read JSON Feed item by item, so that only the first are parsed, and a broken one affects no other.

https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[\[{]|[\]}]|\Z', re.S)
_SCALAR = re.compile(r"[^\s,\]}]*")
_BLANK = re.compile(r"[\s,:]*")
_DEEPEST = 20
"""Most levels of nesting in an item."""
_DECODER = json.JSONDecoder(strict=False, parse_int=float)  # an integer may have more digits than Python parses


def read_json_feed(text: str, most: int) -> Iterator[dict[str, Any]]:
    """Yield at most ``most`` objects in ``items``; those without a ``language`` get that of the feed."""
    language: Any = None
    for name, start in _members(text):
        if name == "language":
            language = _decode(text[start : _end(text, start)])
        elif name == "items" and text.startswith("[", start):
            for item in _items(text, start + 1, most):
                yield {"language": language, **item}


def _members(text: str) -> Iterator[tuple[Any, int]]:
    """Yield the names in the outermost object, and where their values begin."""
    place = text.find("{") + 1
    while text.startswith('"', place := _BLANK.match(text, place).end()):  # type: ignore[union-attr]
        end = _end(text, place)
        start = _BLANK.match(text, end).end()  # type: ignore[union-attr]
        yield _decode(text[place:end]), start
        place = _end(text, start)


def _items(text: str, place: int, most: int) -> Iterator[dict[str, Any]]:
    for _ in range(most):
        place = _BLANK.match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] in "]}":
            return
        start, place = place, _end(text, place)
        item = _decode(text[start:place])
        if isinstance(item, dict):
            yield item


def _end(text: str, place: int) -> int:
    """Return where the value at an index ends; the end of the text if it does not."""
    if text[place : place + 1] not in ("{", "[", '"'):
        return _SCALAR.match(text, place).end()  # type: ignore[union-attr]
    depth = 0
    for token in _TOKEN.finditer(text, place):
        depth += {"{": 1, "[": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth <= 0:
            return token.end()
    return len(text)


def _decode(value: str) -> Any:
    """Return a value; None if it is invalid, and in place of values that are nested too deep."""
    try:
        return _DECODER.decode(_shallow(value))
    except ValueError:
        return None


def _shallow(value: str) -> str:
    parts, depth, kept = list[str](), 0, 0
    for token in _TOKEN.finditer(value):
        step = {"{": 1, "[": 1, "]": -1, "}": -1}.get(token[0], 0)
        depth += step
        if step > 0 and depth == _DEEPEST + 1:
            parts += [value[kept : token.start()], "null"]
        if step < 0 and depth == _DEEPEST:
            kept = token.end()
    return "".join(parts) + value[kept:] if parts else value
