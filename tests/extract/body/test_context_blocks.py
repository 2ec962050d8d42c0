"""Which blocks around the text of an article are read for notes, sources and licences."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extract.body import Body
from crawler.extract.body.context_blocks import context_blocks
from crawler.extract.body.text_block import Box, TextBlock

ELEMENT = html.fromstring("<p>x</p>")
BOX = Box(ELEMENT, None, 0, False)


def body(kept: list[int], count: int = 40, length: int = 10, links: int = 0) -> Body:
    return Body(text_blocks=[TextBlock(ELEMENT, "p", "x" * length, links, BOX, "") for _ in range(count)], kept=kept)


@pytest.mark.parametrize(
    ("kept", "places"),
    [
        ([10, 11], [6, 7, 8, 9, *range(12, 27)]),
        ([10, 12], [6, 7, 8, 9, *range(13, 28)]),
        ([2], [0, 1, *range(3, 18)]),
        ([38], [34, 35, 36, 37, 39]),
        ([], []),
    ],
)
def test_places(kept: list[int], places: list[int]) -> None:
    found = body(kept)
    assert [found.text_blocks.index(block) for block in context_blocks(found)] == places


@pytest.mark.parametrize(
    ("length", "links", "is_read"),
    [(10, 0, True), (10, 5, True), (10, 6, False), (1_200, 0, True), (1_201, 0, False), (0, 0, True)],
)
def test_what_is_links_or_long_is_left_out(length: int, links: int, is_read: bool) -> None:
    assert bool(context_blocks(body([0], 2, length, links))) is is_read
