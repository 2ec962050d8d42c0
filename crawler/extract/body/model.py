"""Log odds that a text block belongs to the article, in three passes.

The first pass scores each block and its position with a sum of weights. The second adds the first-pass scores of its
neighbours, the third those of the second pass; both are sums of small trees. ``bench/model/train`` fits them and writes
``weights.csv``, ``trees.csv`` and ``last_trees.csv``.
"""

from __future__ import annotations

from bisect import bisect_left

from crawler.extract.body.block_columns import block_columns, pick
from crawler.extract.body.context_features import context_features
from crawler.extract.body.local_features import length_of, size
from crawler.extract.body.long_tables import copy_scores, scored_blocks
from crawler.extract.body.position_features import position_features
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.trees import load as load_trees
from crawler.extract.body.weights import Paths, Weights
from crawler.extract.body.weights import load as load_weights

NEVER = -9.0
"""Log odds of a block that is not scored."""
UNLIKELY = (-4.0, -3.0)
"""Log odds up to which a block is not scored again, after the first pass and after the second."""
_LONG_LINK = 60
"""Length from which on a link may be a sentence of the article, in characters."""
_TEXTUAL = frozenset(("p", "td", "th", *HEADINGS))
"""Elements in which even a short link may belong to the article: headings, cells."""


def log_odds(text_blocks: list[TextBlock], headline: int) -> list[float]:
    """Return the log odds that each block of a page belongs to the article, in order.

    ``headline`` is the index of the block with the headline, -1 if there is none.
    """
    found = [NEVER] * len(text_blocks)
    scored = contenders(text_blocks, headline)
    kept = scored_blocks(text_blocks, scored)
    rest = sorted({*scored} - {*kept}) if len(kept) < len(scored) else []
    chosen = pick(text_blocks, kept)
    lengths, sizes = lengths_and_sizes(chosen)
    odds, *parts = first_pass(chosen, sizes, lengths, place_among(kept, headline), load_weights())
    likely = [i for i, x in enumerate(odds) if x > UNLIKELY[0]]
    blocks = block_columns(pick(chosen, likely), pick(sizes, likely), [pick(part, likely) for part in parts])
    kept, odds = pick(kept, likely), pick(odds, likely)
    for trees, least in zip(load_trees(), UNLIKELY, strict=True):
        likely = [i for i, x in enumerate(odds) if x > least]
        kept, blocks = pick(kept, likely), blocks.pick(likely)
        odds = [*map(trees, *context_features(blocks, pick(odds, likely), place_among(kept, headline)))]
        for place, own in zip(kept, odds, strict=True):
            found[place] = own
    if rest:
        copy_scores(text_blocks, rest, found)
    return found


def place_among(indices: list[int], index: int) -> int:
    """Return the position of an index in a sorted list, or where it would be inserted; -1 for a negative index."""
    return bisect_left(indices, index) if index >= 0 else -1


def contenders(text_blocks: list[TextBlock], headline: int) -> list[int]:
    """Return the indices of the blocks to score: all but short ones in lists and boxes that are links as a whole."""
    return [
        i
        for i, block in enumerate(text_blocks)
        if block.links < len(block.text) or len(block.text) > _LONG_LINK or block.tag in _TEXTUAL or i == headline
    ]


def lengths_and_sizes(text_blocks: list[TextBlock]) -> tuple[list[int], list[int]]:
    """Return the length bucket and the size of each block."""
    sizes = [size(block.text) for block in text_blocks]
    return [length_of(s) for s in sizes], sizes


def first_pass(
    text_blocks: list[TextBlock], sizes: list[int], lengths: list[int], headline: int, weights: Weights
) -> list[list[float]]:
    """Return five columns: the log odds of each block by itself and its position, and their four parts."""
    paths: Paths = {}
    path = [weights.of_path(block.box, paths)[1] for block in text_blocks]
    near = [weights.of_near(block) for block in text_blocks]
    positions = position_features(text_blocks, sizes, lengths, headline)
    texts = [weights.of_text(block, length) for block, length in zip(text_blocks, lengths, strict=True)]
    looks = [
        weights.of_position(where, length, local)
        for (local, _), length, where in zip(texts, lengths, positions, strict=True)
    ]
    opens = [opening for _, opening in texts]
    odds = [weights.bias + p + n + k + o for p, n, k, o in zip(path, near, looks, opens, strict=True)]
    return [odds, path, near, looks, opens]
