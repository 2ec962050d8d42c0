"""Features of a block in the page's structure: names around it, the heading above it, the distance to the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crawler.extract.body.block_columns import BlockColumns, pick

STRUCTURE_FEATURES = (
    "names near_names looks opens prior near_prior climb after_headline above above_gap repeated since until ends "
    "branch_ends branch_links"
).split()
"""Names of the features, in order."""
_FAR = 30.0
"""Maximum distance, in text blocks or boxes."""
_STEPS = [float(n) for n in range(int(_FAR))]
_SURE = 2.0
"""First-pass log odds from which on a block is taken as part of the article."""
_NO_HEADING = -5.0
"""Log odds for a block without a heading above it."""


def structure_features(
    blocks: BlockColumns, odds: Sequence[float], branches: list[int], main: int, headline: int
) -> list[Sequence[float]]:
    """Return the features in the order of ``STRUCTURE_FEATURES``: a column for each, with a value for each block.

    ``odds`` are those of the previous pass, ``branches`` the number of each block's branch, ``main`` the number of the
    main box and ``headline`` the index of the headline, -1 if there is none.
    """
    boxes, containers = blocks.boxes, blocks.containers
    above, above_gap = _headings_above(blocks.headings, odds)
    since, until = _distances([i for i, x in enumerate(odds) if x > _SURE], len(odds))
    return [
        blocks.path, blocks.near, blocks.looks, blocks.opens,
        pick(containers.priors, boxes), blocks.priors, pick(_climbs(containers.parents, main), boxes),
        _after(headline, len(odds)), above, above_gap, _repeated(blocks.texts), since, until, blocks.ends,
        *_of_branches(blocks, branches),
    ]  # fmt: skip


def sums(keys: list[int], count: int, values: Sequence[float]) -> list[float]:
    """Return the sum of the values with each key: a number below ``count``, or -1 for the last of them."""
    found = [0.0] * count
    for key, value in zip(keys, values, strict=True):
        found[key] += value
    return found


def _climbs(parents: list[int], main: int) -> list[float]:
    """Return, for each box, the number of boxes between it and the nearest ancestor of the main box."""
    mains = set()
    while main >= 0:
        mains.add(main)
        main = parents[main]
    found: list[float] = []
    for box, parent in enumerate(parents):
        found.append(0.0 if parent < 0 or box in mains else found[parent] + 1.0)
    return found


def _after(headline: int, count: int) -> list[float]:
    """Return the distance of each block from the headline, negative before it; zeros if there is none."""
    if headline < 0:
        return [0.0] * count
    return [max(-_FAR, min(_FAR, float(place - headline))) for place in range(count)]


def _headings_above(headings: Sequence[float], odds: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return, for each block, the log odds of the last heading above it, and its distance in blocks."""
    count = len(odds)
    above, gaps = [_NO_HEADING] * count, [_FAR] * count
    for place, following in pairwise([*(i for i, heading in enumerate(headings) if heading), count - 1]):
        size = following - place
        above[place + 1 : following + 1] = [odds[place]] * size
        near = min(size, len(_STEPS) - 1)
        gaps[place + 1 : place + 1 + near] = _STEPS[1 : near + 1]
    return above, gaps


def _repeated(texts: Sequence[str]) -> list[float]:
    """Return 1 for each text that occurs before, else 0."""
    first: dict[str, int] = {}
    return [0.0 if first.setdefault(text, i) == i else 1.0 for i, text in enumerate(texts)]


def _of_branches(blocks: BlockColumns, branches: list[int]) -> tuple[list[float], list[float]]:
    """Return, for each block, two shares of its branch: of blocks that end like sentences, of linked characters."""
    groups = len(blocks.containers.boxes) + 1
    counts = sums(branches, groups, [1.0] * len(branches))
    ended = sums(branches, groups, [1.0 if end == 2.0 else 0.0 for end in blocks.ends])
    links, sizes = sums(branches, groups, blocks.links), sums(branches, groups, blocks.lengths)
    ends = [own / (count or 1.0) for own, count in zip(ended, counts, strict=True)]
    linked = [own / (size or 1.0) for own, size in zip(links, sizes, strict=True)]
    return pick(ends, branches), pick(linked, branches)


def _distances(sure: Sequence[int], count: int) -> tuple[list[float], list[float]]:
    """Return, for each block, the distance in blocks to the last sure one before and the next one after it."""
    since, until = [_FAR] * count, [_FAR] * count
    for place, following in pairwise([*sure, count]):
        size = min(following - place, len(_STEPS))
        since[place : place + size] = _STEPS[:size]
    for before, place in pairwise([-1, *sure]):
        size = min(place - before, len(_STEPS))
        until[place - size + 1 : place + 1] = _STEPS[size - 1 :: -1]
    return since, until
