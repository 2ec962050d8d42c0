"""Log odds that a picture is the article's: the sum of its evidence, each weighed.

``weights.csv`` holds the weights, trained by ``bench/train_pictures``.
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
    """The weights as they ship, by the name of the evidence."""
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        return {name: float(weight) for name, weight in csv.reader(file)}


def odds(evidence: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Log odds that a picture of this evidence is the article's; above 0 it is likelier than not.

    >>> odds({"inside": True, "icon": True}, {"bias": -1.0, "inside": 2.0, "icon": -3.0})
    -2.0
    """
    known = load() if weights is None else weights
    return known[BIAS] + sum([known[name] * value for name, value in evidence.items() if value])
