"""Keep or drop groups of similar blocks as a whole.

A model that scores each block separately may keep four entries of a list and drop the fifth, or keep only one heading
of a container. Here the blocks of a list, and blocks with the same tag and names in one container, follow their
majority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

from crawler.extract.body.hidden import folds
from crawler.extract.body.text_block import Box, TextBlock

_LISTS = frozenset(("ul", "ol"))
_DIGITS = str.maketrans("", "", "0123456789")
_FEW = 4
"""Minimum size of a group of similar blocks."""
_HOPELESS = -3.0
"""Log odds up to which a block does not take part in the vote."""
_TITLE = 150
"""Maximum length of a title, in characters."""
_MOST, _LEAST = 0.7, 0.3
"""Kept shares of a group from which on all of it is kept, and below which none is."""


def group_vote(text_blocks: list[TextBlock], likely: set[int], odds: Sequence[float]) -> set[int]:
    """Return the indices of the likely blocks after each group has voted; hopeless blocks take no part."""
    kept = set(likely)
    unlinked = [
        p for p, x in enumerate(odds) if x > _HOPELESS and text_blocks[p].links * 10 < len(text_blocks[p].text) * 9
    ]
    for members in _in_lists(text_blocks, unlinked, kept):
        if len(members) > 1:
            _vote(kept, members, [len(text_blocks[place].text) for place in members], 0.5, 0.5)
    for members in _of_a_kind(text_blocks, unlinked, kept):
        if len(members) >= _FEW:
            _vote(kept, members, [1] * len(members), _LEAST, _MOST)
    return kept | _titles(text_blocks, kept)


def _titles(text_blocks: list[TextBlock], kept: set[int]) -> set[int]:
    """Return the indices of the titles of collapsible containers whose content is kept."""
    above = [place - 1 for place in kept if place and place - 1 not in kept]
    return {place for place in above if _is_title(text_blocks[place], text_blocks[place + 1])}


def _is_title(block: TextBlock, below: TextBlock) -> bool:
    return len(block.text) <= _TITLE and folds(f"{block.names} {block.box.names}") and _are_near(block, below)


def _are_near(block: TextBlock, below: TextBlock) -> bool:
    """Return whether a block is above another in the same box, or a sibling of that one's box."""
    own = block.box.parent if block.tag == block.box.element.tag else block.box
    return own is not None and own in (below.box, below.box.parent, below.box.parent and below.box.parent.parent)


def _in_lists(text_blocks: list[TextBlock], places: list[int], kept: set[int]) -> Iterable[list[int]]:
    """Return the indices of the blocks of each list of which at least one block is kept."""
    known: dict[Box, Box | None] = {}
    wanted = {_list_around(text_blocks[place].box, known) for place in kept} - {None}
    found: defaultdict[Box, list[int]] = defaultdict(list)
    for place in places if wanted else ():
        around = _list_around(text_blocks[place].box, known)
        if around is not None and around in wanted:
            found[around].append(place)
    return found.values()


def _of_a_kind(text_blocks: list[TextBlock], places: list[int], kept: set[int]) -> Iterable[list[int]]:
    """Return the indices of blocks with the same tag and names in similar boxes, if a block like them is kept."""
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
    """Keep or drop a whole group; leave it as it is if the kept share is between ``least`` and ``most``."""
    share = sum(weight for place, weight in zip(members, weights, strict=True) if place in kept) / sum(weights)
    if share >= most:
        kept.update(members)
    elif share < least:
        kept.difference_update(members)


@lru_cache(20_000)
def _numberless(names: str) -> str:
    """Return class and id without digits, which number siblings."""
    return names.translate(_DIGITS)


def _list_around(box: Box, known: dict[Box, Box | None]) -> Box | None:
    """Return the nearest list that a box is or is inside."""
    if box not in known:
        is_list = box.element.tag in _LISTS
        known[box] = box if is_list else _list_around(box.parent, known) if box.parent is not None else None
    return known[box]


def _place_of(box: Box) -> Box | None:
    """Return the grandparent of a box; siblings share it, and so do cells in rows of one table."""
    return box.parent.parent if box.parent is not None else None
