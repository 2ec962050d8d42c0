"""What a check finds: something has changed, nothing has, or too little is known."""

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
    """How many are judged."""
    chance: float
    """The probability that it has come by chance, as far as the past tells."""
    examples_before: tuple[str, ...] = ()
    examples_now: tuple[str, ...] = ()


Verdict: TypeAlias = Finding | Literal["well"] | None
"""``well``: as it has been; None: too few pages to tell."""

_BUDGET, _MOST_CHANCE = 6e-3, 7e-4
"""What may go by chance in a day, over all checks and looks; and at one look."""


def level(base: Sequence[Day]) -> float:
    """The largest probability that is taken for a change.

    Each page may begin a change, so a source is tested as often as pages come. The more there are, the less may each
    test err, so that every source has the same budget of false alarms.
    """
    pages = sum(tally.written for _, tally in base) / max(1, len(base))
    return min(_MOST_CHANCE, _BUDGET / max(1.0, pages))


def first_finding(history: History, judge: Callable[[list[Day], list[Day]], Verdict]) -> Verdict:
    """The first change in the last days, in the last two, in the last three.

    ``judge`` compares a window with the days before it. A single day with enough pages that is well ends the search.
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
    """Up to three addresses, the latest ones."""
    found = [url for _, tally in days for url in tally.examples.get(what, ())]
    return tuple(dict.fromkeys(reversed(found)))[:3]


def percent(share: float) -> str:
    """A share in words.

    >>> percent(0.956), percent(0.0)
    ('96 %', '0 %')
    """
    return f"{100 * share:.0f} %"
