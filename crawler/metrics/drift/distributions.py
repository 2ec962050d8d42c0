"""Distributions that shift: bodies that shrink, confidence that falls, articles that come late."""

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
"""The share of pages that used to be as low, or as high, as what is now counted."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A histogram of a tally that is watched."""

    kind: str
    what: str
    histogram: str
    bounds: Sequence[float]
    falls: bool
    factor: float
    """To what part of its median it must fall, or to how many times of it rise."""
    least: float
    """By how much it must change."""
    share: float
    """How many of the pages must be in what was the tail."""
    unit: Unit


SHIFTS = (
    Shift("body-shrinks", "letters of a body", "letters", LETTERS, True, 0.72, 150, 0.45, "letters"),
    Shift("confidence-falls", "confidence of the body", "confidence", CONFIDENCE, True, 0.96, 0.04, 0.5, "confidence"),
    Shift("late", "seconds from publication to record", "delay", DELAY, False, 3.0, 3_600, 0.5, "seconds"),
)


def check_shift(shift: Shift, history: History) -> Verdict:
    """Whether most pages lie where a fifth of them used to: the latest ones, or those of the last days."""
    return _check_latest(shift, history) or first_finding(history, partial(_judge, shift))


def _judge(shift: Shift, window: list[Day], base: list[Day]) -> Verdict:
    return _compare(shift, _pooled(shift, window), _pooled(shift, base), window, base)


def _check_latest(shift: Shift, history: History) -> Finding | None:
    """Where a source breaks in the middle of a day, those before dilute its distribution, but not the latest ones."""
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
    """Compare pages of a window with those before it; ``trials``: how many such comparisons are made at once."""
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
    """For each bin of now: the part of the pages of before that lie as far out, and how many are in it."""
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
    """Where the tail begins: at most a fifth of the pages lay beyond."""
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
    """How many lie in the tail that a bound cuts off; the bin that ends there is below it."""
    lower = below(histogram, bound)
    return lower if shift.falls else total(histogram) - lower
