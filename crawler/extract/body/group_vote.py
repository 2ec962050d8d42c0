"""What looks alike in one place is one thing: it is kept together or left together.

A model that weighs each block for itself keeps four entries of a list and leaves the fifth, or keeps one heading of
a box. Here the blocks of a list, and blocks of the same tag and names in one box, go with most of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from crawler.extract.body.hidden import FOLDED
from crawler.extract.body.text_block import Box, TextBlock

_LISTS = frozenset(("ul", "ol"))
_DIGITS = str.maketrans("", "", "0123456789")
_FEW = 4
"""Text blocks from which on a likeness tells something."""
_HOPELESS = -3.0
"""Log odds up to which a block is not kept for its likeness to others."""
_TITLE = 150
"""Characters of a title at most."""
_MOST, _LEAST = 0.7, 0.3
"""Shares of a group from which on all of it is kept, and up to which none is."""


def group_vote(text_blocks: list[TextBlock], likely: set[int], odds: Sequence[float]) -> set[int]:
    """The places of likely blocks, made the same for all that is alike; what is least likely stays away."""
    kept = set(likely)
    unlinked = [
        p for p, block in enumerate(text_blocks) if block.links * 10 < len(block.text) * 9 and odds[p] > _HOPELESS
    ]
    for members in _in_lists(text_blocks, unlinked, kept):
        if len(members) > 1:
            _vote(kept, members, [len(text_blocks[place].text) for place in members], 0.5, 0.5)
    for members in _of_a_kind(text_blocks, unlinked, kept):
        if len(members) >= _FEW:
            _vote(kept, members, [1] * len(members), _LEAST, _MOST)
    return kept | _titles(text_blocks, kept)


def _titles(text_blocks: list[TextBlock], kept: set[int]) -> set[int]:
    """The places of short texts in boxes that open by a click, above what is kept of their boxes."""
    above = [place - 1 for place in kept if place and place - 1 not in kept]
    return {place for place in above if _is_title(text_blocks[place], text_blocks[place + 1])}


def _is_title(block: TextBlock, below: TextBlock) -> bool:
    return (
        len(block.text) <= _TITLE
        and FOLDED.search(f"{block.names} {block.box.names}") is not None
        and _are_near(block, below)
    )


def _are_near(block: TextBlock, below: TextBlock) -> bool:
    """Whether a text stands above another in the same box, or beside that one's box."""
    own = block.box.parent if block.tag == block.box.element.tag else block.box
    return own is not None and own in (below.box, below.box.parent, below.box.parent and below.box.parent.parent)


def _in_lists(text_blocks: list[TextBlock], places: list[int], kept: set[int]) -> Iterable[list[int]]:
    """The places of the blocks of each list; only of lists of which something is kept."""
    known: dict[Box, Box | None] = {}
    wanted = {_list_around(text_blocks[place].box, known) for place in kept} - {None}
    found: defaultdict[Box, list[int]] = defaultdict(list)
    for place in places if wanted else ():
        around = _list_around(text_blocks[place].box, known)
        if around is not None and around in wanted:
            found[around].append(place)
    return found.values()


def _of_a_kind(text_blocks: list[TextBlock], places: list[int], kept: set[int]) -> Iterable[list[int]]:
    """The places of the blocks of each tag and names, in boxes of one kind; only where something like it is kept."""
    wanted = {(text_blocks[place].tag, _place_of(text_blocks[place].box)) for place in kept}
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    kinds: dict[Box, Hashable] = {}
    for place in places:
        block = text_blocks[place]
        if (block.tag, _place_of(block.box)) in wanted:
            kind = kinds.get(block.box) or kinds.setdefault(
                block.box, (_numberless(block.box.names), _place_of(block.box))
            )
            found[block.tag, _numberless(block.names), kind].append(place)
    return found.values()


def _vote(kept: set[int], members: list[int], weights: list[int], least: float, most: float) -> None:
    """Keep all members of a group, or none, or what is kept of them where it is near to half."""
    share = sum(weight for place, weight in zip(members, weights, strict=True) if place in kept) / sum(weights)
    if share >= most:
        kept.update(members)
    elif share < least:
        kept.difference_update(members)


def _numberless(names: str) -> str:
    """Class and id without the numbers that tell one from the next."""
    return names.translate(_DIGITS) if names else ""


def _list_around(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """The nearest list that a box is or stands in."""
    if box not in known:
        is_list = box.element.tag in _LISTS
        known[box] = box if is_list else _list_around(box.parent, known) if box.parent is not None else None
    return known[box]


def _place_of(box: Box) -> Box | None:
    """The box two above it: those below one such are beside one another, or in rows of one kind."""
    return box.parent.parent if box.parent is not None else None
