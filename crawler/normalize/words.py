"""Tables of words beside the code: loaded once, matched as whole words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_SIGNS = re.compile(r"[\W_]+")

Table = dict[str, frozenset[str]]


@cache
def table(name: str) -> Table:
    """The lists of words of ``crawler/normalize/<name>.toml`` by their key, lower case."""
    with open(Path(__file__).parent / f"{name}.toml", "rb") as file:
        return {key: frozenset(word.casefold() for word in words) for key, words in tomllib.load(file).items()}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first.

    >>> any_of(["by", "by the"])
    '(?:by\\\\ the|by)'
    """
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def squash(text: str) -> str:
    """Letters and digits alone, case folded: a key to compare names by.

    >>> squash("The n-tv.de") == squash("the ntv DE")
    True
    """
    return _SIGNS.sub("", text.casefold())
