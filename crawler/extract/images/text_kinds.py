"""Classify the texts near a picture: caption, credit, or neither.

Two sums of small trees are the log odds of a caption and of a credit; the most likely of the three wins.
``caption_trees.csv`` and ``credit_trees.csv`` hold them, trained by ``bench/model/train_images``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal

from crawler.extract.body.trees import Trees, read

Kind = Literal["caption", "credit", "neither"]
_LEAST = 0.1
"""Lowest probability at which the markup of the container decides."""
Model = tuple[list[str], Trees, Trees]
"""The names of the features in the order of the trees' arguments, the trees for captions, the trees for credits."""


@cache
def load() -> Model:
    """Return the trees in this folder."""
    return compiled(_rows("caption_trees.csv"), _rows("credit_trees.csv"))


def compiled(captions: Sequence[Sequence[str]], credits: Sequence[Sequence[str]]) -> Model:
    """Return trees from the rows of their nodes."""
    names = sorted({row[2] for row in (*captions, *credits) if row[2]})
    return names, read(captions, names), read(credits, names)


def _rows(name: str) -> list[list[str]]:
    with open(Path(__file__).with_name(name), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text_kinds(evidence: Sequence[Mapping[str, float]]) -> list[Kind]:
    """Return the most likely kind of each text near a picture.

    If all are narrowly neither, the markup of the picture's container decides.
    """
    names, caption, credit = load()
    found: list[Kind] = []
    marked: list[Kind] = []
    for one in evidence:
        if one["data"]:  # a label of the user interface, a counter or a date
            captions = credits = 0.0
        else:
            # As floats: comparing an int or a bool with a float, as the trees would, is three times slower.
            values = [*map(float, map(one.__getitem__, names))]
            captions, credits = _probability(caption(*values)), _probability(credit(*values))
        larger: Kind = "caption" if captions > credits else "credit"
        found.append(larger if max(captions, credits) > 1 - captions - credits else "neither")
        likely = max(captions, credits) > _LEAST
        marks: Kind = "caption" if one["box_caption"] else "credit" if one["box_credit"] else "neither"
        marked.append(marks if likely else "neither")
    return found if any(kind != "neither" for kind in found) else marked


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))
