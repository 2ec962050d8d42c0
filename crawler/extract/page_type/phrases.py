"""Phrases of pages that are not articles, in many languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_WORD = re.compile(r"\w+")


def phrases(name: str) -> frozenset[str]:
    """Return the list of this name in ``phrases.toml``, casefolded."""
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    with open(Path(__file__).with_name("phrases.toml"), "rb") as file:
        return {name: frozenset(map(str.casefold, several)) for name, several in tomllib.load(file).items()}


@cache
def _by_first(name: str) -> dict[str, list[str]]:
    """Return phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases(name):
        if match := _WORD.match(phrase):
            found.setdefault(match[0], []).append(phrase)
    return found


@cache
def _unspaced(name: str) -> tuple[str, ...]:
    return tuple(p for p in phrases(name) if len(p) > 1 and p[0] >= "\u0e00")


def contains_phrase(name: str, text: str) -> bool:
    """Return whether a text contains a phrase as whole words, or anywhere in a script without spaces.

    >>> [contains_phrase("error", text) for text in ("Page not found!", "お探しのページは移動", "Pages not founded")]
    [True, True, False]
    """
    return count(name, text) > 0


def count(name: str, text: str) -> int:
    """Return how often a text contains these phrases."""
    folded = text.casefold()
    unspaced = 0 if folded.isascii() else sum(map(folded.count, _unspaced(name)))
    first = _by_first(name)
    if first.keys().isdisjoint(_WORD.findall(folded)):
        return unspaced
    whole = (p for w in _WORD.finditer(folded) for p in first.get(w[0], ()) if _stands(folded, p, w.start()))
    return sum(1 for _ in whole) + unspaced


def _stands(text: str, phrase: str, place: int) -> bool:
    end = place + len(phrase)
    return text.startswith(phrase, place) and not text[end : end + 1].isalnum()
