"""Weights of what the first pass sees of a block: a row for each number, one for each word.

``weights.csv`` holds them, trained by ``bench/model/train``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import fsum
from operator import getitem
from pathlib import Path

from crawler.extract.body.element_words import element_words, spoken, words
from crawler.extract.body.local_features import LOCAL_FEATURES
from crawler.extract.body.position_features import POSITION_FEATURES
from crawler.extract.body.text_block import Box, TextBlock

FIRST = [*LOCAL_FEATURES, *POSITION_FEATURES]
"""Names of the numbers of the first pass, in their order."""
_ALONE = frozenset("tag_density tag_end marks place before_tag behind_tag".split())
"""Those that weigh the same in a block of any length; the others have a weight for each bucket of length."""
_LENGTHS = 9
"""Buckets of length."""
_UNSEEN = [0.0] * 300
"""Weights of values that training has not met."""
_REMEMBERED = 20_000
"""Paths and names whose weights are kept: the pages of a site share most of theirs."""

Trail = tuple[frozenset[str], float]
"""The distinct words of a path that weigh something, and the sum of their weights."""
Paths = dict[Box, Trail]
_NO_WORDS: Trail = frozenset(), 0.0


def column(name: str, number: int, length: int) -> int:
    """Where in the row of a number its weight in a block of a bucket of length stands."""
    return number if name in _ALONE else number * _LENGTHS + length


class Weights:
    """The weights of the first pass, from rows of name and values."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        kinds: dict[str, dict[str, float]] = {"path": {}, "near": {}, "says": {}, "opens": {}}
        numbers: dict[str, list[float]] = {}
        weight = cache(float)  # equal weights are one object: there is less to fetch from memory
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
        self._path, self._near, self._says, self._opens = kinds.values()
        self._in_path, self._nearby, self._said = map(frozenset, (self._path, self._near, self._says))
        self._below = lru_cache(_REMEMBERED)(self._step)
        self._beside = lru_cache(_REMEMBERED)(self._of_names)

    def of_numbers(self, numbers: Sequence[int], length: int) -> float:
        """The weight of the numbers of ``FIRST`` in a block of a bucket of length."""
        return sum(map(getitem, self._numbers[length], numbers))

    def of_path(self, box: Box, known: Paths) -> Trail:
        """The words of a box's path and their weight; ``known`` are those of the page's other boxes."""
        found = known.get(box)
        if found is None:
            above = self.of_path(box.parent, known) if box.parent is not None else _NO_WORDS
            found = known[box] = self._below(above, box.names, box.element.tag)
        return found

    def of_near(self, block: TextBlock) -> float:
        """The weight of the words of a block's own element and of its box."""
        return self._beside(block.box.names, block.box.element.tag, block.names)

    def _step(self, above: Trail, names: str, tag: str) -> Trail:
        """A path with one more element at its end."""
        new = (element_words(names, tag) & self._in_path) - above[0]
        return (above[0] | new, above[1] + fsum([self._path[w] for w in new])) if new else above

    def _of_names(self, names: str, tag: str, own: str) -> float:
        return fsum([self._near[w] for w in (element_words(names, tag) | words(own)) & self._nearby])

    def of_opening(self, text: str, length: int) -> float:
        """The weight of the first words of a short text."""
        own = spoken(text, length)
        if not own:
            return 0.0
        first, opens, weight = own[0], self._opens, 0.0
        if not self._said.isdisjoint(own):
            weight = fsum([self._says[w] for w in self._said.intersection(own)])
        if first in opens:
            weight += opens[first]
        if len(own) > 1 and (two := f"{first} {own[1]}") in opens:
            weight += opens[two]
        return weight


@cache
def load() -> Weights:
    """The weights as they ship."""
    with open(Path(__file__).with_name("weights.csv"), encoding="utf-8", newline="") as file:
        return Weights(csv.reader(file))
