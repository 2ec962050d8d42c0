"""Log odds that a text block belongs to the article, in three passes.

The first pass scores each block and its position with a sum of weights. The second adds the first-pass scores of its
neighbours, the third those of the second pass; both are sums of small trees. ``bench/model/train`` fits them and writes
``weights.csv``, ``trees.csv`` and ``last_trees.csv``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeVar

from crawler.extract.body.context_features import context_features
from crawler.extract.body.local_features import length_of, local_features, size
from crawler.extract.body.position_features import position_features
from crawler.extract.body.structure_features import Parts
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.trees import load as load_trees
from crawler.extract.body.weights import Paths, Weights
from crawler.extract.body.weights import load as load_weights

T = TypeVar("T")
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
    odds = [NEVER] * len(text_blocks)
    kept = contenders(text_blocks, headline)
    chosen = [text_blocks[i] for i in kept]
    lengths, sizes = lengths_and_sizes(chosen)
    at = kept.index(headline) if headline >= 0 else -1
    alone = first_pass(chosen, sizes, lengths, at, load_weights())
    for trees, least in zip(load_trees(), UNLIKELY, strict=True):
        likely = [i for i, parts in enumerate(alone) if parts[0] > least]
        seen = context_features(pick(chosen, likely), pick(alone, likely), pick(sizes, likely), place_among(likely, at))
        for i, row in zip(likely, seen, strict=True):
            odds[kept[i]] = own = trees(*row)
            alone[i] = own, *alone[i][1:]
    return odds


def place_among(indices: list[int], index: int) -> int:
    """Return the position of an index in a sorted list, or where it would be inserted; -1 for a negative index."""
    return bisect_left(indices, index) if index >= 0 else -1


def pick(values: list[T], indices: list[int]) -> list[T]:
    """Return the values at these indices."""
    return [values[i] for i in indices]


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
) -> list[Parts]:
    """Return the log odds of each block by itself and its position, with their parts."""
    paths: Paths = {}
    found = []
    for block, length, where in zip(
        text_blocks, lengths, position_features(text_blocks, sizes, lengths, headline), strict=True
    ):
        path = weights.of_path(block.box, paths)[1]
        near = weights.of_near(block)
        looks = weights.of_numbers(local_features(block) + where, length)
        opens = weights.of_opening(block.text, length)
        found.append((weights.bias + path + near + looks + opens, path, near, looks, opens))
    return found
