"""Score only the first blocks of tables with thousands of cells; the others get the scores of those.

Whether a table belongs to the article is as clear from its first thousand cells as from all 80,000.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from crawler.extract.body.text_block import Box, TextBlock

MOST = 2_000
"""Number of text blocks of one table that are scored."""

Tables = dict[Box, Box | None]


def scored_blocks(text_blocks: list[TextBlock], places: list[int]) -> list[int]:
    """Return the indices without those of the blocks beyond the first ``MOST`` of their table."""
    if len(places) <= MOST:
        return places
    known: Tables = {}
    counts: Counter[Box] = Counter()
    kept = []
    for place in places:
        table = _table_around(text_blocks[place].box, known)
        if table is not None:
            counts[table] += 1
        if table is None or counts[table] <= MOST:
            kept.append(place)
    return kept


def copy_scores(text_blocks: list[TextBlock], places: list[int], odds: list[float]) -> None:
    """Set the log odds of these blocks to the median of the scored ones of their table and tag, in place.

    ``odds`` has those of all blocks of the page; a block without any like it keeps its own.
    """
    known: Tables = {}
    wanted = {(_table_around(text_blocks[place].box, known), text_blocks[place].tag) for place in places}
    left = set(places)
    found: dict[tuple[Box | None, str], list[float]] = {key: [] for key in wanted}
    for place, block in enumerate(text_blocks):
        if place not in left and (key := (_table_around(block.box, known), block.tag)) in found:
            found[key].append(odds[place])
    medians = {key: median(of) for key, of in found.items() if of}
    for place in places:
        key = _table_around(text_blocks[place].box, known), text_blocks[place].tag
        odds[place] = medians.get(key, odds[place])


def _table_around(box: Box, known: Tables) -> Box | None:
    """Return the outermost table that a box is or is inside; ``known`` caches the answers."""
    found = known.get(box, box)
    if found is box:
        above = _table_around(box.parent, known) if box.parent is not None else None
        found = known[box] = above or (box if box.element.tag == "table" else None)
    return found
