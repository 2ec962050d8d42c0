"""What a check finds: something has changed, nothing has, or too little is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from crawler.metrics.drift.history import Day

Unit = Literal["share", "letters", "confidence", "seconds", "articles"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A change, with its numbers."""

    kind: str
    sentence: str
    """What has changed, without the source: "captions: 96 % of 212 articles before, 0 % of 34 now"."""
    before: float
    now: float
    unit: Unit
    pages: int
    """How many are judged."""
    chance: float
    """The probability that it has come by chance, as far as the past tells."""
    examples_before: tuple[str, ...] = ()
    examples_now: tuple[str, ...] = ()


Verdict: TypeAlias = Finding | Literal["well"] | None
"""``well``: as it has been; None: too few pages to tell."""

CHANCE = 1e-4
"""The largest probability that is taken for a change: two dozen checks of thousands of days shall hardly ever err."""


def examples(days: Iterable[Day], what: str) -> tuple[str, ...]:
    """Up to three addresses, the latest ones."""
    found = [url for _, tally in days for url in tally.examples.get(what, ())]
    return tuple(dict.fromkeys(reversed(found)))[:3]


def percent(share: float) -> str:
    """A share in words.

    >>> percent(0.956), percent(0.0)
    ('96 %', '0 %')
    """
    return f"{100 * share:.0f} %"
