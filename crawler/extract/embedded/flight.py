"""The stream of Next's app router (``self.__next_f.push([1, "..."])``): rows of values, strings and React elements."""

from __future__ import annotations

import re
from typing import Any

from crawler.extract.document.json_decoder import Decoder

_PUSH = re.compile(r"__next_f\s{0,3}\.push\(\s{0,3}(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{1,8}):")
_TEXT = re.compile(rb"T([0-9a-f]{1,8}),")
_REFERENCE = re.compile(r"\$[L@]?([0-9a-f]{1,8})$")
_MAX_NODES = 300_000
_decoder = Decoder(strict=False)


def rows(scripts: list[str]) -> list[Any]:
    """Return the rows in these scripts with their references resolved. The result may be cyclic.

    >>> rows(['self.__next_f.push([1,"1:{\\\\"body\\\\":\\\\"$2\\\\"}\\\\n2:T5,<p>ab"])'])
    [{'body': '<p>ab'}, '<p>ab']
    """
    found = _split("".join(_pushed(s) for s in scripts).encode("utf-8", "surrogatepass"))
    _link(found)
    return list(found.values())


def _pushed(script: str) -> str:
    parts = []
    for match in _PUSH.finditer(script):
        try:
            value, _ = _decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            parts.append(value[1])
    return "".join(parts)


def _split(stream: bytes) -> dict[str, Any]:
    """Return rows by number: a text row has the length in bytes that it states, any other ends at a newline."""
    found: dict[str, Any] = {}
    place = 0
    while (row := _ROW.match(stream, place)) or (place := stream.find(b"\n", place) + 1):
        if row is None:
            continue
        text = _TEXT.match(stream, row.end())
        if text:
            place = text.end() + int(text[1], 16)
            found[row[1].decode()] = stream[text.end() : place].decode("utf-8", "replace")
            continue
        end = stream.find(b"\n", row.end())
        place = end + 1 if end >= 0 else len(stream)
        value = _json(stream[row.end() : place])
        if value is not None:
            found[row[1].decode()] = value
    return found


def _json(data: bytes) -> Any:
    try:
        return _decoder.decode(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _link(found: dict[str, Any]) -> None:
    """Replace references by the rows that they refer to."""
    todo: list[Any] = list(found.values())
    for _ in range(_MAX_NODES):
        if not todo:
            return
        node = todo.pop()
        items: Any = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in items:
            if isinstance(value, dict | list):
                todo.append(value)
            elif isinstance(value, str) and value[:1] == "$" and (named := _REFERENCE.match(value)):
                node[key] = found.get(named[1], "")
