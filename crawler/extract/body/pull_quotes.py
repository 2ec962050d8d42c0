"""Pull quotes: sentences of the article that the page repeats in large type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.body.text_block import Box, TextBlock
from crawler.normalize.word_tables import squash

_LEAST = 20
"""Minimum length of a repeated text, in squashed characters; a shorter one may repeat by accident."""
_MOST = 20
"""Maximum number of pull quotes that are looked up; it bounds the work."""
_ABOVE = 3
_NAME = 60
"""Length below which another text in a pull quote's box is the name of the speaker, in characters."""
_IS_PULL = re.compile(r"pull(?!-?(?:left|right|up|down|s-))", re.I)


def without_pull_quotes(text_blocks: list[TextBlock], kept: Sequence[int]) -> list[int]:
    """Drop the pull quotes whose text occurs in another block, with the names below them.

    A pull quote that does not repeat the article is kept.
    """
    known: dict[Box, bool] = {}
    boxes = {place: box for place in kept if (box := _pull_quote(text_blocks[place], known)) is not None}
    if not boxes:
        return list(kept)
    others = "\n".join(squash(text_blocks[place].text) for place in kept if place not in boxes)
    repeats = [p for p in [*boxes][:_MOST] if len(words := squash(text_blocks[p].text)) >= _LEAST and words in others]
    repeated = {boxes[place] for place in repeats}
    names = (place for place, box in boxes.items() if box in repeated and len(text_blocks[place].text) < _NAME)
    dropped = {*repeats, *names}
    return [place for place in kept if place not in dropped]


def _pull_quote(block: TextBlock, known: dict[Box, bool]) -> TextBlock | Box | None:
    """Return the block or the close ancestor that is named a pull quote; ``known`` caches the answers for boxes."""
    if block.names and _IS_PULL.search(block.names):
        return block
    box: Box | None = block.box
    for _ in range(_ABOVE):
        if box is None:
            break
        is_pull = known.get(box)
        if is_pull is None:
            is_pull = known[box] = _IS_PULL.search(box.names) is not None
        if is_pull:
            return box
        box = box.parent
    return None
