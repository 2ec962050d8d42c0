"""Other articles on an article page: the next story of an endless page, and teaser cards above the headline."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock

_LONGER = 3
"""How many times longer other articles may be than the text of the headline; beyond that it is only a teaser."""

_CARDS = 3
"""Minimum number of sibling boxes that begin with a link to be a list of cards."""


def without_other_articles(text_blocks: Sequence[TextBlock], kept: Sequence[int], headline: int) -> list[int]:
    """Drop the blocks of other ``article`` elements that have a linked heading, or one of the headline's level."""
    known: dict[Box, Box | None] = {}
    own = _article(text_blocks[headline].box, known) if headline >= 0 else None
    if own is None:
        return list(kept)
    headings = (block for block in text_blocks if block.tag in HEADINGS)
    headed = {_article(block.box, known) for block in headings if _heads_another(block, text_blocks[headline])}
    headed -= {own, None}
    others = {place for place in kept if _article(text_blocks[place].box, known) in headed} if headed else set()
    if not others:
        return list(kept)
    ours = [place for place in kept if _article(text_blocks[place].box, known) is own]
    if _size(text_blocks, ours) * _LONGER < _size(text_blocks, others):
        return list(kept)
    return [place for place in kept if place not in others]


def without_cards(text_blocks: Sequence[TextBlock], kept: Sequence[int], headline: int) -> list[int]:
    """Drop the blocks above the headline in similar boxes that each begin with a link."""
    early = [place for place in kept if place < headline]
    if not early or len(early) == len(kept):
        return list(kept)
    cards: dict[tuple[Box | None, str], set[Box]] = {}
    for block in text_blocks[:headline]:
        if block.links == len(block.text) and block.box.parent is not None:
            cards.setdefault((block.box.parent, block.box.element.tag), set()).add(block.box)
    listed = {box for boxes in cards.values() if len(boxes) >= _CARDS for box in boxes}
    return [place for place in kept if place >= headline or listed.isdisjoint(_with_ancestors(text_blocks[place].box))]


def _with_ancestors(box: Box) -> list[Box]:
    """Return a box and all its ancestors."""
    found = [box]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def _size(text_blocks: Sequence[TextBlock], places: Collection[int]) -> int:
    return sum(len(text_blocks[place].text) for place in places)


def _heads_another(block: TextBlock, headline: TextBlock) -> bool:
    """Return whether a heading is that of another article."""
    return block.tag == headline.tag == "h1" or block.links * 2 > len(block.text)


def _article(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """Return the outermost ``article`` that a box is or is inside."""
    if box not in known:
        above = _article(box.parent, known) if box.parent is not None else None
        known[box] = above or (box if box.element.tag == "article" else None)
    return known[box]
