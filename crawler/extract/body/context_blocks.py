"""The text blocks just before and after the body, outside it: notes, sources, licences."""

from __future__ import annotations

from crawler.extract.body import Body
from crawler.extract.body.text_block import TextBlock

_BEFORE, _BEHIND = 4, 15
_MAX_CHARS = 1_200


def context_blocks(body: Body) -> list[TextBlock]:
    """Return the text blocks around the kept ones, without those that are mostly links."""
    if not body.kept:
        return []
    first, last, kept = body.kept[0], body.kept[-1], set(body.kept)
    places = [*range(max(0, first - _BEFORE), first), *range(last + 1, min(last + 1 + _BEHIND, len(body.text_blocks)))]
    text_blocks = [body.text_blocks[place] for place in places if place not in kept]
    return [block for block in text_blocks if block.links * 2 <= len(block.text) <= _MAX_CHARS]
