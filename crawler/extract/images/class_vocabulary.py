"""Kinds of elements by the words in their class names."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMES = frozenset(("class", "id", "itemprop", "data-testid", "data-component", "data-caption"))
_NOTHING: frozenset[str] = frozenset()


@cache
def _kinds_by_word() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("class_vocabulary.toml").read_text("utf-8"))
    kinds: dict[str, set[str]] = {}
    for kind, words in table.items():
        for word in words.split():
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


def lines(name: str) -> list[str]:
    """Return the lines of a table in this folder, without comments."""
    table = files(__package__).joinpath(name).read_text("utf-8")
    return [line for line in table.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=20_000)
def kinds_of(name: str) -> frozenset[str]:
    """Return the kinds that the words in a class attribute mean.

    >>> sorted(kinds_of("c-figure__caption"))
    ['caption', 'picture']
    """
    table = _kinds_by_word()
    found = [table[w] for w in {word.lower() for word in _WORD.findall(name[:400])} if w in table]
    return frozenset().union(*found) if found else _NOTHING


class Kinds(dict[HtmlElement, frozenset[str]]):
    """The kinds of the elements of a page by class, id, itemprop and test attributes; each is computed once."""

    def __missing__(self, element: HtmlElement) -> frozenset[str]:
        name = " ".join([value for key, value in element.items() if key in _NAMES])
        found = self[element] = kinds_of(name) if name else _NOTHING
        return found
