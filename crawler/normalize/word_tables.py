"""Word lists in TOML files: loaded once, matched as whole words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

_SIGNS = re.compile(r"[\W_]+")
_TYPOGRAPHIC = re.compile(rb"\xe2\x80.")
"""U+2000 to U+203F in UTF-8: dashes, quotation marks and spaces; none is a letter or digit."""
_ASCII_SIGNS = bytes(c for c in range(128) if not chr(c).isalnum())

_BEGINNING = 4
"""Number of letters by which texts are told from those that begin with a word; two let through five times as many."""
_REMEMBERED = 5_000
"""Size of the caches of such beginnings; few are common."""

Table = dict[str, frozenset[str]]


@cache
def table(name: str) -> Table:
    """Return the word lists of ``crawler/normalize/<name>.toml`` by key, in lower case."""
    with open(Path(__file__).parent / f"{name}.toml", "rb") as file:
        return {key: frozenset(word.casefold() for word in words) for key, words in tomllib.load(file).items()}


def lines(path: Path) -> frozenset[str]:
    """Return the lines of a text file that are no comments."""
    return frozenset(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def any_of(words: Iterable[str]) -> str:
    """Return a regex for any of these words or phrases, longest first.

    It is a trie: an alternation would try each word of a long list in turn.

    >>> any_of(["by", "byline", "von"])
    '(?:b(?:y(?:line)?)|von)'
    """
    ways = groupby(sorted(set(filter(None, words))), itemgetter(0))
    return f"(?:{'|'.join(_way([*group]) for _, group in ways)})"


def _way(words: list[str]) -> str:
    """Return the pattern for words with the same first letter: that letter, then any of the rests."""
    if len(words) == 1:
        return re.escape(words[0])
    rests = [word[1:] for word in words]
    return re.escape(words[0][0]) + any_of(rests) + ("?" if "" in rests else "")


def fold(text: str) -> str:
    r"""Return a text stripped, and with each run of white space collapsed to a single space.

    >>> fold(" the\n old  pier ")
    'the old pier'
    """
    text = text.strip()
    # Printable text has no white space but spaces; checking that costs half of splitting into words.
    return text if "  " not in text and text.isprintable() else " ".join(text.split())


@lru_cache(512)  # titles and names of a page are used several times each
def squash(text: str) -> str:
    """Return only letters and digits, casefolded: a key for comparing names.

    >>> squash("The n-tv.de") == squash("the ntv DE")
    True
    """
    # Working on bytes is much faster; most punctuation is ASCII or typographic.
    plain = text.casefold().encode("utf-8", "surrogatepass").translate(None, _ASCII_SIGNS)
    rest = (plain if plain.isascii() else _TYPOGRAPHIC.sub(b"", plain)).decode("utf-8", "surrogatepass")
    return rest if rest.isalnum() else _SIGNS.sub("", rest)


class Beginnings:
    """The first four letters of words: a cheap check that avoids a regex for most texts.

    >>> [Beginnings(["by", "von"]).may_open(t) for t in ("Bystanders said", "— von Jane", "The pier")]
    [True, True, False]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(word[:_BEGINNING].replace("ı", "i") for word in words)
        self._may_begin = lru_cache(_REMEMBERED)(self._is_known)

    def may_open(self, text: str) -> bool:
        """Return whether a text may begin with one of the words; punctuation before it is not skipped."""
        return not text[:1].isalnum() or self.may_begin(text[:_BEGINNING].casefold())

    def may_begin(self, text: str) -> bool:
        """Return whether a casefolded text may begin with one of the words."""
        return self._may_begin(text[:_BEGINNING])

    def _is_known(self, start: str) -> bool:
        known, start = self._known, start.replace("ı", "i")  # as re.IGNORECASE has it
        return start in known or start[:3] in known or start[:2] in known or start[:1] in known


class Openings:
    """Words or phrases at the beginning of a line, matched without a regex for most lines.

    >>> [bool(Openings(["written by"]).match(t)) for t in ("Written by: Jane", "Written down", "Bywriters")]
    [True, False, False]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        known = list(phrases)
        self._pattern = re.compile(rf"\W*{any_of(known)}(?![^\W\d_])", re.I)
        self._first = frozenset(_first_word(phrase) for phrase in known)

    def match(self, text: str) -> re.Match[str] | None:
        """Match the phrase that opens a text, with the punctuation before it; None if there is none."""
        if text.isascii() and _first_word(text) not in self._first:
            return None
        return self._pattern.match(text)


def _first_word(text: str) -> str:
    words = text.split(None, 1)
    return words[0].strip(".,:;()-|").casefold() if words else ""
