"""How much of two texts is the same, by the order of their shingles.

Only passages count. Templates (weather, prices, results) share many short runs of words between what differs in them,
and stories of one topic a quotation; a reprint shares paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

PASSAGE = 14
"""Words in a row from which they are a passage; for characters of scripts without spaces twice as many."""
SAME = 0.5
"""Share of the shorter text that stands in the longer one, from which they are the same story."""
LEAST = 25
"""Words in common below which nothing is told from them."""


@dataclass(frozen=True)
class Overlap:
    """What two texts have in common."""

    common: int
    """Words in passages of both."""
    shorter: float
    """Their share of the shorter text."""
    longer: float
    """Their share of the longer text."""

    @property
    def is_same_story(self) -> bool:
        """Whether one is the other with something cut, added or put before it."""
        return self.common >= LEAST and self.shorter >= SAME


def overlap(one: Any, other: Any, width: int) -> Overlap:
    """The overlap of two arrays of :func:`crawler.datasets.shingles.shingles` of that width."""
    short, long = sorted((one, other), key=len)
    if not len(short):
        return Overlap(0, 0.0, 0.0)
    least = (PASSAGE if width <= PASSAGE // 2 else 2 * PASSAGE) - width + 1
    common = sum(length + width - 1 for length in _runs(_are_in(short, np.sort(long))) if length >= least)
    sizes = len(short) + width - 1, len(long) + width - 1
    return Overlap(common, min(1.0, common / sizes[0]), min(1.0, common / sizes[1]))


def _are_in(values: Any, ordered: Any) -> Any:
    """Whether each value is one of ``ordered``, which has some; a third of the time of ``numpy.isin``.

    >>> _are_in(np.array([1, 3, 9]), np.array([1, 2, 3])).tolist()
    [True, True, False]
    """
    places: Any = np.searchsorted(ordered, values)
    places[places == len(ordered)] = 0
    return ordered[places] == values


def _runs(found: Any) -> list[int]:
    """Lengths of the runs of true.

    >>> _runs(np.array([True, True, False, True]))
    [2, 1]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.astype(np.int8), [0]))))
    lengths: list[int] = (edges[1::2] - edges[::2]).tolist()
    return lengths
