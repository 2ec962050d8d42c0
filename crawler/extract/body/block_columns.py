"""The likely blocks of a page as columns of values for the second and the third pass.

The trees read columns. An object or tuple for each of the 100,000 blocks of a long page would cost several times as
much, mostly in garbage collection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from crawler.extract.body.element_words import prior
from crawler.extract.body.local_features import TAGS, end_of
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock

T = TypeVar("T")
Parts = Sequence[Sequence[float]]
"""Four columns, the parts of the first-pass log odds: path, nearest names, local features, opening words."""

_LARGEST = 600.0
"""Size from which on a longer block has no more weight."""
_TAGS = {tag: float(place) for tag, place in TAGS.items()}


def pick(values: Sequence[T], indices: Sequence[int]) -> list[T]:
    """Return the values at these indices."""
    return [values[i] for i in indices]


@dataclass(slots=True, eq=False)
class Containers:
    """The boxes of a page by number; a parent has a lower number than its children."""

    boxes: list[Box]
    parents: list[int]
    """The number of each one's parent; -1 for the page's ``body``, the last value of a list that has one more."""
    priors: list[float]
    """The sum of the name priors of each one and its ancestors."""


@dataclass(slots=True, eq=False)
class BlockColumns:
    """Blocks of a page; all columns but ``containers`` and ``kind_count`` have one value for each."""

    containers: Containers
    kind_count: int
    boxes: list[int]
    """Numbers of their boxes."""
    kinds: list[int]
    """Equal numbers, below ``kind_count``, for the same tag and names in a box with the same names."""
    texts: list[str]
    sizes: list[float]
    """Their sizes, up to 600."""
    lengths: list[int]
    """The lengths of their texts, in characters."""
    links: list[int]
    """The numbers of linked characters."""
    headings: list[float]
    """1 for a heading, else 0."""
    tags: list[float]
    ends: list[float]
    """How their texts end: 2 as a sentence, 1 with a colon, else 0."""
    priors: list[float]
    """The name priors of their own elements."""
    path: list[float]
    near: list[float]
    looks: list[float]
    opens: list[float]

    def pick(self, indices: list[int]) -> BlockColumns:
        """Return the columns of the blocks at these indices, in order."""
        if len(indices) == len(self.boxes):
            return self
        columns: dict[str, Any] = {name: pick(getattr(self, name), indices) for name in _COLUMNS}
        return replace(self, **columns)


_COLUMNS = [field.name for field in fields(BlockColumns)][2:]


def block_columns(text_blocks: Sequence[TextBlock], sizes: Sequence[int], parts: Parts) -> BlockColumns:
    """Return the columns of these blocks, given their sizes and the parts of their first-pass log odds."""
    containers, boxes = _numbered(text_blocks)
    kinds: dict[tuple[str, str, str], int] = {}
    tags = [block.tag for block in text_blocks]
    names = [block.names for block in text_blocks]
    around = [block.box.names for block in text_blocks]
    texts = [block.text for block in text_blocks]
    path, near, looks, opens = map(list, parts)
    return BlockColumns(
        containers=containers,
        kinds=[kinds.setdefault(kind, len(kinds)) for kind in zip(tags, names, around, strict=True)],
        kind_count=len(kinds),
        boxes=boxes,
        texts=texts,
        sizes=[float(size) if size < _LARGEST else _LARGEST for size in sizes],
        lengths=[*map(len, texts)],
        links=[block.links for block in text_blocks],
        headings=[1.0 if tag in HEADINGS else 0.0 for tag in tags],
        tags=[_TAGS.get(tag, 0.0) for tag in tags],
        ends=[float(end_of(text)) for text in texts],
        priors=[prior(own) if own else 0.0 for own in names],
        path=path,
        near=near,
        looks=looks,
        opens=opens,
    )


def _numbered(text_blocks: Sequence[TextBlock]) -> tuple[Containers, list[int]]:
    """Return the boxes of these blocks with all their ancestors, and the number of each block's box."""
    known: dict[Box, int] = {}
    parents: list[int] = []
    numbers = []
    for block in text_blocks:
        number = known.get(block.box)
        numbers.append(_number(block.box, known, parents) if number is None else number)
    priors: list[float] = []
    for box, parent in zip(known, parents, strict=True):
        priors.append(priors[parent] + prior(box.names) if parent >= 0 else 0.0)
    return Containers([*known], parents, priors), numbers


def _number(box: Box, known: dict[Box, int], parents: list[int]) -> int:
    """Return the number of a new box, after its ancestors have theirs."""
    parent, above = -1, box.parent
    if above is not None and (parent := known.get(above, -1)) < 0:
        parent = _number(above, known, parents)
    known[box] = number = len(parents)
    parents.append(parent)
    return number
