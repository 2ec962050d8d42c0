"""Check the number of new articles: hardly any, or several times the usual number."""

from __future__ import annotations

from statistics import median

from crawler.metrics.drift.finding import Finding, Verdict, examples
from crawler.metrics.drift.history import DAY, HOUR, History
from crawler.metrics.drift.statistics import poisson_at_most

_SPANS = (12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
_FEWEST_WEEKS = 3
_HOLIDAY, _NO_HOLIDAY = 0.35, 0.5
"""Share of the usual number that is still expected: on any day, and if other sources show that it is no holiday."""
_SURGE = 6.0
_SILENCE, _TRICKLE = 1e-3, 1e-4
"""Largest probability by chance of no article, for which holidays are already allowed for, and of few articles."""
_FEWEST_OF_SURGE = 25


def check_stopped(history: History, climate: float | None = None) -> Verdict:
    """Check whether a source has hardly any new articles compared with the same hours of other weeks.

    ``climate``: new articles of other sources in the last day, as a share of their usual number; None if too few.
    """
    verdict: Verdict = None
    for span in (max(history.silence, _SPANS[0]), *_SPANS):
        usual = history.usual(span)
        if len(usual) < _FEWEST_WEEKS:
            break
        expected = median(usual)
        latest = history.latest(span)
        allowed = expected * (_HOLIDAY if latest or climate is None else _NO_HOLIDAY * min(1.0, climate))
        if span >= DAY and verdict is None and latest > 0.3 * expected and latest:
            verdict = "well"
        chance = poisson_at_most(latest, allowed)
        if latest <= 0.1 * expected and chance <= (_TRICKLE if latest else _SILENCE):
            sentence = f"new articles in {span // HOUR} hours: {expected:g} in the same hours before, {latest} now"
            before = examples(history.busy[-10:], "with headline")
            return Finding("stopped", sentence, expected, latest, "articles", latest, chance, before)
    return verdict


def check_surge(history: History, climate: float | None = None) -> Verdict:
    """Check whether a day has several times as many new articles as the same hours of any other week."""
    usual, latest = history.usual(DAY), history.latest(DAY)
    if len(usual) < _FEWEST_WEEKS:
        return None
    expected = max(usual) * max(1.0, climate or 1.0)
    if latest < 2 * expected:
        return "well"
    if latest < max(_SURGE * expected, _FEWEST_OF_SURGE):
        return None
    sentence = f"new articles in 24 hours: at most {expected:g} in the same hours before, {latest} now"
    days = history.busy
    return Finding("surge", sentence, expected, latest, "articles", latest, 0.0,
                   examples(days[-10:-2], "with headline"), examples(days[-1:], "with headline"))  # fmt: skip


def pace(history: History) -> float | None:
    """Return the new articles of a source in the last day as a share of the usual number; None if that is too small."""
    usual = history.usual(DAY)
    expected = median(usual) if len(usual) >= _FEWEST_WEEKS else 0
    return history.latest(DAY) / expected if expected >= 5 else None


_FEWEST_SOURCES = 20


def climate_of(paces: list[float]) -> float | None:
    """Return the median pace of many sources: low on a holiday, high when a story breaks."""
    return median(paces) if len(paces) >= _FEWEST_SOURCES else None
