"""A block in the structure of its page: what the names around it say, the heading above it, how far the text is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crawler.extract.body.element_words import prior
from crawler.extract.body.local_features import end_of
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock

STRUCTURE_FEATURES = (
    "names near_names looks opens prior near_prior climb after_headline above above_gap repeated since until ends "
    "branch_ends branch_links"
).split()
"""Names of the numbers, in their order."""
_FAR = 30.0
"""Text blocks and boxes from which on something is far away."""
_STEPS = [float(n) for n in range(int(_FAR))]
_SURE = 2.0
"""Log odds after the first pass from which on a block is taken for the article's."""
_NO_HEADING = -5.0
"""Log odds of the heading above a block that has none."""

Parts = tuple[float, float, float, float, float]
"""Log odds of a block after the first pass, and their parts: of its path, its nearest names, its looks, its opening."""


def structure_features(
    text_blocks: Sequence[TextBlock], alone: Sequence[Parts], branches: Sequence[Box], main: Box | None, headline: int
) -> list[tuple[float, ...]]:
    """The numbers of all blocks, given the parts of their log odds, the branch that each is in, the main box, and the
    place of the headline among them, -1 for none."""
    mains = set(_chain(main))
    priors: dict[Box, float] = {}
    climbs: dict[Box, float] = {}
    ends = [float(end_of(block.text)) for block in text_blocks]
    of_branch = _branches(text_blocks, branches, ends)
    sure = [place for place, parts in enumerate(alone) if parts[0] > _SURE]
    since, until = _distances(sure, len(text_blocks))
    seen: set[str] = set()
    above, above_at = _NO_HEADING, -int(_FAR)
    found: list[tuple[float, ...]] = []
    for i, (block, parts) in enumerate(zip(text_blocks, alone, strict=True)):
        box, text = block.box, block.text
        after = 0.0 if headline < 0 else float(max(-_FAR, min(_FAR, i - headline)))
        found.append((
            *parts[1:], _prior(box, priors), prior(block.names) if block.names else 0.0, _climb(box, mains, climbs),
            after,
            above, float(min(_FAR, i - above_at)), 1.0 if text in seen else 0.0, since[i], until[i], ends[i],
            *of_branch[branches[i]],
        ))  # fmt: skip
        seen.add(text)
        if block.tag in HEADINGS:
            above, above_at = parts[0], i
    return found


def _chain(box: Box | None) -> list[Box]:
    """A box and all around it."""
    found = []
    while box is not None:
        found.append(box)
        box = box.parent
    return found


def _prior(box: Box, known: dict[Box, float]) -> float:
    """What the names of a box and of all around it say together."""
    found = known.get(box)
    if found is None:
        found = known[box] = (_prior(box.parent, known) + prior(box.names)) if box.parent is not None else 0.0
    return found


def _climb(box: Box, mains: set[Box], known: dict[Box, float]) -> float:
    """Boxes between a box and one that the main box stands in."""
    found = known.get(box)
    if found is None:
        found = 0.0 if box in mains or box.parent is None else _climb(box.parent, mains, known) + 1.0
        known[box] = found
    return found


def _branches(
    text_blocks: Sequence[TextBlock], branches: Sequence[Box], ends: Sequence[float]
) -> dict[Box, tuple[float, float]]:
    """For each branch, the share of its blocks that end as sentences do, and of its characters that are in links."""
    sums: dict[Box, list[float]] = {}
    for block, branch, end in zip(text_blocks, branches, ends, strict=True):
        own = sums.get(branch)
        if own is None:
            own = sums[branch] = [0.0, 0.0, 0.0, 0.0]
        own[0] += 1.0
        own[1] += 1.0 if end == 2.0 else 0.0
        own[2] += len(block.text)
        own[3] += block.links
    return {branch: (ended / count, links / size) for branch, (count, ended, size, links) in sums.items()}


def _distances(sure: Sequence[int], count: int) -> tuple[list[float], list[float]]:
    """For each block, the blocks since the last sure one before it and until the next behind it."""
    since, until = [_FAR] * count, [_FAR] * count
    for place, following in pairwise([*sure, count]):
        size = min(following - place, len(_STEPS))
        since[place : place + size] = _STEPS[:size]
    for before, place in pairwise([-1, *sure]):
        size = min(place - before, len(_STEPS))
        until[place - size + 1 : place + 1] = _STEPS[size - 1 :: -1]
    return since, until
