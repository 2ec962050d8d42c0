"""The result of a check: a change, no change, or too little data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from crawler.metrics.drift.history import ENOUGH_PAGES, Day, History

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
    """Number of pages that were compared."""
    chance: float
    """The probability of the change by chance, estimated from the past."""
    examples_before: tuple[str, ...] = ()
    examples_now: tuple[str, ...] = ()


Verdict: TypeAlias = Finding | Literal["well"] | None
"""``well``: no change; None: too few pages."""

_BUDGET, _MOST_CHANCE = 6e-3, 7e-4
"""Probability of a false alarm per day over all tests, and at most in one test."""


def level(base: Sequence[Day]) -> float:
    """Return the largest probability by chance that counts as a change.

    A source is tested with every page. The more pages it has, the stricter each test is, so that every source has the
    same rate of false alarms.
    """
    pages = sum(tally.written for _, tally in base) / max(1, len(base))
    return min(_MOST_CHANCE, _BUDGET / max(1.0, pages))


def first_finding(history: History, judge: Callable[[list[Day], list[Day]], Verdict]) -> Verdict:
    """Return the first change in the last day, the last two, or the last three.

    ``judge`` compares a window with the days before it. A single day with enough pages and no change ends the search.
    """
    verdict: Verdict = None
    for window, base in history.windows:
        found = judge(window, base)
        if isinstance(found, Finding):
            return found
        if found == "well" and len(window) == 1 and window[0][1].written >= ENOUGH_PAGES:
            return found
        verdict = verdict or found
    return verdict


def examples(days: Iterable[Day], what: str) -> tuple[str, ...]:
    """Return up to three URLs, the latest ones."""
    found = [url for _, tally in days for url in tally.examples.get(what, ())]
    return tuple(dict.fromkeys(reversed(found)))[:3]


def percent(share: float) -> str:
    """Return a share as a percentage.

    >>> percent(0.956), percent(0.0)
    ('96 %', '0 %')
    """
    return f"{100 * share:.0f} %"
