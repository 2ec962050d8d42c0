"""Log odds that a run of text is the article's, found in two passes.

The first looks at each run and where it stands: a sum of weights. The second looks at what the first thinks of its
neighbours: a sum of small trees. ``weights.csv`` and ``trees.csv`` hold them, trained by ``bench/train``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from operator import getitem
from pathlib import Path
from typing import TypeVar

from crawler.page.body.cut import cut
from crawler.page.body.names import box_words, near_words, opening
from crawler.page.body.neighbours import numbers
from crawler.page.body.places import PLACES, places
from crawler.page.body.traits import TRAITS, length_of, size, traits
from crawler.page.body.trees import load as load_trees
from crawler.page.body.walk import Box, Run

T = TypeVar("T")
FIRST = [*TRAITS, *PLACES]
NEVER = -9.0
"""Log odds of what is not looked at."""
UNLIKELY = -4.0
"""Log odds after the first pass up to which a run is not looked at again."""
_LONG_LINK = 60
"""Characters from which on a link may be a sentence of the article."""
_UNSEEN = [0.0] * 300
"""Weights of values that training has not met."""


class Weights:
    """The weights of the first pass: a row for each number, one for each word."""

    def __init__(self, rows: dict[str, list[float]], numbers: list[str]) -> None:
        self.bias = rows["bias"][0]
        self.numbers = [rows[name] for name in numbers]
        self.words = {name: row[0] for name, row in rows.items() if ":" in name}
        self.path = {name[5:]: w for name, w in self.words.items() if name.startswith("path:")}
        self.near = {name[5:]: w for name, w in self.words.items() if name.startswith("near:")}


@cache
def load() -> Weights:
    """The weights as they ship."""
    with open(Path(__file__).with_name("weights.csv"), encoding="utf-8", newline="") as file:
        return read(csv.reader(file))


def read(rows: Iterable[Sequence[str]]) -> Weights:
    """The weights in rows of name and values."""
    values = {name: [float(v) for v in row.split()] + _UNSEEN * (":" not in name) for name, row in rows}
    return Weights(values, FIRST)


def log_odds(runs: list[Run], headline: int) -> list[float]:
    """Log odds of each run of a page over those of the least likely to keep.

    ``headline`` is the place of the run that shows the headline, -1 if none does.
    """
    odds = [NEVER] * len(runs)
    kept = contenders(runs, headline)
    chosen = [runs[i] for i in kept]
    lengths, sizes = lengths_and_sizes(chosen)
    at = kept.index(headline) if headline >= 0 else -1
    alone = first_pass(chosen, sizes, lengths, at, load())
    likely = [i for i, x in enumerate(alone) if x > UNLIKELY]
    trees = load_trees()
    large = pick(sizes, likely)
    found = [trees(*row) for row in numbers(pick(chosen, likely), pick(alone, likely), large)]
    least = cut(found, large)
    for i, x in zip(likely, found, strict=True):
        odds[kept[i]] = x - least
    return odds


def pick(values: list[T], places_: list[int]) -> list[T]:
    """The values at these places."""
    return [values[i] for i in places_]


def contenders(runs: list[Run], headline: int) -> list[int]:
    """The places of the runs worth a look: all but short ones that are a link from end to end."""
    return [i for i, r in enumerate(runs) if r.links < len(r.text) or len(r.text) > _LONG_LINK or i == headline]


def lengths_and_sizes(runs: list[Run]) -> tuple[list[int], list[int]]:
    """Bucket of length and size of each run."""
    sizes = [size(run.text) for run in runs]
    return [length_of(s) for s in sizes], sizes


def first_pass(runs: list[Run], sizes: list[int], lengths: list[int], headline: int, weights: Weights) -> list[float]:
    """Log odds of each run by itself and its place."""
    paths: dict[Box, tuple[frozenset[str], float]] = {}
    near: dict[frozenset[str], float] = {}
    found = []
    for run, length, where in zip(runs, lengths, places(runs, sizes, lengths, headline), strict=True):
        score = weights.bias + path_weight(run.box, weights.path, paths)[1]
        score += sum(map(getitem, weights.numbers, (*traits(run, length), *where)))
        own = near_words(run)
        if own not in near:
            near[own] = sum(weights.near.get(w, 0.0) for w in own)
        found.append(score + near[own] + sum(weights.words.get(w, 0.0) for w in opening(run.text, length)))
    return found


Paths = dict[Box, tuple[frozenset[str], float]]


def path_weight(box: Box, weights: dict[str, float], known: Paths) -> tuple[frozenset[str], float]:
    """The distinct words of a box's path, and the sum of their weights."""
    if box not in known:
        above, weight = path_weight(box.parent, weights, known) if box.parent is not None else (frozenset[str](), 0.0)
        new = box_words(box) - above
        known[box] = above | new, weight + sum(weights.get(w, 0.0) for w in new)
    return known[box]
