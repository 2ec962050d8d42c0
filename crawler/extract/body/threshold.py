"""Choose the threshold between article and boilerplate that maximizes the expected F1 of the page.

If the page is clear, it is where odds are even. If blocks are doubtful, it is lower: a missed block costs more than a
wrong one. https://arxiv.org/abs/1402.1892 (Lipton et al., 2014)
"""

from __future__ import annotations

from math import exp

_STEEPNESS, _EVEN = 0.8, 0.3
"""Slope of the logistic function, and log odds of an even chance; cross-validated over sites."""


_LOWEST, _HIGHEST = -0.6, 0.3
"""Limits of the threshold, in log odds."""


def find_threshold(odds: list[float], sizes: list[int]) -> float:
    """Return the lowest log odds to keep, given those of all blocks and their sizes.

    >>> find_threshold([5.0, -5.0], [100, 100])
    0.3
    """
    chances = [1 / (1 + exp(min(30.0, -_STEEPNESS * (x - _EVEN)))) for x in odds]
    expected = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    right, taken, best, least = 0.0, 0, 0.0, 0.0
    for x, chance, size in sorted(zip(odds, chances, sizes, strict=True), reverse=True):
        right += chance * size
        taken += size
        if (f1 := right / (taken + expected)) > best:
            best, least = f1, x
    return max(_LOWEST, min(_HIGHEST, least))
