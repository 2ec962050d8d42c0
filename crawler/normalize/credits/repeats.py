"""Credits that a page prints twice."""

from __future__ import annotations

import re

from crawler.normalize.credits.label import strip_label

_AGAIN = re.compile(r"^(.{3,80}?)[\s.,|]+(?:Copyright|©)\s+\1\W*$")


def without_repeats(credit: str) -> str:
    """A credit each part of which stands once, whatever its label.

    >>> without_repeats("Jane Doe/AP | Copyright Jane Doe/AP"), without_repeats("Jane Doe | AP")
    ('Jane Doe/AP', 'Jane Doe | AP')
    """
    if again := _AGAIN.match(credit):
        credit = again[1]
    parts = credit.split(" | ")
    if len(parts) < 2:
        return credit
    once = dict.fromkeys(map(_bare, parts), True)
    kept = [part for part in parts if once.pop(_bare(part), False)]
    return " | ".join(kept) if len(kept) < len(parts) else credit


def _bare(part: str) -> str:
    return strip_label(part)[0].strip(" .")
