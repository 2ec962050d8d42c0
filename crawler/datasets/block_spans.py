"""Store the text of blocks as spans of ``article_body``, so that Parquet has each text once.

A span is counted in characters (Unicode code points), as ``body[start : start + length]`` of Python and
``substring`` of SQL count them. Text that is not in the body is stored as it is, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from crawler.record.items import Block

FIELD_OF = {"paragraph": "text", "heading": "text", "quote": "text", "code": "text", "list": "items", "table": "rows"}
"""The field whose texts are in the body, by type of block (:mod:`crawler.record.body_text`)."""
_ORDER = tuple(field.name for field in fields(Block))


def to_spans(blocks: list[dict[str, Any]], body: str) -> list[dict[str, Any]]:
    """Return the blocks with ``spans`` instead of their texts; for a table also ``cells``, the number in each row.

    >>> to_spans([{"type": "paragraph", "text": "Rain."}, {"type": "list", "items": ["a", "b"]}], "Rain.\\n\\na\\n\\nb")
    [{'type': 'paragraph', 'spans': [{'start': 0, 'length': 5}]}, \
{'type': 'list', 'spans': [{'start': 7, 'length': 1}, {'start': 10, 'length': 1}]}]
    """
    found, at = [], 0
    for block in blocks:
        field = FIELD_OF.get(block["type"], "")
        spans = _spans(block[field], body, at) if block.get(field) is not None else None
        if spans is None:
            found.append(block)
            continue
        at = max([at, *(span["start"] + span["length"] for span in spans)])
        rest = {name: value for name, value in block.items() if name != field}
        cells = {"cells": [len(row) for row in block[field]]} if field == "rows" else {}
        found.append({**rest, "spans": spans, **cells})
    return found


def from_spans(blocks: list[dict[str, Any]], body: str) -> list[dict[str, Any]]:
    """Return the blocks from which :func:`to_spans` made these, each with the fields of its type only."""
    return [_block(block, body) for block in blocks]


def _block(block: dict[str, Any], body: str) -> dict[str, Any]:
    known = dict(block)
    spans, cells = known.pop("spans", None), known.pop("cells", None)
    if spans is not None:
        field = FIELD_OF[block["type"]]
        texts = iter([body[span["start"] : span["start"] + span["length"]] for span in spans])
        known[field] = _value(field, texts, cells or ())
    return {name: known[name] for name in _ORDER if known.get(name) is not None}


def _value(field: str, texts: Iterator[str], cells: Sequence[int]) -> Any:
    if field == "text":
        return next(texts)
    return list(texts) if field == "items" else [[next(texts) for _ in range(count)] for count in cells]


def _spans(value: Any, body: str, at: int) -> list[dict[str, int]] | None:
    """Return the spans of a field's texts from position ``at`` on; None if they are not consecutive in the body."""
    spans = []
    for text in _texts(value):
        start = _next(text, body, at)
        if start < 0:
            return None
        spans.append({"start": start, "length": len(text)})
        at = start + len(text)
    return spans


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value:
            yield from _texts(item)


def _next(text: str, body: str, at: int) -> int:
    """Return where a text begins that follows at once, or after a separator of blocks or cells; -1 if it does not."""
    for joint in ("", "\n\n", " | "):
        if body.startswith(joint + text, at):
            return at + len(joint)
    return -1
