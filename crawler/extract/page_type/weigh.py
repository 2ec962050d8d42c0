"""Classify a page by its features with linear weights, trained by ``bench/model/page_type``."""

from __future__ import annotations

import csv
from functools import cache
from math import exp
from pathlib import Path

from crawler.extract.page_type.evidence import KINDS, Evidence

THRESHOLD = 0.4
"""Probability of being an article below which a page gets another type."""


def weigh(found: Evidence) -> tuple[str, float]:
    """Return the most likely page type and the probability of an article; the type is "article" unless that is low."""
    bias, weights = _load()
    sums = [*bias]
    for name, value in found.items():
        if value and (row := weights.get(name)):
            for place, weight in enumerate(row):
                sums[place] += value * weight
    most = max(sums)
    chances = [exp(x - most) for x in sums]
    article = chances[KINDS.index("article")] / sum(chances)
    if article >= THRESHOLD:
        return "article", article
    return max((x, kind) for x, kind in zip(sums, KINDS, strict=True) if kind != "article")[1], article


@cache
def _load() -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    with open(Path(__file__).with_name("page_type_weights.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    numbers = {row[0]: tuple(map(float, row[1:])) for row in rows}
    return numbers.pop(""), numbers
