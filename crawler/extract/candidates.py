"""Values that compete for a field, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """A value and its origin, one of the words of ``Article.provenance``."""

    value: Any
    origin: str


def best(candidates: Iterable[Candidate]) -> Candidate | None:
    """The first candidate that has a value; candidates come in the order of trust.

    >>> best([Candidate(None, "json-ld"), Candidate("A", "meta")])
    Candidate(value='A', origin='meta')
    """
    return next((c for c in candidates if c.value not in (None, "", [])), None)
