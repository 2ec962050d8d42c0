"""The most frequent texts of a stream in bounded memory, as counters that can be merged.

Misra and Gries, Finding repeated elements (1982); merging: Agarwal et al., Mergeable summaries (2012). A count is too
low by at most 1 / (size + 1) of all counted texts, and never too high.
"""

from __future__ import annotations

from collections.abc import Mapping


def merge(one: Mapping[str, int], other: Mapping[str, int], size: int) -> dict[str, int]:
    """Return the merged counters of two streams, at most ``size``.

    >>> merge({"a": 3, "b": 1}, {"a": 2, "c": 1, "d": 2}, 2)
    {'a': 4, 'd': 1}
    """
    counts = dict(one)
    for text, number in other.items():
        counts[text] = counts.get(text, 0) + number
    if len(counts) <= size:
        return counts
    least = sorted(counts.values(), reverse=True)[size]
    return {text: number - least for text, number in counts.items() if number > least}


def top(counts: Mapping[str, int]) -> tuple[str, int]:
    """Return the most frequent text and its count; "" and 0 if there is none."""
    return max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
