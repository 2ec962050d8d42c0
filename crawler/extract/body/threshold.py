"""Where to cut between what is the article and what is not: where the F1 of the page is expected to be highest.

On a page that leaves no doubt the cut is where odds are even; on a doubtful one it is lower, since what is missed costs
more than what is wrongly taken. https://arxiv.org/abs/1402.1892 (Lipton et al., 2014)
"""

from __future__ import annotations

from math import exp

_STEEPNESS, _EVEN = 0.8, 0.3
"""How steep chances rise with log odds, and log odds of an even chance: by cross-validation over sites."""


_LOWEST, _HIGHEST = -0.6, 0.3
"""Log odds between which the cut stays, however doubtful a page is."""


def find_threshold(odds: list[float], sizes: list[int]) -> float:
    """The least log odds to keep, given those of all blocks and their sizes.

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
