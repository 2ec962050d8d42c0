"""Log odds that a text block is the article's, found in three passes.

The first looks at each block and where it stands: a sum of weights. The second looks at what the first thinks of its
neighbours, and the last at what the second thinks of them: sums of small trees. ``weights.csv``, ``trees.csv`` and
``last_trees.csv`` hold them, trained by ``bench/model/train``.
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
"""Log odds of what is not looked at."""
UNLIKELY = (-4.0, -3.0)
"""Log odds after the first pass, and after the second, up to which a block is not looked at again."""
_LONG_LINK = 60
"""Characters from which on a link may be a sentence of the article."""
_TEXTUAL = frozenset(("p", "td", "th", *HEADINGS))
"""Elements in which a short link may be the article's as well: a heading, a cell."""


def log_odds(text_blocks: list[TextBlock], headline: int) -> list[float]:
    """Log odds of each block of a page.

    ``headline`` is the place of the block that shows the headline, -1 if none does.
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


def place_among(places_: list[int], place: int) -> int:
    """Where among these places one stands, or would stand; -1 for none."""
    return bisect_left(places_, place) if place >= 0 else -1


def pick(values: list[T], places_: list[int]) -> list[T]:
    """The values at these places."""
    return [values[i] for i in places_]


def contenders(text_blocks: list[TextBlock], headline: int) -> list[int]:
    """The places of the blocks worth a look: all but short ones in lists and boxes that are a link from end to end."""
    return [
        i
        for i, block in enumerate(text_blocks)
        if block.links < len(block.text) or len(block.text) > _LONG_LINK or block.tag in _TEXTUAL or i == headline
    ]


def lengths_and_sizes(text_blocks: list[TextBlock]) -> tuple[list[int], list[int]]:
    """Bucket of length and size of each block."""
    sizes = [size(block.text) for block in text_blocks]
    return [length_of(s) for s in sizes], sizes


def first_pass(
    text_blocks: list[TextBlock], sizes: list[int], lengths: list[int], headline: int, weights: Weights
) -> list[Parts]:
    """Log odds of each block by itself and its place, and their parts."""
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
