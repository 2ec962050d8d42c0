"""Candidate values for a field, each with its origin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """A value and its origin: a value of ``Article.provenance``."""

    value: Any
    origin: str


def best(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the first candidate that has a value; candidates are ordered by trust. None if there is none.

    >>> best([Candidate(None, "json-ld"), Candidate("A", "meta")])
    Candidate(value='A', origin='meta')
    """
    for candidate in candidates:
        if candidate.value not in (None, "", []):
            return candidate
    return None
