"""A run among its neighbours: what the first pass thinks of those before and behind, of its box, of others like it."""

from __future__ import annotations

from bisect import bisect_right as bucket
from collections import Counter
from itertools import accumulate
from math import exp

from crawler.page.body.names import box_words, words
from crawler.page.body.traits import TAGS
from crawler.page.body.walk import HEADINGS, Box, Run

NEIGHBOURS = (
    "own_length tag_own before_two behind_two both box box_share parent parent_share alike alike_share place "
    "place_length lead tail lead_length tail_length gaps gap_own window_before window_behind windows wide_windows "
    "heading under section repeated"
).split()
"""Names of the numbers, in their order."""
_FINE = (-5, -4, -3, -2.2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2.2, 3, 4, 5)
_ROUGH = (-2.5, -1, 0, 1, 2.5)
_SHARES = (0.0001, 0.02, 0.1, 0.3, 0.6, 0.9)
_GAPS = (1, 2, 3, 5, 9, 20)
_MEANS = (0.02, 0.1, 0.25, 0.45, 0.65, 0.85, 0.95)
_LARGEST = 600
_MOST = 0.75
"""Share of the article that the main box holds at least."""


class Neighbours:
    """The runs of a page together, given their log odds after the first pass."""

    def __init__(self, runs: list[Run], odds: list[float], sizes: list[int], lengths: list[int]) -> None:
        self.runs, self.odds, self.lengths = runs, odds, lengths
        self.sizes = [min(_LARGEST, size) for size in sizes]
        self.chances = [1 / (1 + exp(-max(-20.0, min(20.0, x)))) for x in odds]
        self.weights = [size * chance for size, chance in zip(self.sizes, self.chances, strict=True)]
        self.mass = [w if x > 0 else 0 for w, x in zip(self.weights, odds, strict=True)]
        self.total = sum(self.mass) or 1
        self.main = self._main_box()
        self.depths: dict[Box, int] = {}
        self.names: dict[Box, frozenset[str]] = {}

    def _main_box(self) -> Box | None:
        """The deepest box that holds most of what looks like the article."""
        held: Counter[Box] = Counter()
        for run, mass in zip(self.runs, self.mass, strict=True):
            if mass:
                held[run.box] += mass  # type: ignore[assignment]
        for box, mass in list(held.items()):
            while (parent := box.parent) is not None:
                held[parent] += mass
                box = parent
        enough = (box for box, mass in held.items() if mass >= _MOST * self.total)
        return max(enough, key=lambda box: box.depth, default=None)

    def branch(self, box: Box) -> frozenset[str]:
        """Words of the boxes between the main box and this one, itself included."""
        if box is self.main or box.parent is None:
            return frozenset()
        if box not in self.names:
            self.names[box] = self.branch(box.parent) | box_words(box)
        return self.names[box]

    def run_words(self, run: Run) -> frozenset[str]:
        """The words of a run's branch and of its own element."""
        found = self.branch(run.box)
        return found | words(run.names) if run.names else found

    def depth(self, box: Box) -> int:
        """Boxes from the main box to this one, -1 if it is outside."""
        if box is self.main:
            return 0
        if box not in self.depths:
            above = self.depth(box.parent) if box.parent is not None else -1
            self.depths[box] = above + 1 if above >= 0 else -1
        return self.depths[box]

    def numbers(self) -> list[tuple[int, ...]]:
        """The numbers of all runs."""
        runs, total = self.runs, self.total
        boxes = _Means((r.box for r in runs), self.weights, self.sizes)
        parents = _Means((r.box.parent for r in runs), self.weights, self.sizes)
        kinds = [_kind(r) for r in runs]
        alike = _Means(kinds, self.weights, self.sizes)
        rough = [6, 6, *(bucket(_ROUGH, x) for x in self.odds), 6, 6]
        strong = [x > 1 and size > 60 for x, size in zip(self.odds, self.sizes, strict=True)]
        gaps_before, gaps_behind = _gaps(strong), _gaps(strong[::-1])[::-1]
        before, behind = self._windows(4)
        wide_before, wide_behind = self._windows(10)
        heads = [r.tag in HEADINGS for r in runs]
        below, above = self._sections(heads)
        sums = list(accumulate(self.mass))
        counts = Counter(r.text for r in runs)
        seen: set[str] = set()
        found: list[tuple[int, ...]] = []
        for i, run in enumerate(runs):
            own, length, box = rough[i + 2], self.lengths[i], run.box
            done = sums[i]
            deep = self.depth(box)
            place = (done * 2 >= total) if deep < 0 else 2 + min(deep, 4)
            repeated = (counts[run.text] > 1) + (run.text in seen) + (counts[run.text] > 2)
            seen.add(run.text)
            lead, tail = bucket(_SHARES, done / total), bucket(_SHARES, (total - done) / total)
            gap, next_gap = bucket(_GAPS, gaps_before[i]), bucket(_GAPS, gaps_behind[i])
            found.append(
                (
                    bucket(_FINE, self.odds[i]) * 9 + length,
                    TAGS.get(run.tag, 0) * 6 + own,
                    (rough[i + 1] * 7 + rough[i]) * 6 + own,
                    (rough[i + 3] * 7 + rough[i + 4]) * 6 + own,
                    (rough[i + 1] * 7 + rough[i + 3]) * 6 + own,
                    boxes.mean(box) * 6 + own,
                    boxes.share(box, total) * 6 + own,
                    parents.mean(box.parent) * 6 + own,
                    parents.share(box.parent, total) * 6 + own,
                    alike.mean(kinds[i]) * 6 + own,
                    alike.share(kinds[i], total) * 6 + own,
                    place * 6 + own,
                    place * 9 + length,
                    lead * 6 + own,
                    tail * 6 + own,
                    lead * 9 + length,
                    tail * 9 + length,
                    gap * 7 + next_gap,
                    min(gap, next_gap) * 6 + own,
                    before[i] * 6 + own,
                    behind[i] * 6 + own,
                    behind[i] * 8 + before[i],
                    wide_behind[i] * 8 + wide_before[i],
                    (below[i] + 1) * 6 + own if heads[i] else 0,
                    above[i] * 6 + own,
                    below[i] * 6 + own,
                    repeated * 9 + length,
                )
            )
        return found

    def _windows(self, width: int) -> tuple[list[int], list[int]]:
        """Buckets of the mean chance of the runs before and behind each, by their sizes."""
        weights, sizes = [0.0, *accumulate(self.weights)], [0, *accumulate(self.sizes)]
        last = len(self.runs)

        def mean(start: int, stop: int) -> int:
            size = sizes[stop] - sizes[start]
            return bucket(_MEANS, (weights[stop] - weights[start]) / size) if size else 0

        before = [mean(max(0, i - width), i) for i in range(last)]
        return before, [mean(i + 1, min(last, i + 1 + width)) for i in range(last)]

    def _sections(self, heads: list[bool]) -> tuple[list[int], list[int]]:
        """Buckets of the mean chance of what follows up to the next heading, and of the chance of the heading above."""
        below = [0] * len(heads)
        weight, size = 0.0, 0
        for i in reversed(range(len(heads))):
            below[i] = bucket(_MEANS, weight / size) if size else 0
            weight, size = (0.0, 0) if heads[i] else (weight + self.weights[i], size + self.sizes[i])
        above, chance = [], 0.5
        for i, is_head in enumerate(heads):
            above.append(bucket(_MEANS, chance))
            chance = self.chances[i] if is_head else chance
        return below, above


class _Means:
    """Mean chance of the runs that share a key, and their share of the article."""

    def __init__(self, keys, weights: list[float], sizes: list[int]) -> None:  # type: ignore[no-untyped-def]
        self._weights: dict[object, float] = {}
        self._sizes: dict[object, int] = {}
        for key, weight, size in zip(keys, weights, sizes, strict=True):
            self._weights[key] = self._weights.get(key, 0.0) + weight
            self._sizes[key] = self._sizes.get(key, 0) + size

    def mean(self, key: object) -> int:
        return bucket(_MEANS, self._weights[key] / self._sizes[key])

    def share(self, key: object, total: float) -> int:
        return bucket(_SHARES, self._weights[key] / total)


def _kind(run: Run) -> tuple[str, str, str, str]:
    box = run.box
    return run.tag, run.names, box.names, box.element.tag


def _gaps(strong: list[bool]) -> list[int]:
    """For each run, how many lie between it and the last strong one before it."""
    gaps, gap = [], 30
    for is_strong in strong:
        gaps.append(gap)
        gap = 0 if is_strong else gap + 1
    return gaps
