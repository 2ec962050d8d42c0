"""A run among its neighbours: what the first pass thinks of those before and behind, of its box, of others like it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import accumulate
from math import exp

from crawler.page.body.traits import TAGS
from crawler.page.body.walk import HEADINGS, Box, Run

NEIGHBOURS = (
    "own size before before_2 before_3 behind behind_2 behind_3 size_before size_behind box_mean box_share parent_mean "
    "parent_share alike_mean alike_share branch_mean branch_share branch_runs branch_headings lead tail depth heading "
    "tag links place runs mass near_before near_behind far_before far_behind"
).split()
"""Names of the numbers, in their order."""
_LARGEST = 600
"""Characters from which on a run weighs no more."""
_MOST = 0.75
"""Share of the article that the main box holds at least."""
_NOTHING = -5.0
"""Log odds of what is before the first run and behind the last."""
_NEAR, _FAR = 4, 10
"""Runs before and behind whose mean chance is looked at."""


def numbers(runs: list[Run], odds: list[float], sizes: list[int]) -> list[tuple[float, ...]]:
    """The numbers of all runs, given their log odds after the first pass and their sizes."""
    capped = [min(_LARGEST, size) for size in sizes]
    chances = [1 / (1 + exp(-max(-20.0, min(20.0, x)))) for x in odds]
    weights = [size * chance for size, chance in zip(capped, chances, strict=True)]
    mass = [w if x > 0 else 0.0 for w, x in zip(weights, odds, strict=True)]
    main = _main_box(runs, mass)
    total, count = sum(mass) or 1.0, len(runs)
    depths: dict[Box, tuple[int, Box]] = {}
    stands = [_depth(run.box, main, depths) for run in runs]
    boxes = _means([run.box for run in runs], weights, capped, total)
    parents = _means([run.box.parent for run in runs], weights, capped, total)
    alike = _means([(run.tag, run.names, run.box.names) for run in runs], weights, capped, total)
    branches = _means([branch for _, branch in stands], weights, capped, total)
    members = Counter(branch for _, branch in stands)
    headed = Counter(branch for run, (_, branch) in zip(runs, stands, strict=True) if run.tag in HEADINGS)
    windows = _windows(weights, capped)
    around = [_NOTHING] * 3 + odds + [_NOTHING] * 3
    beside = [0, *capped, 0]
    sums = list(accumulate(mass))
    return [
        (
            odds[i], capped[i],
            around[i + 2], around[i + 1], around[i], around[i + 4], around[i + 5], around[i + 6],
            beside[i], beside[i + 2],
            *boxes[i], *parents[i], *alike[i],
            *branches[i], members[branch], headed[branch],
            sums[i] / total, 1 - sums[i] / total, depth, run.tag in HEADINGS,
            TAGS.get(run.tag, 0), run.links / len(run.text), i / count, count, total,
            *windows[i],
        )
        for i, (run, (depth, branch)) in enumerate(zip(runs, stands, strict=True))
    ]  # fmt: skip


def _main_box(runs: list[Run], mass: list[float]) -> Box | None:
    """The deepest box that holds most of what looks like the article."""
    held: defaultdict[Box, float] = defaultdict(float)
    for run, own in zip(runs, mass, strict=True):
        if own:
            held[run.box] += own
    for box, own in list(held.items()):
        while (parent := box.parent) is not None:
            held[parent] += own
            box = parent
    needed = _MOST * sum(mass)
    enough = (box for box, own in held.items() if own >= needed)
    return max(enough, key=lambda box: box.depth, default=None)


def _depth(box: Box, main: Box | None, known: dict[Box, tuple[int, Box]]) -> tuple[int, Box]:
    """Boxes from the main box to this one, -1 if it is outside, and the highest of them below the main box."""
    if box not in known:
        if box is main or box.parent is None:
            known[box] = (0 if box is main else -1), box
        else:
            above, branch = _depth(box.parent, main, known)
            known[box] = (above + 1 if above >= 0 else -1), (box if above <= 0 else branch)
    return known[box]


def _means(
    keys: Sequence[Hashable], weights: list[float], sizes: list[int], total: float
) -> list[tuple[float, float]]:
    """For each run, the mean chance of the runs that share its key, and their share of the article."""
    held: defaultdict[Hashable, float] = defaultdict(float)
    size: defaultdict[Hashable, int] = defaultdict(int)
    for key, weight, own in zip(keys, weights, sizes, strict=True):
        held[key] += weight
        size[key] += own
    found = {key: (weight / size[key], weight / total) for key, weight in held.items()}
    return [found[key] for key in keys]


def _windows(weights: list[float], sizes: list[int]) -> list[tuple[float, float, float, float]]:
    """Mean chance of a few and of more runs before and behind each, by their sizes."""
    held, size, last = [0.0, *accumulate(weights)], [0, *accumulate(sizes)], len(weights)

    def mean(start: int, stop: int) -> float:
        return (held[stop] - held[start]) / (size[stop] - size[start] or 1)

    return [
        (
            mean(max(0, i - _NEAR), i), mean(i + 1, min(last, i + 1 + _NEAR)),
            mean(max(0, i - _FAR), i), mean(i + 1, min(last, i + 1 + _FAR)),
        )
        for i in range(last)
    ]  # fmt: skip
