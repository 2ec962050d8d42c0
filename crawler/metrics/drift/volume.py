"""How many articles come: none where many should, or several times as many."""

from __future__ import annotations

from statistics import median

from crawler.metrics.drift.finding import Finding, Verdict, examples
from crawler.metrics.drift.history import DAY, HOUR, History
from crawler.metrics.drift.statistics import poisson_at_most

_SPANS = (12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
_FEWEST_WEEKS = 3
_HOLIDAY, _NO_HOLIDAY = 0.35, 0.5
"""The part of the usual that is still expected: on any day, and where other sources say what day it is."""
_SURGE = 6.0
_SILENCE, _TRICKLE = 1e-3, 1e-4
"""The largest probability of nothing at all, for which a holiday is allowed already, and of hardly anything."""
_FEWEST_OF_SURGE = 25


def check_stopped(history: History, climate: float | None = None) -> Verdict:
    """Whether hardly anything comes where the same hours of other weeks brought enough.

    ``climate``: what other sources bring in the last day, as a part of their usual; None if there are too few.
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
    """Whether several times as many articles come in a day as in the same hours of any other week."""
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
    """What a source has brought in the last day, as a part of the usual; None if that is too little to tell."""
    usual = history.usual(DAY)
    expected = median(usual) if len(usual) >= _FEWEST_WEEKS else 0
    return history.latest(DAY) / expected if expected >= 5 else None


_FEWEST_SOURCES = 20


def climate_of(paces: list[float]) -> float | None:
    """What many sources bring today, as a part of the usual: little on a holiday, much when a story breaks."""
    return median(paces) if len(paces) >= _FEWEST_SOURCES else None
