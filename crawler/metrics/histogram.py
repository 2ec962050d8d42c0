"""Histograms as plain dicts of counts by the upper bound of the bin, which can be added."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

Histogram = dict[str, int]
ABOVE = "more"
"""Name of the bin above all bounds."""

LETTERS: Sequence[float] = tuple(round(50 * 2 ** (step / 2)) for step in range(24))
"""Letters of a body: half octaves from 50 to 145,000."""
DELAY: Sequence[float] = (
    60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 172_800, 604_800, 2_592_000,
)  # fmt: skip
"""Seconds from an article's publication to its record."""
LATENCY: Sequence[float] = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
"""Seconds from request to response."""
CONFIDENCE: Sequence[float] = tuple(round(step / 20, 2) for step in range(1, 21))


def count(histogram: Histogram, bounds: Sequence[float], value: float) -> None:
    """Count a value in its bin.

    >>> found = {}; count(found, DELAY, 90); count(found, DELAY, 1e9); found
    {'120': 1, 'more': 1}
    """
    name = bin_of(bounds, value)
    histogram[name] = histogram.get(name, 0) + 1


def bin_of(bounds: Sequence[float], value: float) -> str:
    """Return the bin of a value, named by its upper bound."""
    place = bisect_left(bounds, value)
    return f"{bounds[place]:g}" if place < len(bounds) else ABOVE


def bins(histogram: Mapping[str, int]) -> list[tuple[float, int]]:
    """Return upper bounds and counts, the lowest bin first; the last bound may be infinite."""
    return sorted((upper_bound(name), number) for name, number in histogram.items())


def upper_bound(name: str) -> float:
    """Return the upper bound of a bin from its name."""
    return float("inf") if name == ABOVE else float(name)


def total(histogram: Mapping[str, int]) -> int:
    """Return the number of values."""
    return sum(histogram.values())


def quantile(histogram: Mapping[str, int], share: float) -> float | None:
    """Return the upper bound of the bin of a quantile; None without values.

    >>> quantile({"1": 1, "2": 2, "5": 1}, 0.5), quantile({}, 0.5)
    (2.0, None)
    """
    wanted, seen = share * total(histogram), 0
    for bound, number in bins(histogram):
        seen += number
        if seen >= wanted:
            return bound
    return None


def middle(histogram: Mapping[str, int], bounds: Sequence[float]) -> float:
    """Return the median, interpolated within its bin; 0 without values.

    >>> middle({"10": 2, "20": 2}, (10, 20)), middle({"20": 4}, (10, 20)), middle({}, (10,))
    (10.0, 15.0, 0.0)
    """
    half, seen = total(histogram) / 2, 0
    for bound, number in bins(histogram):
        if seen + number >= half:
            place = bisect_left(bounds, bound)
            lower = bounds[place - 1] if place else 0.0
            return lower if place == len(bounds) else lower + (bound - lower) * (half - seen) / number
        seen += number
    return 0.0


def below(histogram: Mapping[str, int], bound: float) -> int:
    """Return the number of values in bins up to a bound.

    >>> below({"1": 1, "2": 2, "more": 1}, 2)
    3
    """
    return sum(number for upper, number in bins(histogram) if upper <= bound)


def cumulative(histogram: Mapping[str, int], bounds: Sequence[float]) -> Iterator[tuple[str, int]]:
    """Yield cumulative counts by upper bound, and the total as ``+Inf``, in the form of Prometheus.

    >>> list(cumulative({"1": 1, "more": 1}, (1, 2)))
    [('1', 1), ('2', 1), ('+Inf', 2)]
    """
    seen = 0
    for bound in bounds:
        seen += histogram.get(f"{bound:g}", 0)
        yield f"{bound:g}", seen
    yield "+Inf", total(histogram)
