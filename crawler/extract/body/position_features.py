"""Features of the position of a text block, as small integers: its container, the blocks before and after it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from crawler.extract.body.local_features import TAGS, density
from crawler.extract.body.text_block import Box, TextBlock

POSITION_FEATURES = (
    "headline_length place before behind before_tag behind_tag joined box_length parent_length box_share parent_share "
    "box_links parent_links repeated behind_links before_links"
).split()
"""Names of the features, in order."""
_MASSES = (1, 60, 150, 400, 800, 1500, 3000)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7)
_DENSITIES = (0.02, 0.08, 0.2, 0.4, 0.7)


def position_features(
    text_blocks: list[TextBlock], sizes: list[int], lengths: list[int], headline: int
) -> Iterator[tuple[int, ...]]:
    """Yield the features of all blocks of a page; ``headline`` is the headline's index, -1 if there is none."""
    boxes = _boxes(text_blocks, sizes)
    texts = Counter([block.text for block in text_blocks])
    tags = [0, *[TAGS.get(block.tag, 0) for block in text_blocks], 0]
    links = [0, *[density(block) for block in text_blocks], 0]
    longs = [9, *lengths, 9]
    neighbour_boxes = [None, *[block.box for block in text_blocks], None]
    total, done = sum(sizes) + 1, 0
    seen: set[str] = set()
    for i, block in enumerate(text_blocks):
        box, text, tag = block.box, block.text, tags[i + 1]
        done += sizes[i]
        where = 0 if headline < 0 else 1 if i < headline else 2 if i == headline else 3
        repeated = 0
        if texts[text] > 1:
            repeated = 1 + (text in seen)
            seen.add(text)
        yield (
            where, where * 10 + done * 10 // total, longs[i], longs[i + 2], tags[i] * 16 + tag, tags[i + 2] * 16 + tag,
            (1 if neighbour_boxes[i] is box else 0) + (2 if neighbour_boxes[i + 2] is box else 0), *boxes[box],
            repeated, links[i + 2], links[i],
        )  # fmt: skip


def _boxes(text_blocks: list[TextBlock], sizes: list[int]) -> dict[Box, tuple[int, ...]]:
    """Return the buckets of length, share and link density of each box and of its parent."""
    all_of: dict[Box, int] = {}
    plain_of: dict[Box, int] = {}
    for block, size in zip(text_blocks, sizes, strict=True):
        box = block.box
        all_of[box] = all_of.get(box, 0) + size
        plain_of[box] = plain_of.get(box, 0) + (0 if block.links * 2 > len(block.text) else size)
    all_near: dict[Box | None, int] = {}
    plain_near: dict[Box | None, int] = {}
    for box, size in all_of.items():
        above = box.parent
        all_near[above] = all_near.get(above, 0) + size
        plain_near[above] = plain_near.get(above, 0) + plain_of[box]
    page = sum(plain_of.values()) or 1
    near = {above: _buckets(plain_near[above], size, page) for above, size in all_near.items()}
    found: dict[Box, tuple[int, ...]] = {}
    for box, size in all_of.items():
        length, share, links = _buckets(plain_of[box], size, page)
        near_length, near_share, near_links = near[box.parent]
        found[box] = length, near_length, share, near_share, links, near_links
    return found


def _buckets(plain: int, size: int, page: int) -> tuple[int, int, int]:
    return (
        bisect_right(_MASSES, plain),
        bisect_right(_SHARES, plain / page),
        bisect_right(_DENSITIES, 1 - plain / size),
    )
