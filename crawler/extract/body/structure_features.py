"""Features of a block in the page's structure: names around it, the heading above it, the distance to the text."""

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
"""Names of the features, in order."""
_FAR = 30.0
"""Maximum distance, in text blocks or boxes."""
_STEPS = [float(n) for n in range(int(_FAR))]
_SURE = 2.0
"""First-pass log odds from which on a block is taken as part of the article."""
_NO_HEADING = -5.0
"""Log odds for a block without a heading above it."""

Parts = tuple[float, float, float, float, float]
"""First-pass log odds of a block, and their parts: path, nearest names, local features, opening words."""


def structure_features(
    text_blocks: Sequence[TextBlock], alone: Sequence[Parts], branches: Sequence[Box], main: Box | None, headline: int
) -> list[tuple[float, ...]]:
    """Return the features of all blocks.

    ``alone`` holds their first-pass log odds, ``branches`` the branch of each, ``main`` the main box, ``headline`` the
    headline's index, -1 if there is none.
    """
    mains = set(_with_ancestors(main))
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


def _with_ancestors(box: Box | None) -> list[Box]:
    """Return a box and all its ancestors."""
    found = []
    while box is not None:
        found.append(box)
        box = box.parent
    return found


def _prior(box: Box, known: dict[Box, float]) -> float:
    """Return the sum of the name priors of a box and its ancestors."""
    found = known.get(box)
    if found is None:
        found = known[box] = (_prior(box.parent, known) + prior(box.names)) if box.parent is not None else 0.0
    return found


def _climb(box: Box, mains: set[Box], known: dict[Box, float]) -> float:
    """Return the number of boxes between a box and the nearest ancestor of the main box."""
    found = known.get(box)
    if found is None:
        found = 0.0 if box in mains or box.parent is None else _climb(box.parent, mains, known) + 1.0
        known[box] = found
    return found


def _branches(
    text_blocks: Sequence[TextBlock], branches: Sequence[Box], ends: Sequence[float]
) -> dict[Box, tuple[float, float]]:
    """Return, for each branch, the share of blocks that end like sentences and the share of linked characters."""
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
    """Return, for each block, the distance in blocks to the last sure one before and the next one after it."""
    since, until = [_FAR] * count, [_FAR] * count
    for place, following in pairwise([*sure, count]):
        size = min(following - place, len(_STEPS))
        since[place : place + size] = _STEPS[:size]
    for before, place in pairwise([-1, *sure]):
        size = min(place - before, len(_STEPS))
        until[place - size + 1 : place + 1] = _STEPS[size - 1 :: -1]
    return since, until
