"""Words in the class and id of elements, and the first words of short texts."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from math import fsum
from pathlib import Path

from crawler.extract.body.text_block import Box, TextBlock

TAGS = frozenset(
    "article main aside header form figure figcaption table ul ol dl blockquote section details li td a".split()
)
"""Elements whose tag is one of their words."""
_LETTERS = bytes(byte if chr(byte).isascii() and chr(byte).isalpha() else 32 for byte in range(256))
"""A translation table that keeps ASCII letters and blanks the rest: splitting by it is faster than a regex."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W+")
_ASCII = bytes(ord(c) if _WORD.fullmatch(c) else 32 for c in map(chr, range(256)))
"""``_WORD`` for ASCII as a translation table: splitting by it is five times as fast."""
_SHORTEST, _LONGEST = 3, 16
"""Minimum and maximum length of a word that may carry meaning, in letters."""
_SIMPLE, _HEAD, _TAIL = 4, 4, 3
"""Maximum length of a simple word; length of the prefix and suffix taken from a longer one, in letters."""
_SHORT = 7
"""Length bucket from which on the words of a text are ignored."""
_MOST_PRIOR = 4.0
"""Maximum absolute log odds from the names of one element."""
_OPENING = 12
"""Number of words of a short text that are used."""


@lru_cache(20_000)
def words(names: str) -> frozenset[str]:
    """Return the words in a class and id, with the prefixes and suffixes of longer ones.

    Affixes generalize: few sites have a ``factbox``, many have some kind of box.

    >>> sorted(words("storyText__box-2"))
    ['-ory', 'box', 'stor-', 'story', 'text']
    """
    parts = names.encode().translate(_LETTERS).decode().split()
    return frozenset[str]().union(*map(_forms, parts))


@lru_cache(20_000)
def _forms(part: str) -> frozenset[str]:
    """Return the words of one part of a name, and their affixes; cached, since sites share parts."""
    own = [w.lower() for w in _HUMP.split(part) if _SHORTEST <= len(w) <= _LONGEST]
    long = [w for w in own if len(w) > _SIMPLE]
    return frozenset([*own, *(w[:_HEAD] + "-" for w in long), *("-" + w[-_TAIL:] for w in long)])


@lru_cache(20_000)
def prior(names: str) -> float:
    """Return the log odds that an element with this class and id holds the body, from ``name_priors.csv``.

    >>> prior("related-news") < 0 < prior("article-body")
    True
    """
    parts = names.encode().translate(_LETTERS).decode().split()
    own = {w.lower() for part in parts for w in _HUMP.split(part)} if parts else ()
    known = _priors()
    return max(-_MOST_PRIOR, min(_MOST_PRIOR, fsum([known[w] for w in own if w in known])))


@cache
def _priors() -> dict[str, float]:
    """Return the table of log odds written by ``bench/model/name_priors``."""
    with open(Path(__file__).with_name("name_priors.csv"), encoding="utf-8", newline="") as file:
        return {word: float(odds) for word, odds in csv.reader(file)}


def element_words(names: str, tag: str) -> frozenset[str]:
    """Return the words in the class and id of an element, and its tag where that is meaningful."""
    own = words(names)
    return own | {f"<{tag}>"} if tag in TAGS else own


def box_words(box: Box) -> frozenset[str]:
    """Return the words of a box; the page's ``body`` has none."""
    return element_words(box.names, box.element.tag)


def path_words(box: Box) -> frozenset[str]:
    """Return the words of a box and of all its ancestors."""
    above = path_words(box.parent) if box.parent is not None else frozenset[str]()
    return above | box_words(box)


def near_words(block: TextBlock) -> frozenset[str]:
    """Return the words of the block's own element and of its box."""
    own = box_words(block.box)
    return own | words(block.names) if block.names else own


def opening_words(text: str, length: int) -> list[str]:
    """Return the first words of a short text in lower case; an empty list for a long one.

    ``length`` is the length bucket of the text.

    >>> opening_words("Read more", 1)
    ['read', 'more']
    """
    if length >= _SHORT:
        return []
    text = text[:200].lower()
    if text.isascii():
        return text.encode().translate(_ASCII).decode().split(None, _OPENING)[:_OPENING]
    return [*filter(None, _NO_WORD.split(text, _OPENING + 1))][:_OPENING]


def opening_features(text: str, length: int) -> list[str]:
    """Return features of a short text: each of its first words, the first word, the first two.

    >>> opening_features("Read more", 1)
    ['says:read', 'says:more', 'opens:read', 'opens:read more']
    """
    own = opening_words(text, length)
    heads = [" ".join(own[:n]) for n in (1, 2) if len(own) >= n]
    return [*(f"says:{w}" for w in dict.fromkeys(own)), *(f"opens:{w}" for w in heads)]
