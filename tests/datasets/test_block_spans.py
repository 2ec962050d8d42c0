"""Blocks as stretches of the body and back: nothing is lost, whatever the record holds."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.datasets.block_spans import from_spans, to_spans
from crawler.record.body_text import body_text
from crawler.record.items import Block

BLOCKS: list[dict[str, Any]] = [
    {"type": "paragraph", "text": "Rain 🌧 fell."},
    {"type": "heading", "text": "Later", "level": 2},
    {"type": "list", "ordered": True, "items": ["one", "", "two"]},
    {"type": "image", "image": 0},
    {"type": "quote", "text": "Rain", "cite": "Ann Lee"},
    {"type": "table", "rows": [["a", "", "b"], [], ["1", "2"]]},
    {"type": "code", "text": "a\n\nb"},
    {"type": "embed", "url": "https://video.example/1", "provider": "video.example"},
]
BODY = body_text(Block(**block) for block in BLOCKS)
NULLS = dict.fromkeys(
    ("text", "level", "ordered", "items", "cite", "rows", "image", "url", "provider", "spans", "cells")
)


def as_columns(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As a table gives them back: every field, unknown ones null."""
    return [NULLS | block for block in blocks]


def test_each_text_is_in_the_body_alone() -> None:
    found = to_spans(BLOCKS, BODY)
    assert not any(name in block for block in found for name in ("text", "items", "rows"))
    assert found[0]["spans"] == [{"start": 0, "length": 12}]
    assert found[5]["cells"] == [3, 0, 2]
    for block in found:
        for span in block.get("spans", ()):
            assert BODY[span["start"] : span["start"] + span["length"]] in BODY


@pytest.mark.parametrize("blocks", [BLOCKS, [], BLOCKS[2:3], BLOCKS[5:6], [{"type": "list", "items": []}],
    [{"type": "table", "rows": []}], [{"type": "paragraph", "text": ""}], [{"type": "paragraph"}],
    [{"type": "image", "image": 0}, {"type": "paragraph", "text": "not in the body", "items": ["a"]}]])  # fmt: skip
@pytest.mark.parametrize(
    "body", [BODY, "", "Rain 🌧 fell.\n\nOf another text.", BODY[14:], body_text([Block("paragraph", text="")])]
)
def test_they_come_back_as_they_were(blocks: list[dict[str, Any]], body: str) -> None:
    found = from_spans(as_columns(to_spans(blocks, body)), body)
    assert found == blocks
    assert [list(block) for block in found] == [list(block) for block in blocks]


def test_a_text_that_is_no_stretch_stays_and_the_next_is_found() -> None:
    blocks = [{"type": "paragraph", "text": text} for text in ("one", "put in by hand", "two")]
    assert [block.get("text") for block in to_spans(blocks, "one\n\ntwo")] == [None, "put in by hand", None]


def test_a_text_is_sought_only_where_it_comes_next() -> None:
    blocks = [{"type": "paragraph", "text": text} for text in ("two", "one")]
    assert [block.get("text") for block in to_spans(blocks, "one\n\ntwo")] == ["two", None]
