"""Sections outside the article, recognized by names or tags: comments, forms, dialogs, teasers, embedded posts, and
consent dialogs that are longer than the article.

The model scores single blocks and may accept a long section of comments. The words are in ``side_sections.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from crawler.extract.body.hidden import CONSENT, hides
from crawler.extract.body.text_block import Box, TextBlock

_ENOUGH = 200
"""Minimum length of the text before a section, in characters; where there is less, the article may be inside it."""
_LONGER = 3
"""How many times longer than the other text embedded posts may be."""
_DOUBTFUL, _SURE = 1.0, 2.5
"""Mean log odds up to which a section is dropped, and up to which comments are: some articles are inside a form."""
_FORMS = frozenset(("form", "fieldset"))
_DIALOG_ROLES = frozenset(("dialog", "alertdialog"))
_NONE = ""
_WHOLE_PAGE = re.compile(r"comment(?:ary|ator|isfree)|modal-?open", re.I)
"""Names with such a word that do not mark such a section."""


def without_side_sections(text_blocks: Sequence[TextBlock], kept: Sequence[int], odds: Sequence[float]) -> list[int]:
    """Drop embedded posts, and the comments, doubtful forms, dialogs and teasers that follow enough other text, and
    consent dialogs if there is enough other text anywhere.

    ``kept`` and the result are indices into ``text_blocks``, in order; ``odds`` are the log odds of all blocks.
    """
    known: dict[Box, frozenset[str]] = {}
    sections = {place: found for place in kept if (found := _sections_of(text_blocks[place], known))}
    left = _without_posts(text_blocks, kept, {place for place, found in sections.items() if "posts" in found})
    for section in dict.fromkeys(name for found in sections.values() for name in sorted(found - {"posts"})):
        inside = {place for place in left if section in sections.get(place, ())}
        if inside and _is_beside(section, inside, left, text_blocks, odds):
            left = [place for place in left if place not in inside]
    return left


def _without_posts(text_blocks: Sequence[TextBlock], kept: Sequence[int], posts: set[int]) -> list[int]:
    """Drop embedded posts, unless they are most of the text: then the name means something else."""
    left = [place for place in kept if place not in posts]
    outside, inside = (sum(len(text_blocks[place].text) for place in places) for places in (left, posts))
    return left if inside <= outside * _LONGER else list(kept)


def _is_beside(
    section: str, inside: set[int], kept: list[int], text_blocks: Sequence[TextBlock], odds: Sequence[float]
) -> bool:
    """Return whether a section is outside the article, by the amount of text outside it and the odds inside it."""
    last = len(text_blocks) if section == "consent" else min(inside)
    if sum(len(text_blocks[place].text) for place in kept if place < last and place not in inside) < _ENOUGH:
        return False
    most = _SURE if section == "comments" else _DOUBTFUL
    return section == "consent" or _mean(text_blocks, inside, odds) <= most


def _mean(text_blocks: Sequence[TextBlock], places: set[int], odds: Sequence[float]) -> float:
    """Return the mean log odds of blocks, weighted by length."""
    size = sum(len(text_blocks[place].text) for place in places)
    return sum(odds[place] * len(text_blocks[place].text) for place in places) / size


def _sections_of(block: TextBlock, known: dict[Box, frozenset[str]]) -> frozenset[str]:
    """Return the kinds of sections that a block is in."""
    around = _sections_around(block.box, known)
    return around | {own} if (own := _named(block.names)) and own not in around else around


def _sections_around(box: Box, known: dict[Box, frozenset[str]]) -> frozenset[str]:
    found = known.get(box)
    if found is None:
        if box.parent is None:
            found = frozenset()
        else:
            found = _sections_around(box.parent, known)
            if (own := _section(box)) and own not in found:
                found |= {own}
        known[box] = found
    return found


def _section(box: Box) -> str:
    """Return the kind of section that a box is by its tag, role or names; empty if it is none."""
    tag = box.element.tag
    if tag in _FORMS:
        return "forms"
    if tag == "dialog" or box.element.get("role") in _DIALOG_ROLES:
        return "dialogs"
    return _named(box.names) or ("consent" if hides(box.names) and CONSENT.search(box.names) else _NONE)


@lru_cache(20_000)
def _named(names: str) -> str:
    """Return the kind of section that class and id name; empty if they name none.

    >>> _named("comments-list"), _named("commentary"), _named("post unrelated"), _named("related-posts")
    ('comments', '', '', 'others')
    """
    match = _names().search(names)
    return match.lastgroup or _NONE if match and not _WHOLE_PAGE.search(names) else _NONE


@cache
def _names() -> re.Pattern[str]:
    with open(Path(__file__).with_suffix(".toml"), "rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    kinds = (f"(?P<{kind}>{'|'.join(map(_pattern, words))})" for kind, words in table.items())
    return re.compile("|".join(kinds), re.I)


def _pattern(word: str) -> str:
    return f"(?<![a-z]){re.escape(word[1:])}" if word.startswith(".") else re.escape(word)
