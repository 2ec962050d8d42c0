"""Shifts of distributions: shorter bodies, lower confidence, later articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from crawler.metrics.drift.finding import Finding, Unit, Verdict, examples, first_finding, level
from crawler.metrics.drift.history import FEWEST_PAGES, Day, History, knows, weekday
from crawler.metrics.drift.statistics import Counted, expected_shares, fisher
from crawler.metrics.histogram import (
    CONFIDENCE,
    DELAY,
    LETTERS,
    Histogram,
    below,
    bins,
    middle,
    quantile,
    total,
    upper_bound,
)
from crawler.metrics.sums import MOST_LATEST

_TAIL = 0.2
"""The share of earlier pages in the tail, the lowest or highest ones."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A monitored histogram of a tally."""

    kind: str
    what: str
    histogram: str
    bounds: Sequence[float]
    falls: bool
    factor: float
    """The ratio of the new median to the old one that counts as a shift."""
    least: float
    """The least difference of the medians."""
    share: float
    """The least share of pages that are now in the tail."""
    unit: Unit


SHIFTS = (
    Shift("body-shrinks", "letters of a body", "letters", LETTERS, True, 0.72, 150, 0.45, "letters"),
    Shift("confidence-falls", "confidence of the body", "confidence", CONFIDENCE, True, 0.96, 0.04, 0.5, "confidence"),
    Shift("late", "seconds from publication to record", "delay", DELAY, False, 3.0, 3_600, 0.5, "seconds"),
)


def check_shift(shift: Shift, history: History) -> Verdict:
    """Check whether most pages, the latest ones or those of the last days, are where a fifth of them used to be."""
    return _check_latest(shift, history) or first_finding(history, partial(_judge, shift))


def _judge(shift: Shift, window: list[Day], base: list[Day]) -> Verdict:
    return _compare(shift, _pooled(shift, window), _pooled(shift, base), window, base)


def _check_latest(shift: Shift, history: History) -> Finding | None:
    """Check the latest pages: if a source breaks during a day, its earlier pages would hide the shift."""
    for window, base in history.windows[1:2]:
        latest = [name for _, tally in window for name in tally.latest.get(shift.histogram, ())][-MOST_LATEST:]
        sizes, before = range(FEWEST_PAGES, len(latest) + 1), _pooled(shift, base)
        verdicts = (_compare(shift, Counter(latest[-size:]), before, window, base, len(sizes)) for size in sizes)
        found = [verdict for verdict in verdicts if isinstance(verdict, Finding)]
        if found:
            return min(found, key=lambda finding: finding.chance)
    return None


def _compare(
    shift: Shift, now: Histogram, before: Histogram, window: list[Day], base: list[Day], trials: int = 1
) -> Verdict:
    """Compare the pages of a window with those before it; ``trials``: number of comparisons made together."""
    n, base_n = total(now), total(before)
    if n < FEWEST_PAGES or not knows(base, base_n):
        return None
    was, is_now = middle(before, shift.bounds), middle(now, shift.bounds)
    if abs(is_now - was) < shift.least / 2 or (is_now < was) != shift.falls:
        return "well"
    if abs(is_now - was) < shift.least or (is_now > shift.factor * was if shift.falls else is_now < shift.factor * was):
        return None
    bound = _bound(shift, before)
    if _beyond(shift, now, bound) < shift.share * n:
        return None
    usual, extreme = expected_shares(_counted(shift, base, bound), _counted(shift, window, bound), falls=False)
    chance = fisher(_ranks(shift, now, before), extreme / max(usual, 1 / base_n))
    if chance * trials > level(base):
        return None
    sentence = f"{shift.what}: a median of {was:,.6g} of {base_n} articles before, {is_now:,.6g} of {n} now"
    old, new = examples(base, "with body"), examples(window, "with body")
    return Finding(shift.kind, sentence, was, is_now, shift.unit, n, chance, old, new)


def _ranks(shift: Shift, now: Histogram, before: Histogram) -> list[tuple[float, int]]:
    """Return for each present bin the share of earlier pages as far out, and the number of pages in it."""
    base_n = total(before)
    beyond = {
        bound: below(before, bound) if shift.falls else base_n - below(before, bound) + before.get(name, 0)
        for name, bound in ((name, upper_bound(name)) for name in now)
    }
    return [((beyond[bound] + 1) / (base_n + 1), number) for bound, number in bins(now)]


def _counted(shift: Shift, days: list[Day], bound: float) -> list[Counted]:
    held = [(weekday(day), getattr(tally, shift.histogram)) for day, tally in days]
    return [(day, _beyond(shift, histogram, bound), total(histogram)) for day, histogram in held]


def _bound(shift: Shift, before: Histogram) -> float:
    """Return the bound of the tail, beyond which at most a fifth of the earlier pages are."""
    if not shift.falls:
        return quantile(before, 1 - _TAIL) or 0.0
    most = _TAIL * total(before)
    return max((bound for bound in shift.bounds if below(before, bound) <= most), default=0.0)


def _pooled(shift: Shift, days: list[Day]) -> Histogram:
    pooled: Histogram = {}
    for _, tally in days:
        for name, number in getattr(tally, shift.histogram).items():
            pooled[name] = pooled.get(name, 0) + number
    return pooled


def _beyond(shift: Shift, histogram: Histogram, bound: float) -> int:
    """Return the number of pages in the tail beyond a bound; the bin that ends there is below it."""
    lower = below(histogram, bound)
    return lower if shift.falls else total(histogram) - lower
