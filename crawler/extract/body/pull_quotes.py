"""Pull quotes: words of the article that the page shows a second time, set large."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.body.text_block import Box, TextBlock
from crawler.normalize.word_tables import squash

_LEAST = 20
"""Squashed characters from which on a repeat is no accident."""
_MOST = 20
"""Pull quotes that are looked up; that bounds the work."""
_ABOVE = 3
_NAME = 60
"""Characters below which a text in a pull quote's box says who is quoted."""
_IS_PULL = re.compile(r"pull(?!-?(?:left|right|up|down|s-))", re.I)


def without_pull_quotes(text_blocks: list[TextBlock], kept: Sequence[int]) -> list[int]:
    """The places without the pull quotes whose words stand in another block, and without the names below them.

    A pull quote that stands alone is kept.
    """
    said: dict[Box, bool] = {}
    boxes = {place: box for place in kept if (box := _pull_quote(text_blocks[place], said)) is not None}
    if not boxes:
        return list(kept)
    others = "\n".join(squash(text_blocks[place].text) for place in kept if place not in boxes)
    repeats = [p for p in [*boxes][:_MOST] if len(words := squash(text_blocks[p].text)) >= _LEAST and words in others]
    shown = {boxes[place] for place in repeats}
    names = (place for place, box in boxes.items() if box in shown and len(text_blocks[place].text) < _NAME)
    dropped = {*repeats, *names}
    return [place for place in kept if place not in dropped]


def _pull_quote(block: TextBlock, said: dict[Box, bool]) -> TextBlock | Box | None:
    """The block itself or the box near above it that is called a pull quote; ``said`` is what boxes said so far."""
    if block.names and _IS_PULL.search(block.names):
        return block
    box: Box | None = block.box
    for _ in range(_ABOVE):
        if box is None:
            break
        is_pull = said.get(box)
        if is_pull is None:
            is_pull = said[box] = _IS_PULL.search(box.names) is not None
        if is_pull:
            return box
        box = box.parent
    return None
