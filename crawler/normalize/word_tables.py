"""Tables of words beside the code: loaded once, matched as whole words."""

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
"""U+2000 to U+203F in UTF-8: dashes, quotation marks and spaces, none of them a letter or digit."""
_ASCII_SIGNS = bytes(c for c in range(128) if not chr(c).isalnum())

Table = dict[str, frozenset[str]]


@cache
def table(name: str) -> Table:
    """The lists of words of ``crawler/normalize/<name>.toml`` by their key, lower case."""
    with open(Path(__file__).parent / f"{name}.toml", "rb") as file:
        return {key: frozenset(word.casefold() for word in words) for key, words in tomllib.load(file).items()}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first.

    It is written as a tree of their letters: each word of a long list would be tried one after the other.

    >>> any_of(["by", "byline", "von"])
    '(?:b(?:y(?:line)?)|von)'
    """
    ways = groupby(sorted(set(filter(None, words))), itemgetter(0))
    return f"(?:{'|'.join(_way([*group]) for _, group in ways)})"


def _way(words: list[str]) -> str:
    """Words of one first letter: the letter, and any of their rests, or nothing where one ends here."""
    if len(words) == 1:
        return re.escape(words[0])
    rests = [word[1:] for word in words]
    return re.escape(words[0][0]) + any_of(rests) + ("?" if "" in rests else "")


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


@lru_cache(512)  # a page's titles and names are asked for several times each
def squash(text: str) -> str:
    """Letters and digits alone, case folded: a key to compare names by.

    >>> squash("The n-tv.de") == squash("the ntv DE")
    True
    """
    # Bytes are a fraction of the work; most signs are ASCII or typographic ones.
    plain = text.casefold().encode("utf-8", "surrogatepass").translate(None, _ASCII_SIGNS)
    rest = _TYPOGRAPHIC.sub(b"", plain).decode("utf-8", "surrogatepass")
    return rest if rest.isalnum() else _SIGNS.sub("", rest)


class Beginnings:
    """The first two letters of words: a look at a text's own spares the expression for them on most texts.

    >>> [Beginnings(["by", "von"]).may_open(t) for t in ("Bystanders said", "— von Jane", "The pier")]
    [True, True, False]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(word[:2] for word in words)

    def may_open(self, text: str) -> bool:
        """Whether a text may open with one of the words; signs before it are not looked through."""
        first = text[:1]
        return not first.isalnum() or text[:2].casefold() in self._known or first in self._known


class Openings:
    """Words or phrases that open a line, told without a regular expression for most lines.

    >>> [bool(Openings(["written by"]).match(t)) for t in ("Written by: Jane", "Written down", "Bywriters")]
    [True, False, False]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        known = list(phrases)
        self._pattern = re.compile(rf"\W*{any_of(known)}(?![^\W\d_])", re.I)
        self._first = frozenset(_first_word(phrase) for phrase in known)

    def match(self, text: str) -> re.Match[str] | None:
        """The opening of a text and the signs before it; ``None`` where it has none."""
        if text.isascii() and _first_word(text) not in self._first:
            return None
        return self._pattern.match(text)


def _first_word(text: str) -> str:
    words = text.split(None, 1)
    return words[0].strip(".,:;()-|").casefold() if words else ""
