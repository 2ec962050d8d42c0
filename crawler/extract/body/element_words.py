"""The words by which a page names its elements, and the words that a short text opens with."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from math import fsum
from pathlib import Path

from crawler.extract.body.text_block import Box, TextBlock

_TAGS = frozenset(
    "article main aside header form figure figcaption table ul ol dl blockquote section details li td a".split()
)
_LETTERS = bytes(byte if chr(byte).isascii() and chr(byte).isalpha() else 32 for byte in range(256))
"""ASCII's letters as they are, all else spaces: names are split by it in less time than a pattern takes."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPOKEN = re.compile(r"\w+")
_ASCII = bytes(ord(c) if _SPOKEN.fullmatch(c) else 32 for c in map(chr, range(256)))
"""ASCII as the same pattern sees it, all else spaces: split by it, words are found five times as fast."""
_SHORTEST, _LONGEST = 3, 16
"""Letters of a word that may say something."""
_SIMPLE, _HEAD, _TAIL = 4, 4, 3
"""Letters up to which a word is not compound; letters of the beginnings and ends of those that may be."""
_SHORT = 7
"""Bucket of length from which on a text's words are not looked at."""
_MOST_PRIOR = 4.0
"""Log odds that the names of one element tell at most."""
_OPENING = 12
"""Words of a short text that are looked at."""


@lru_cache(20_000)
def words(names: str) -> frozenset[str]:
    """The words of a class and id, and how the longer ones begin and end: few sites have a ``factbox``, many a box.

    >>> sorted(words("storyText__box-2"))
    ['-ory', 'box', 'stor-', 'story', 'text']
    """
    parts = names.encode().translate(_LETTERS).decode().split()
    return frozenset[str]().union(*map(_forms, parts))


@lru_cache(20_000)
def _forms(part: str) -> frozenset[str]:
    """The words of a part of a name, whole and abridged; other sites use the same, in other names."""
    own = [w.lower() for w in _HUMP.split(part) if _SHORTEST <= len(w) <= _LONGEST]
    long = [w for w in own if len(w) > _SIMPLE]
    return frozenset([*own, *(w[:_HEAD] + "-" for w in long), *("-" + w[-_TAIL:] for w in long)])


@lru_cache(20_000)
def prior(names: str) -> float:
    """Log odds that an element of this class and id holds the body, as far as its words tell, by ``name_priors.csv``.

    >>> prior("related-news") < 0 < prior("article-body")
    True
    """
    parts = names.encode().translate(_LETTERS).decode().split()
    own = {w.lower() for part in parts for w in _HUMP.split(part)} if parts else ()
    known = _priors()
    return max(-_MOST_PRIOR, min(_MOST_PRIOR, fsum([known[w] for w in own if w in known])))


@cache
def _priors() -> dict[str, float]:
    """The table of log odds, written by ``bench/model/name_priors``."""
    with open(Path(__file__).with_name("name_priors.csv"), encoding="utf-8", newline="") as file:
        return {word: float(odds) for word, odds in csv.reader(file)}


def element_words(names: str, tag: str) -> frozenset[str]:
    """What the class and id of an element, and its tag where that has a meaning, say."""
    own = words(names)
    return own | {f"<{tag}>"} if tag in _TAGS else own


def box_words(box: Box) -> frozenset[str]:
    """What a box says of itself; the page's ``body`` says nothing."""
    return element_words(box.names, box.element.tag)


def path_words(box: Box) -> frozenset[str]:
    """The words of a box and of all around it."""
    above = path_words(box.parent) if box.parent is not None else frozenset[str]()
    return above | box_words(box)


def near_words(block: TextBlock) -> frozenset[str]:
    """The words of a block's own element and of its box."""
    own = box_words(block.box)
    return own | words(block.names) if block.names else own


def spoken(text: str, length: int) -> list[str]:
    """The first words of a short text, in lower case; none of a long one.

    >>> spoken("Read more", 1)
    ['read', 'more']
    """
    if length >= _SHORT:
        return []
    text = text[:200].lower()
    if text.isascii():
        return text.encode().translate(_ASCII).decode().split(None, _OPENING)[:_OPENING]
    return _SPOKEN.findall(text)[:_OPENING]


def opening(text: str, length: int) -> list[str]:
    """Features of the words of a short text: each of the first, the very first, the first two.

    >>> opening("Read more", 1)
    ['says:read', 'says:more', 'opens:read', 'opens:read more']
    """
    own = spoken(text, length)
    heads = [" ".join(own[:n]) for n in (1, 2) if len(own) >= n]
    return [*(f"says:{w}" for w in dict.fromkeys(own)), *(f"opens:{w}" for w in heads)]
