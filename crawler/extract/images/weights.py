"""The log odds that a picture belongs to the article: the weighted sum of its features.

``weights.csv`` holds the weights, trained by ``bench/model/train_images``.
https://en.wikipedia.org/wiki/Logistic_regression
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

BIAS = "bias"


@cache
def load() -> dict[str, float]:
    """Return the weights in this folder by the name of the feature."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return {name: float(weight) for name, weight in csv.reader(file)}


def odds(evidence: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Return the log odds that a picture with these features belongs to the article; above 0 it is likely.

    >>> odds({"inside": True, "icon": True}, {"bias": -1.0, "inside": 2.0, "icon": -3.0})
    -2.0
    """
    known = load() if weights is None else weights
    return known[BIAS] + sum([known[name] * value for name, value in evidence.items() if value])
