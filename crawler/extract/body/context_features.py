"""Features of a block in context: the first-pass odds of its neighbours, its container and similar blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import accumulate
from math import exp

from crawler.extract.body.local_features import TAGS
from crawler.extract.body.structure_features import STRUCTURE_FEATURES, Parts, structure_features
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock

_OWN = (
    "own size before before_2 before_3 behind behind_2 behind_3 size_before size_behind box_mean box_share parent_mean "
    "parent_share alike_mean alike_share branch_mean branch_share branch_runs branch_headings lead tail depth heading "
    "tag links place runs mass near_before near_behind far_before far_behind"
)
NEIGHBOURS = [*_OWN.split(), *STRUCTURE_FEATURES]
"""Names of the features, in order."""
_LARGEST = 600.0
"""Size from which on a longer block has no more weight."""
_SURE = 20.0
"""Log odds from which on the probability is taken as 1."""
_MOST = 0.75
"""Minimum share of the article in the main container."""
_NOTHING = -5.0
"""Log odds assumed before the first block and after the last."""
_TAGS = {tag: float(place) for tag, place in TAGS.items()}
_NEAR, _FAR = 4, 10
"""Number of blocks before and after in the two moving averages."""


def context_features(
    text_blocks: list[TextBlock], alone: list[Parts], sizes: list[int], headline: int
) -> list[tuple[float, ...]]:
    """Return the features of all blocks, in the order of ``NEIGHBOURS``.

    ``alone`` holds their first-pass log odds, ``headline`` the headline's index, -1 if there is none. All features are
    floats: comparing an int with a float, as the trees would, is several times slower in Python.
    """
    odds = [parts[0] for parts in alone]
    capped = [float(size) if size < _LARGEST else _LARGEST for size in sizes]
    chances = [1 / (1 + exp(-x if x < _SURE else -_SURE)) for x in odds]
    weights = [size * chance for size, chance in zip(capped, chances, strict=True)]
    mass = [w if x > 0 else 0.0 for w, x in zip(weights, odds, strict=True)]
    main = _main_box(text_blocks, mass)
    total, count = sum(mass) or 1.0, float(len(text_blocks))
    known: dict[Box, tuple[float, Box]] = {}
    stands = [known.get(block.box) or _depth(block.box, main, known) for block in text_blocks]
    boxes = _means([block.box for block in text_blocks], weights, capped, total)
    parents = _means([block.box.parent for block in text_blocks], weights, capped, total)
    alike = _means([(block.tag, block.names, block.box.names) for block in text_blocks], weights, capped, total)
    branches = _means([branch for _, branch in stands], weights, capped, total)
    members, headed = _branch_counts(text_blocks, [branch for _, branch in stands])
    near, far = _trailing(weights, capped, _NEAR), _trailing(weights, capped, _FAR)
    around = [_NOTHING] * 3 + odds + [_NOTHING] * 3
    neighbour_sizes = [0.0, *capped, 0.0]
    sums = list(accumulate(mass))
    stand = structure_features(text_blocks, alone, [branch for _, branch in stands], main, headline)
    return [
        (
            odds[i], capped[i],
            around[i + 2], around[i + 1], around[i], around[i + 4], around[i + 5], around[i + 6],
            neighbour_sizes[i], neighbour_sizes[i + 2],
            *boxes[i], *parents[i], *alike[i],
            *branches[i], members[branch], headed.get(branch, 0.0),
            sums[i] / total, 1 - sums[i] / total, depth, 1.0 if block.tag in HEADINGS else 0.0,
            _TAGS.get(block.tag, 0.0), block.links / len(block.text), i / count, count, total,
            near[i], near[i + 1 + _NEAR], far[i], far[i + 1 + _FAR], *stand[i],
        )
        for i, (block, (depth, branch)) in enumerate(zip(text_blocks, stands, strict=True))
    ]  # fmt: skip


def _branch_counts(text_blocks: list[TextBlock], branches: list[Box]) -> tuple[dict[Box, float], dict[Box, float]]:
    """Return the number of blocks and the number of headings of each branch."""
    members: dict[Box, float] = {}
    headings: dict[Box, float] = {}
    for block, branch in zip(text_blocks, branches, strict=True):
        members[branch] = members.get(branch, 0.0) + 1.0
        if block.tag in HEADINGS:
            headings[branch] = headings.get(branch, 0.0) + 1.0
    return members, headings


def _main_box(text_blocks: list[TextBlock], mass: list[float]) -> Box | None:
    """Return the deepest box that contains most of what looks like the article."""
    held: defaultdict[Box, float] = defaultdict(float)
    for block, own in zip(text_blocks, mass, strict=True):
        if own:
            held[block.box] += own
    for box, own in list(held.items()):
        while (parent := box.parent) is not None:
            held[parent] += own
            box = parent
    needed = _MOST * sum(mass)
    enough = (box for box, own in held.items() if own >= needed)
    return max(enough, key=lambda box: box.depth, default=None)


def _depth(box: Box, main: Box | None, known: dict[Box, tuple[float, Box]]) -> tuple[float, Box]:
    """Return the depth below the main box, -1 outside it, and the branch: the ancestor just below the main box."""
    if box is main or box.parent is None:
        found = (0.0 if box is main else -1.0), box
    else:
        above, branch = known.get(box.parent) or _depth(box.parent, main, known)
        found = (above + 1 if above >= 0 else -1.0), (box if above <= 0 else branch)
    known[box] = found
    return found


def _means(keys: Sequence[Hashable], weights: list[float], sizes: list[float], total: float) -> list[Sequence[float]]:
    """Return, for each block, the mean probability of the blocks with its key, and their share of the article."""
    groups: dict[Hashable, list[float]] = {}
    of_blocks: list[Sequence[float]] = []
    for key, weight, size in zip(keys, weights, sizes, strict=True):
        group = groups.get(key)
        if group is None:
            group = groups[key] = [0.0, 0.0]
        group[0] += weight
        group[1] += size
        of_blocks.append(group)
    for group in groups.values():
        weight, size = group
        group[:] = weight / size, weight / total
    return of_blocks


def _trailing(weights: list[float], sizes: list[float], width: int) -> list[float]:
    """Return the mean probability, weighted by size, of the ``width`` blocks before each index.

    The result has ``width`` more values at the end, so that the mean after block i is at i + 1 + ``width``.
    """
    held, size = [0.0, *accumulate(weights)], [0.0, *accumulate(sizes)]
    held, size = ([0.0] * width + sums + [sums[-1]] * width for sums in (held, size))
    ends = zip(held, held[width:], size, size[width:], strict=False)
    return [(stop - start) / (large - small or 1.0) for start, stop, small, large in ends]
