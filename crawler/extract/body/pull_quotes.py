"""Pull quotes: sentences of the article that the page repeats in large type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.extract.body.text_block import Box, TextBlock
from crawler.normalize.word_tables import squash

_LEAST = 20
"""Minimum length of a repeated text, in squashed characters; a shorter one may repeat by accident."""
_MOST = 20
"""Maximum number of pull quotes that are looked up; it bounds the work."""
_ABOVE = 3
_NAME = 60
"""Length below which another text in a pull quote's box is the name of the speaker, in characters."""
_PULL = re.compile(r"pull(?!-?(?:left|right|up|down|s-))", re.I)


def without_pull_quotes(text_blocks: list[TextBlock], kept: Sequence[int]) -> list[int]:
    """Drop the pull quotes whose text occurs in another block, with the names below them.

    A pull quote that does not repeat the article is kept.
    """
    boxes = {place: box for place in kept if (box := _pull_quote(text_blocks[place])) is not None}
    if not boxes:
        return list(kept)
    others = "\n".join(squash(text_blocks[place].text) for place in kept if place not in boxes)
    repeats = [p for p in [*boxes][:_MOST] if len(words := squash(text_blocks[p].text)) >= _LEAST and words in others]
    repeated = {boxes[place] for place in repeats}
    names = (place for place, box in boxes.items() if box in repeated and len(text_blocks[place].text) < _NAME)
    dropped = {*repeats, *names}
    return [place for place in kept if place not in dropped]


@lru_cache(20_000)
def _is_pull(names: str) -> bool:
    return _PULL.search(names) is not None


def _pull_quote(block: TextBlock) -> TextBlock | Box | None:
    """Return the block or the close ancestor that is named a pull quote."""
    if block.names and _is_pull(block.names):
        return block
    box: Box | None = block.box
    for _ in range(_ABOVE):
        if box is None:
            break
        if _is_pull(box.names):
            return box
        box = box.parent
    return None
