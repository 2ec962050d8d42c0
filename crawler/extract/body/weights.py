"""Linear weights of the first pass: a row for each numeric feature, one weight for each word.

``bench/model/train`` writes them to ``weights.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import fsum
from operator import getitem
from pathlib import Path

from crawler.extract.body.element_words import TAGS, element_words, opening_words, words
from crawler.extract.body.local_features import LOCAL_FEATURES, density, text_features
from crawler.extract.body.position_features import POSITION_FEATURES
from crawler.extract.body.text_block import NO_NAMES, Box, TextBlock

FIRST = [*LOCAL_FEATURES, *POSITION_FEATURES]
"""Names of the numeric features of the first pass, in order."""
_ALONE = frozenset("tag_density tag_end marks place before_tag behind_tag".split())
"""Features with one weight for all lengths; the others have one for each length bucket."""
_LENGTHS = 9
"""Number of length buckets."""
_UNSEEN = [0.0] * 300
"""Weights for values unseen in training."""
_REMEMBERED = 20_000
"""Size of the caches for paths, names and short texts; pages of a site share most of theirs."""
_SHORT = 5
"""Length bucket below which texts are remembered: menus, labels, titles of other articles."""

Trail = tuple[frozenset[str], float]
"""The distinct words of a path that have a weight, and the sum of these weights."""
Paths = dict[Box, Trail]
_NO_WORDS: Trail = frozenset(), 0.0


def column(name: str, number: int, length: int) -> int:
    """Return the column of the weight for a value of a feature, in a block of this length bucket."""
    return number if name in _ALONE else number * _LENGTHS + length


class Weights:
    """The weights of the first pass, read from rows of name and values."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        kinds: dict[str, dict[str, float]] = {"path": {}, "near": {}, "says": {}, "opens": {}}
        numbers: dict[str, list[float]] = {}
        weight = cache(float)  # equal weights share one object, which saves memory accesses
        for name, row in rows:
            kind, colon, word = name.partition(":")
            if colon:
                kinds[kind][word] = weight(row)
            else:
                numbers[name] = [*map(weight, row.split()), *_UNSEEN]
        self.bias = numbers["bias"][0]
        self._numbers = [
            [numbers[name] if name in _ALONE else numbers[name][length::_LENGTHS] for name in FIRST]
            for length in range(_LENGTHS)
        ]
        self._position_numbers = [tables[len(LOCAL_FEATURES) :] for tables in self._numbers]
        self._path, self._near, self._says, self._opens = kinds.values()
        self._path_words, self._near_words, self._said_words = map(frozenset, (self._path, self._near, self._says))
        self._extended = lru_cache(_REMEMBERED)(self._step)
        self._near_weight = lru_cache(_REMEMBERED)(self._of_names)
        self._short_text = lru_cache(_REMEMBERED)(self._of_text)

    def of_text(self, block: TextBlock, length: int) -> tuple[float, float]:
        """Return the weight of a block's local features, and that of its opening words."""
        read = self._short_text if length < _SHORT else self._of_text
        return read(block.text, block.tag, density(block), length)

    def _of_text(self, text: str, tag: str, links: int, length: int) -> tuple[float, float]:
        numbers = text_features(text, tag, links)
        return sum(map(getitem, self._numbers[length], numbers)), self.of_opening(text, length)

    def of_position(self, numbers: Sequence[int], length: int, local: float) -> float:
        """Return the weight of the features of a block's position, added to that of its ``local`` features."""
        return sum(map(getitem, self._position_numbers[length], numbers), local)

    def of_path(self, box: Box, known: Paths) -> Trail:
        """Return the words of a box's path and their weight; ``known`` caches those of the page's other boxes."""
        found = known.get(box)
        if found is None:
            above = self.of_path(box.parent, known) if box.parent is not None else _NO_WORDS
            names, tag = box.names, box.element.tag
            found = known[box] = above if names == NO_NAMES and tag not in TAGS else self._extended(above, names, tag)
        return found

    def of_near(self, block: TextBlock) -> float:
        """Return the weight of the words of the block's own element and of its box."""
        return self._near_weight(block.box.names, block.box.element.tag, block.names)

    def _step(self, above: Trail, names: str, tag: str) -> Trail:
        """Extend a path by one element."""
        new = (element_words(names, tag) & self._path_words) - above[0]
        return (above[0] | new, above[1] + fsum([self._path[w] for w in new])) if new else above

    def _of_names(self, names: str, tag: str, own: str) -> float:
        return fsum([self._near[w] for w in (element_words(names, tag) | words(own)) & self._near_words])

    def of_opening(self, text: str, length: int) -> float:
        """Return the weight of the first words of a short text."""
        own = opening_words(text, length)
        if not own:
            return 0.0
        first, opens, weight = own[0], self._opens, 0.0
        if said := self._said_words.intersection(own):
            weight = fsum([self._says[w] for w in said])
        if first in opens:
            weight += opens[first]
        if len(own) > 1 and (two := f"{first} {own[1]}") in opens:
            weight += opens[two]
        return weight


@cache
def load() -> Weights:
    """Return the weights that ship with the package."""
    with open(Path(__file__).with_name("weights.csv"), encoding="utf-8", newline="") as file:
        return Weights(csv.reader(file))
