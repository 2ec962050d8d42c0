"""Other articles on an article's page: the next story of an endless page, and cards with the openings of others above
the headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock

_LONGER = 3
"""How many times longer others may be than what stands with the headline, or that is only an opening."""

_CARDS = 3
"""Boxes beside one another, each beginning with a link, from which on they are a list."""


def without_other_articles(text_blocks: Sequence[TextBlock], kept: Sequence[int], headline: int) -> list[int]:
    """The places without those in an ``article`` beside that of the headline which has a linked heading of its own, or
    a heading of the headline's rank."""
    known: dict[Box, Box | None] = {}
    own = _article(text_blocks[headline].box, known) if headline >= 0 else None
    if own is None:
        return list(kept)
    headed = {_article(block.box, known) for block in text_blocks if _heads_another(block, text_blocks[headline])} - {
        own,
        None,
    }
    others = [place for place in kept if _article(text_blocks[place].box, known) in headed]
    ours = [place for place in kept if _article(text_blocks[place].box, known) is own]
    if _size(text_blocks, ours) * _LONGER < _size(text_blocks, others):
        return list(kept)
    return [place for place in kept if place not in others]


def without_cards(text_blocks: Sequence[TextBlock], kept: Sequence[int], headline: int) -> list[int]:
    """The places without what stands above the headline in boxes of one kind that each begin with a link."""
    early = [place for place in kept if place < headline]
    if not early or len(early) == len(kept):
        return list(kept)
    cards: dict[tuple[Box | None, str], set[Box]] = {}
    for block in text_blocks[:headline]:
        if block.links == len(block.text) and block.box.parent is not None:
            cards.setdefault((block.box.parent, block.box.element.tag), set()).add(block.box)
    listed = {box for boxes in cards.values() if len(boxes) >= _CARDS for box in boxes}
    return [place for place in kept if place >= headline or listed.isdisjoint(_chain(text_blocks[place].box))]


def _chain(box: Box) -> list[Box]:
    """A box and all around it."""
    found = [box]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def _size(text_blocks: Sequence[TextBlock], places: Sequence[int]) -> int:
    return sum(len(text_blocks[place].text) for place in places)


def _heads_another(block: TextBlock, headline: TextBlock) -> bool:
    """Whether a block is the heading of another article."""
    return block.tag in HEADINGS and (block.tag == headline.tag == "h1" or block.links * 2 > len(block.text))


def _article(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """The outermost ``article`` that a box is or stands in."""
    if box not in known:
        above = _article(box.parent, known) if box.parent is not None else None
        known[box] = above or (box if box.element.tag == "article" else None)
    return known[box]
