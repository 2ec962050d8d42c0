"""Features of a block in context: the first-pass odds of its neighbours, its container and similar blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp
from operator import truediv

from crawler.extract.body.block_columns import BlockColumns, Containers, pick
from crawler.extract.body.structure_features import STRUCTURE_FEATURES, structure_features, sums

_OWN = (
    "own size before before_2 before_3 behind behind_2 behind_3 size_before size_behind box_mean box_share parent_mean "
    "parent_share alike_mean alike_share branch_mean branch_share branch_runs branch_headings lead tail depth heading "
    "tag links place runs mass near_before near_behind far_before far_behind"
)
NEIGHBOURS = [*_OWN.split(), *STRUCTURE_FEATURES]
"""Names of the features, in order."""
_SURE = 20.0
"""Log odds from which on the probability is taken as 1."""
_MOST = 0.75
"""Minimum share of the article in the main container."""
_NOTHING = -5.0
"""Log odds assumed before the first block and after the last."""
_NEAR, _FAR = 4, 10
"""Number of blocks before and after in the two moving averages."""

Column = Sequence[float]


def context_features(blocks: BlockColumns, odds: list[float], headline: int) -> list[Column]:
    """Return the features in the order of ``NEIGHBOURS``: a column for each, with a value for each block.

    ``odds`` are those of the previous pass, ``headline`` is the headline's index, -1 if there is none. All features are
    floats: comparing an int with a float, as the trees would, is several times slower in Python.
    """
    number, sizes, containers = len(odds), blocks.sizes, blocks.containers
    weights = [size * (1 / (1 + exp(-x if x < _SURE else -_SURE))) for size, x in zip(sizes, odds, strict=True)]
    mass = [w if x > 0 else 0.0 for w, x in zip(weights, odds, strict=True)]
    total, count = sum(mass) or 1.0, float(number)
    main = _main_box(containers, blocks.boxes, mass)
    depths, branch_of = _depths(containers.parents, main)
    branches = pick(branch_of, blocks.boxes)
    parents = pick(containers.parents, blocks.boxes)
    groups = len(containers.boxes) + 1
    around, neighbour_sizes = [_NOTHING] * 3 + odds + [_NOTHING] * 3, [0.0, *sizes, 0.0]
    near, far = _trailing(weights, sizes, _NEAR), _trailing(weights, sizes, _FAR)
    lead = [done / total for done in accumulate(mass)]
    return [
        odds, sizes,
        around[2:-4], around[1:-5], around[:-6], around[4:-2], around[5:-1], around[6:],
        neighbour_sizes[:-2], neighbour_sizes[2:],
        *_means(blocks.boxes, groups, weights, sizes, total), *_means(parents, groups, weights, sizes, total),
        *_means(blocks.kinds, blocks.kind_count, weights, sizes, total),
        *_means(branches, groups, weights, sizes, total),
        pick(sums(branches, groups, [1.0] * number), branches), pick(sums(branches, groups, blocks.headings), branches),
        lead, [1 - done for done in lead], pick(depths, blocks.boxes), blocks.headings, blocks.tags,
        [*map(truediv, blocks.links, blocks.lengths)], [i / count for i in range(number)], [count] * number,
        [total] * number,
        near[:number], near[_NEAR + 1 :], far[:number], far[_FAR + 1 :],
        *structure_features(blocks, odds, branches, main, headline),
    ]  # fmt: skip


def _main_box(containers: Containers, boxes: list[int], mass: list[float]) -> int:
    """Return the number of the deepest box that contains most of what looks like the article; -1 if nothing does."""
    held = sums(boxes, len(containers.boxes) + 1, mass)
    for box, parent in zip(range(len(held) - 2, -1, -1), reversed(containers.parents), strict=True):
        held[parent] += held[box]
    needed = _MOST * sum(mass)
    return max((box for box, own in enumerate(held[:-1]) if own >= needed), default=-1) if needed else -1


def _depths(parents: list[int], main: int) -> tuple[list[float], list[int]]:
    """Return, for each box, the depth below the main box, -1 outside it, and the branch.

    The branch is the ancestor just below the main box; outside it, the box itself.
    """
    depths: list[float] = []
    branches: list[int] = []
    for box, parent in enumerate(parents):
        above = depths[parent] if parent >= 0 else -1.0
        depths.append(0.0 if box == main else above + 1.0 if above >= 0.0 else -1.0)
        branches.append(branches[parent] if above > 0.0 else box)
    return depths, branches


def _means(
    keys: list[int], count: int, weights: list[float], sizes: list[float], total: float
) -> tuple[list[float], list[float]]:
    """Return, for each block, the mean probability of the blocks with its key, and their share of the article.

    Keys are numbers below ``count``; -1 stands for the last of them.
    """
    held, size = sums(keys, count, weights), sums(keys, count, sizes)
    means = [weight / (all_of or 1.0) for weight, all_of in zip(held, size, strict=True)]
    return pick(means, keys), pick([weight / total for weight in held], keys)


def _trailing(weights: list[float], sizes: list[float], width: int) -> list[float]:
    """Return the mean probability, weighted by size, of the ``width`` blocks before each index.

    The result has ``width`` more values at the end, so that the mean after block i is at i + 1 + ``width``.
    """
    held, size = [0.0, *accumulate(weights)], [0.0, *accumulate(sizes)]
    held, size = ([0.0] * width + done + [done[-1]] * width for done in (held, size))
    ends = zip(held, held[width:], size, size[width:], strict=False)
    return [(stop - start) / (large - small or 1.0) for start, stop, small, large in ends]
