"""Sections after the article that are recognized by their headings: about the author, disclaimers, comments."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import TextBlock

_SIGNS = " .:;,!…-–—()[]0123456789"
_LONGEST = 60
"""Maximum length of such a heading, in characters."""
_LONGEST_HEADING, _LONGEST_LINE = 150, 80
"""Maximum length of a heading, and of a line with a colon, that is dropped at the end, in characters."""
_SHARE = 0.5
"""Maximum size of such a section, as a share of the text before it."""


def without_endmatter(text_blocks: Sequence[TextBlock], kept: Sequence[int]) -> list[int]:
    """Drop sections recognized by their headings; a section ends at the next heading of the same or a higher level.

    ``kept`` and the result are indices into ``text_blocks``, in order.
    """
    left: list[int] = []
    size = following = 0
    for n, place in enumerate(kept):
        if n < following:
            continue
        if left and _heads_endmatter(text_blocks[place]):
            following = _end(text_blocks, kept, n)
            if sum(len(text_blocks[p].text) for p in kept[n + 1 : following]) <= _SHARE * size:
                continue
            following = 0
        left.append(place)
        size += len(text_blocks[place].text)
    return left


def without_last_heading(text_blocks: Sequence[TextBlock], kept: list[int]) -> list[int]:
    """Drop a heading, or a short line with a colon, at the end of a text: it announces something outside the article.

    Several headings at the end are kept, since they may be a list.
    """
    if len(kept) < 2:
        return kept
    before, last = text_blocks[kept[-2]], text_blocks[kept[-1]]
    is_heading = last.tag in HEADINGS and before.tag not in HEADINGS and len(last.text) <= _LONGEST_HEADING
    is_line = len(last.text) <= _LONGEST_LINE and last.text.endswith((":", "："))
    return kept[:-1] if is_heading or is_line else kept


def _end(text_blocks: Sequence[TextBlock], kept: Sequence[int], heading: int) -> int:
    """Return where the section of a heading ends: at the next heading of the same or a higher level."""
    level = HEADINGS[text_blocks[kept[heading]].tag]
    following = range(heading + 1, len(kept))
    return next((n for n in following if HEADINGS.get(text_blocks[kept[n]].tag, level + 1) <= level), len(kept))


def _heads_endmatter(block: TextBlock) -> bool:
    if block.tag not in HEADINGS or len(block.text) > _LONGEST:
        return False
    return block.text.casefold().replace("’", "'").strip(_SIGNS) in _headings()


@cache
def _headings() -> frozenset[str]:
    with open(Path(__file__).with_suffix(".toml"), "rb") as file:
        return frozenset(word.casefold() for word in tomllib.load(file)["heading"])
