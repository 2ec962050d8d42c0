"""Remove roles, salutations and genres from around a name."""

from __future__ import annotations

from crawler.normalize.name_types import is_role
from crawler.normalize.names import is_given_name
from crawler.normalize.word_tables import table

_WORDS = table("bylines")
_BEFORE = _WORDS["role"] | _WORDS["before_name"]


def strip_titles(piece: str) -> str:
    """Remove roles from both ends of a name.

    >>> strip_titles("Reporter Jane Doe"), strip_titles("Jane Doe Staff Writer"), strip_titles("Jane Doe PhD")
    ('Jane Doe', 'Jane Doe', 'Jane Doe PhD')
    >>> strip_titles("Gastautor Anna Lee"), strip_titles("Anna Lee Head of Sports"), strip_titles("Real Estate Editor")
    ('Anna Lee', 'Anna Lee', 'Real Estate')
    """
    kept = _between_roles(piece.split())
    roles = _WORDS["beside"]
    while len(kept) > 2 and kept[-1].casefold() in roles:
        kept.pop()
    while len(kept) > 2 and (kept[0].casefold() in roles or _opens_role(kept)):
        kept.pop(0)
    while len(kept) > 2 and kept[-1].casefold().strip(".") in _WORDS["credential"] and kept[-1].isupper():
        kept.pop()
    return " ".join(kept)


def _between_roles(words: list[str]) -> list[str]:
    """Return the words from a given name, behind nothing but roles, to the next role; all words if that is no name."""
    keys = [word.casefold() for word in words]
    start = next((i for i, key in enumerate(keys) if key not in _BEFORE and not is_role(key)), len(words))
    end = next((i for i in range(start + 1, len(words)) if is_role(keys[i])), len(words))
    return words[start:end] if end - start > 1 and is_given_name(words[start]) else words


def _opens_role(words: list[str]) -> bool:
    return words[0].casefold() in _WORDS["role"] and words[1].casefold() in _WORDS["beside"]
