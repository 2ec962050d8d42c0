"""How much of a body is right: the shingle F1 to be expected, from what the model thinks of all that the page shows.

A sum of small trees over numbers of the whole page, trained by ``bench/model/train`` on pages of sites that the model
had not seen when it read them; ``confidence.csv`` holds them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path

from crawler.extract.body.local_features import end_of
from crawler.extract.body.text_block import Run
from crawler.extract.body.trees import Trees, read

PAGE = (
    "expected precision recall taken kept share gaps doubtful outside least_kept most_left links ends lengths headline "
    "before main"
).split()
"""Names of the numbers of a page, in their order."""
_STEEPNESS = 0.8
"""How steep chances rise with log odds."""
_DOUBT = 1.5
"""Log odds up to which a run is in doubt."""
_LARGEST = 600.0
_MOST = 30.0


def confidence(runs: Sequence[Run], odds: Sequence[float], kept: Sequence[int], headline: int) -> float | None:
    """The shingle F1 to be expected of what is kept, 0 to 1; None where nothing is."""
    return max(0.0, min(1.0, round(load()(*page_numbers(runs, odds, kept, headline)), 3))) if kept else None


def page_numbers(runs: Sequence[Run], odds: Sequence[float], kept: Sequence[int], headline: int) -> tuple[float, ...]:
    """The numbers of a page of which something is kept."""
    sizes = [float(len(run.text)) for run in runs]
    places = set(kept)
    chances = [1 / (1 + exp(-_STEEPNESS * max(-_MOST, min(_MOST, x)))) for x in odds]
    taken = sum(sizes[i] for i in kept)
    right = sum(sizes[i] * chances[i] for i in kept)
    expected = sum(size * chance for size, chance in zip(sizes, chances, strict=True))
    doubtful = sum(sizes[i] for i in kept if odds[i] < _DOUBT)
    outside = sum(sizes[i] for i, x in enumerate(odds) if x > -_DOUBT and i not in places)
    ending = sum(end_of(runs[i].text) == 2 for i in kept)
    boxes: dict[object, float] = {}
    for i in kept:
        boxes[runs[i].box] = boxes.get(runs[i].box, 0.0) + sizes[i]
    return (
        2 * right / (taken + expected),
        right / taken,
        right / expected,
        taken,
        float(len(kept)),
        taken / sum(sizes),
        (kept[-1] - kept[0] + 1) / len(kept),
        doubtful / taken,
        outside / taken,
        min(odds[i] for i in kept),
        max((x for i, x in enumerate(odds) if i not in places and i != headline), default=-_MOST),
        sum(runs[i].links for i in kept) / taken,
        ending / len(kept),
        sum(min(sizes[i], _LARGEST) for i in kept) / len(kept),
        float(kept[0] - headline) if headline >= 0 else -_MOST,
        float(sum(1 for i in kept if i < headline)),
        max(boxes.values()) / taken,
    )


@cache
def load() -> Trees:
    """The trees as they ship."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return read(csv.reader(file), PAGE)
