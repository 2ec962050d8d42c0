"""How much of a body is right: the shingle F1 to be expected, from what the model thinks of all that the page shows.

A sum of small trees over numbers of the whole page, trained by ``bench/model/train`` on pages of sites that the model
had not seen when it read them; ``confidence.csv`` holds them.
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
"""Names of the numbers of a page, in their order."""
_STEEPNESS = 0.8
"""How steep chances rise with log odds."""
_DOUBT = 1.5
"""Log odds up to which a block is in doubt."""
_LARGEST = 600.0
_MOST = 30.0


def confidence(
    text_blocks: Sequence[TextBlock], odds: Sequence[float], kept: Sequence[int], headline: int
) -> float | None:
    """The shingle F1 to be expected of what is kept, 0 to 1; None where nothing is."""
    return max(0.0, min(1.0, round(load()(*page_numbers(text_blocks, odds, kept, headline)), 3))) if kept else None


def page_numbers(
    text_blocks: Sequence[TextBlock], odds: Sequence[float], kept: Sequence[int], headline: int
) -> tuple[float, ...]:
    """The numbers of a page of which something is kept."""
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
    """The trees as they ship."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return read(csv.reader(file), PAGE)
