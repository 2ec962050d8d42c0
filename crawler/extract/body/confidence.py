"""Confidence in an extracted body: its expected shingle F1, estimated from the odds of all blocks on the page.

A sum of small regression trees over features of the whole page. ``bench/model/train`` fits them on pages of sites that
the body model was not trained on and writes ``confidence.csv``.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path

from crawler.extract.body.local_features import end_of
from crawler.extract.body.model import NEVER
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.trees import Trees, read

PAGE = (
    "expected precision recall taken kept share gaps doubtful outside least_kept most_left links ends lengths headline "
    "before main"
).split()
"""Names of the page features, in order."""
_STEEPNESS = 0.8
"""Slope of the logistic function from log odds to probability."""
_DOUBT = 1.5
"""Absolute log odds below which a block is doubtful."""
_LARGEST = 600.0
_MOST = 30.0


def confidence(
    text_blocks: Sequence[TextBlock], odds: Sequence[float], kept: Sequence[int], headline: int
) -> float | None:
    """Return the expected shingle F1 of the kept blocks, 0 to 1; None if nothing is kept."""
    return max(0.0, min(1.0, round(load()(*page_numbers(text_blocks, odds, kept, headline)), 3))) if kept else None


def page_numbers(
    text_blocks: Sequence[TextBlock], odds: Sequence[float], kept: Sequence[int], headline: int
) -> tuple[float, ...]:
    """Return the features of a page of which at least one block is kept."""
    places = set(kept)
    sizes = [float(len(block.text)) for block in text_blocks]
    likely = [i for i, x in enumerate(odds) if x > NEVER]
    left = [i for i in likely if i not in places]
    chances = {i: 1 / (1 + exp(-_STEEPNESS * odds[i])) for i in likely}
    taken = sum([sizes[i] for i in kept])
    right = sum([sizes[i] * chances.get(i, 0.0) for i in kept])
    expected = right + sum([sizes[i] * chances[i] for i in left])
    boxes: dict[object, float] = {}
    for i in kept:
        boxes[text_blocks[i].box] = boxes.get(text_blocks[i].box, 0.0) + sizes[i]
    return (
        2 * right / (taken + expected),
        right / taken,
        right / (expected or 1.0),
        taken,
        float(len(kept)),
        taken / sum(sizes),
        (kept[-1] - kept[0] + 1) / len(kept),
        sum([sizes[i] for i in kept if odds[i] < _DOUBT]) / taken,
        sum([sizes[i] for i in left if odds[i] > -_DOUBT]) / taken,
        min([odds[i] for i in kept]),
        max([odds[i] for i in left if i != headline], default=-_MOST),
        sum([text_blocks[i].links for i in kept]) / taken,
        sum([end_of(text_blocks[i].text) == 2 for i in kept]) / len(kept),
        sum([min(sizes[i], _LARGEST) for i in kept]) / len(kept),
        float(kept[0] - headline) if headline >= 0 else -_MOST,
        float(bisect_left(kept, headline)),
        max(boxes.values()) / taken,
    )


@cache
def load() -> Trees:
    """Return the trees that ship with the package."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return read(csv.reader(file), PAGE)
