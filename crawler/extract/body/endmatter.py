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
_SHARE = 0.5
"""Maximum size of such a section, as a share of the text before it."""


def without_endmatter(text_blocks: Sequence[TextBlock], kept: Sequence[int]) -> list[int]:
    """Drop sections recognized by their headings; a section ends at the next heading of the same or a higher level.

    ``kept`` and the result are indices into ``text_blocks``, in order.
    """
    left: list[int] = []
    rest = list(kept)
    while rest:
        place = rest.pop(0)
        if left and _heads_endmatter(text_blocks[place]):
            part = _part(text_blocks, place, rest)
            if sum(len(text_blocks[p].text) for p in part) <= _SHARE * sum(len(text_blocks[p].text) for p in left):
                rest = rest[len(part) :]
                continue
        left.append(place)
    return left


def _part(text_blocks: Sequence[TextBlock], heading: int, rest: Sequence[int]) -> list[int]:
    """Return the indices after a heading, up to the next heading of the same or a higher level."""
    level = HEADINGS[text_blocks[heading].tag]
    ends = (n for n, place in enumerate(rest) if HEADINGS.get(text_blocks[place].tag, level + 1) <= level)
    return list(rest[: next(ends, len(rest))])


def _heads_endmatter(block: TextBlock) -> bool:
    if block.tag not in HEADINGS or len(block.text) > _LONGEST:
        return False
    return block.text.casefold().replace("’", "'").strip(_SIGNS) in _headings()


@cache
def _headings() -> frozenset[str]:
    with open(Path(__file__).with_suffix(".toml"), "rb") as file:
        return frozenset(word.casefold() for word in tomllib.load(file)["heading"])
