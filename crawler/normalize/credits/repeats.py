"""Remove repetitions from credits that a page prints twice."""

from __future__ import annotations

import re

from crawler.normalize.credits.label import has_label, strip_label
from crawler.normalize.word_tables import squash

_AGAIN = re.compile(r"^(.{3,80}?)[\s.,|]+(?:Copyright|©)\s+\1\W*$")
_LEAST = 8
"""Fewest squashed characters of a repetition that is not an accident."""


def without_repeats(credit: str) -> str:
    """Return a credit without repeated parts, whatever their labels.

    >>> without_repeats("Jane Doe/AP | Copyright Jane Doe/AP"), without_repeats("Jane Doe | AP")
    ('Jane Doe/AP', 'Jane Doe | AP')
    """
    if again := _AGAIN.match(credit):
        credit = again[1]
    parts = credit.split(" | ")
    if len(parts) < 2:
        return credit
    once = dict.fromkeys(map(_bare, parts), True)
    kept = [part for part in parts if once.pop(_bare(part), False) and not _is_repeated(part, parts)]
    return " | ".join(kept) if len(kept) < len(parts) else credit


def _is_repeated(part: str, parts: list[str]) -> bool:
    """Return whether a labelled part repeats names of a longer one, "Fotos: JANE DOE" and "Jane Doe. Styling: …"."""
    name = squash(_bare(part))
    return len(name) >= _LEAST and has_label(part) and any(name in squash(p) and len(p) > len(part) for p in parts)


def _bare(part: str) -> str:
    return strip_label(part)[0].strip(" .")
