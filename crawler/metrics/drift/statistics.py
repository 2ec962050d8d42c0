"""Tail probabilities, and robust shares of small samples."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log

_PRIOR = 10
"""Pseudo-count of pages at the usual share, by which the shares of days with few pages are smoothed."""

_UNLIKELY_DAY, _REGULAR = 0.1, 0.97
_SATURDAY, _FEWEST_OF_CLASS, _UNKNOWN = 5, 4, 0.5


def at_most(k: int, n: int, p: float) -> float:
    """Return the probability of at most ``k`` successes in ``n`` trials (binomial).

    >>> round(at_most(0, 3, 0.5), 3), at_most(3, 3, 0.5), at_most(0, 3, 1.0)
    (0.125, 1.0, 0.0)
    """
    if k >= n:
        return 1.0
    if p >= 1:
        return 0.0
    return 1.0 if p <= 0 else min(1.0, sum(_mass(i, n, p) for i in range(k + 1)))


def at_least(k: int, n: int, p: float) -> float:
    """Return the probability of at least ``k`` successes in ``n`` trials.

    >>> round(at_least(3, 3, 0.5), 3), at_least(0, 3, 0.5)
    (0.125, 1.0)
    """
    return at_most(n - k, n, 1 - p)


def _mass(k: int, n: int, p: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log(1 - p))


def poisson_at_most(k: int, mean: float) -> float:
    """Return the probability of at most ``k`` events if ``mean`` are expected (Poisson).

    >>> round(poisson_at_most(0, 2.0), 3), poisson_at_most(0, 0.0)
    (0.135, 1.0)
    """
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(k + 1)))


def fisher(ranks: Sequence[tuple[float, int]], factor: float = 1.0) -> float:
    """Return the combined probability of values so far out (Fisher's combined probability test, 1925).

    ``ranks``: probability of a value as far out, and number of such values; ``factor``: by how much that is
    more frequent today.

    >>> round(fisher([(0.05, 1)]), 3), round(fisher([(0.05, 2)]), 4), fisher([(0.6, 3)], 2.0)
    (0.05, 0.0175, 1.0)
    """
    number = sum(of for _, of in ranks)
    return poisson_at_most(number - 1, sum(-of * log(min(1.0, share * factor)) for share, of in ranks))


def rank(values: Sequence[float], share: float) -> float:
    """Return the quantile of a sample, by the nearest rank.

    >>> rank([3, 1, 2], 0.5), rank([1, 2], 0.1)
    (2, 1)
    """
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


Counted = tuple[int, int, int]
"""Day of the week (0 for Monday), number and total of a day."""


def expected_shares(base: Sequence[Counted], window: Sequence[Counted], falls: bool) -> tuple[float, float]:
    """Return the usual share for the days of a window, and an extreme one, which one day in ten exceeds.

    Working days are compared with working days and weekends with weekends, if there are any; the extremes of the same
    day of the week count, too. On a kind of day not seen before, half of the usual share is still expected. Shares of
    exactly 0 and 1 are never expected.

    >>> week = [(day, 9 if day < 5 else 5, 10) for day in range(7)] * 4
    >>> [[round(share, 2) for share in expected_shares(week, [(day, 0, 10)], True)] for day in (1, 6)]
    [[0.9, 0.9], [0.5, 0.5]]
    >>> [round(share, 2) for share in expected_shares(week, [(4, 9, 10), (5, 9, 30)], True)]
    [0.6, 0.6]
    >>> [round(share, 2) for share in expected_shares(week[:5], [(5, 9, 30)], True)]
    [0.9, 0.45]
    """
    pages = sum(of for _, _, of in window)
    days = [(*_expected(base, day, falls), of) for day, _, of in window]
    return sum(usual * of for usual, _, of in days) / pages, sum(extreme * of for _, extreme, of in days) / pages


def _expected(base: Sequence[Counted], day: int, falls: bool) -> tuple[float, float]:
    """Return the usual and the extreme share of a day of the week."""
    alike = [found for found in base if (found[0] >= _SATURDAY) == (day >= _SATURDAY)]
    is_known = len(alike) >= _FEWEST_OF_CLASS
    days = alike if is_known else base
    usual = sum(number for _, number, _ in days) / max(1, sum(of for _, _, of in days))
    shares = daily_shares([(number, of) for _, number, of in days], usual)
    same = [share for share, found in zip(shares, days, strict=True) if found[0] == day and is_known]
    if falls:
        extreme = min(_REGULAR, rank(shares, _UNLIKELY_DAY), *same)
        return usual, extreme if is_known else extreme * _UNKNOWN
    extreme = max(1 - _REGULAR, rank(shares, 1 - _UNLIKELY_DAY), *same)
    return usual, extreme if is_known else 1 - (1 - extreme) * _UNKNOWN


def daily_shares(counts: Sequence[tuple[int, int]], usual: float) -> list[float]:
    """Return the shares of days, smoothed towards the usual one; ``counts``: number and total of each day.

    >>> daily_shares([(0, 0), (90, 90)], 0.5)
    [0.5, 0.95]
    """
    return [(k + usual * _PRIOR) / (n + _PRIOR) for k, n in counts]
