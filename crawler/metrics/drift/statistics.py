"""Tail probabilities and robust shares, of few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log

_PRIOR = 10
"""Pages that a day counts in addition, at the usual share: the share of few pages says little."""

_UNLIKELY_DAY, _REGULAR = 0.1, 0.97
_SATURDAY, _FEWEST_OF_CLASS = 5, 4


def at_most(k: int, n: int, p: float) -> float:
    """The probability of at most ``k`` successes in ``n`` trials (binomial).

    >>> round(at_most(0, 3, 0.5), 3), at_most(3, 3, 0.5), at_most(0, 3, 1.0)
    (0.125, 1.0, 0.0)
    """
    if k >= n:
        return 1.0
    if p >= 1:
        return 0.0
    return 1.0 if p <= 0 else min(1.0, sum(_mass(i, n, p) for i in range(k + 1)))


def at_least(k: int, n: int, p: float) -> float:
    """The probability of at least ``k`` successes in ``n`` trials.

    >>> round(at_least(3, 3, 0.5), 3), at_least(0, 3, 0.5)
    (0.125, 1.0)
    """
    return at_most(n - k, n, 1 - p)


def _mass(k: int, n: int, p: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log(1 - p))


def poisson_at_most(k: int, mean: float) -> float:
    """The probability of at most ``k`` events where ``mean`` are expected.

    >>> round(poisson_at_most(0, 2.0), 3), poisson_at_most(0, 0.0)
    (0.135, 1.0)
    """
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(k + 1)))


def rank(values: Sequence[float], share: float) -> float:
    """The value at a share of a sorted sample, the nearest one.

    >>> rank([3, 1, 2], 0.5), rank([1, 2], 0.1)
    (2, 1)
    """
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def extreme_share(days: Sequence[tuple[int, int, int]], usual: float, today: frozenset[int], falls: bool) -> float:
    """The share that a day in ten goes beyond, or any of the same days of the week if that is farther.

    Working days are compared with working days, and weekends with weekends, once there are some.

    ``days``: day of the week, number, and of how many; ``today``: days of the week that are judged. No source is so
    regular that all or none of its pages are alike.

    >>> week = [(day, 9 if day < 5 else 5, 10) for day in range(7)] * 4
    >>> [round(extreme_share(week, 0.8, frozenset({day}), True), 2) for day in (1, 6)]
    [0.85, 0.65]
    """
    of_class = [found for found in days if any((found[0] >= _SATURDAY) == (day >= _SATURDAY) for day in today)]
    days = of_class if len(of_class) >= _FEWEST_OF_CLASS else days
    shares = daily_shares([(number, of) for _, number, of in days], usual)
    same = [share for share, (day, _, _) in zip(shares, days, strict=True) if day in today]
    if falls:
        return min(_REGULAR, rank(shares, _UNLIKELY_DAY), *same)
    return max(1 - _REGULAR, rank(shares, 1 - _UNLIKELY_DAY), *same)


def daily_shares(counts: Sequence[tuple[int, int]], usual: float) -> list[float]:
    """Shares of days, each drawn to the usual one by as much as it has few pages; ``counts``: number and of how many.

    >>> daily_shares([(0, 0), (90, 90)], 0.5)
    [0.5, 0.95]
    """
    return [(k + usual * _PRIOR) / (n + _PRIOR) for k, n in counts]
