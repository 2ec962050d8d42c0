"""What looks alike in one place is one thing: it is kept together or left together.

A model that weighs each run for itself keeps four entries of a list and leaves the fifth, or keeps one heading of
a box. Here the runs of a list, and runs of the same tag and names in one box, go with most of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from crawler.page.body.walk import Box, Run

_LISTS = frozenset(("ul", "ol"))
_DIGITS = str.maketrans("", "", "0123456789")
_FEW = 4
"""Runs from which on a likeness tells something."""
_MOST, _LEAST = 0.7, 0.3
"""Shares of a group from which on all of it is kept, and up to which none is."""


def together(runs: list[Run], likely: set[int]) -> set[int]:
    """The places of likely runs, made the same for all that is alike."""
    lists: defaultdict[Box, list[int]] = defaultdict(list)
    kinds: defaultdict[Hashable, list[int]] = defaultdict(list)
    known: dict[Box, tuple[Box | None, Hashable]] = {}
    for place, run in enumerate(runs):
        if run.links * 10 < len(run.text) * 9:
            around, kind = known.get(run.box) or _look(run.box, known)
            if around is not None:
                lists[around].append(place)
            kinds[run.tag, _kind(run.names) if run.names else "", kind].append(place)
    kept = set(likely)
    for members in lists.values():
        if len(members) > 1:
            _vote(kept, members, [len(runs[place].text) for place in members], 0.5, 0.5)
    for members in kinds.values():
        if len(members) >= _FEW:
            _vote(kept, members, [1] * len(members), _LEAST, _MOST)
    return kept


def _vote(kept: set[int], members: list[int], weights: list[int], least: float, most: float) -> None:
    """Keep all members of a group, or none, or what is kept of them where it is near to half."""
    share = sum(weight for place, weight in zip(members, weights, strict=True) if place in kept) / sum(weights)
    if share >= most:
        kept.update(members)
    elif share < least:
        kept.difference_update(members)


def _kind(names: str) -> str:
    """Class and id without the numbers that tell one from the next."""
    return names.translate(_DIGITS)


def _look(box: Box, known: dict[Box, tuple[Box | None, Hashable]]) -> tuple[Box | None, Hashable]:
    """The nearest list around a box, and what sort of box it is: its names and the place of the box above it."""
    if box not in known:
        above = box.parent
        around = _look(above, known)[0] if above is not None else None
        kind = (_kind(box.names), above.parent if above is not None else None)
        known[box] = (box if box.element.tag in _LISTS else around), kind
    return known[box]
