"""What the texts near a picture are: caption, credit, or neither of them.

Two sums of small trees are the log odds of a caption and of a credit; the likeliest of the three wins.
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
"""Probability from which on the marks of a box are followed."""
Model = tuple[list[str], Trees, Trees]
"""Names of the evidence in the order of the trees' arguments, and the trees for captions and for credits."""


@cache
def load() -> Model:
    """The trees as they ship."""
    return compiled(_rows("caption_trees.csv"), _rows("credit_trees.csv"))


def compiled(captions: Sequence[Sequence[str]], credits: Sequence[Sequence[str]]) -> Model:
    """Trees from their rows of nodes."""
    names = sorted({row[2] for row in (*captions, *credits) if row[2]})
    return names, read(captions, names), read(credits, names)


def _rows(name: str) -> list[list[str]]:
    with open(Path(__file__).with_name(name), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text_kinds(evidence: Sequence[Mapping[str, float]]) -> list[Kind]:
    """What each text near one picture most likely is.

    Where all are likelier neither, but not by far, the marks of the picture's box decide.
    """
    names, caption, credit = load()
    found: list[Kind] = []
    marked: list[Kind] = []
    for one in evidence:
        values = [one[name] for name in names]
        captions, credits = _probability(caption(*values)), _probability(credit(*values))
        if one["data"]:  # a control, a counter or a date
            captions = credits = 0.0
        larger: Kind = "caption" if captions > credits else "credit"
        found.append(larger if max(captions, credits) > 1 - captions - credits else "neither")
        likely = max(captions, credits) > _LEAST
        marks: Kind = "caption" if one["box_caption"] else "credit" if one["box_credit"] else "neither"
        marked.append(marks if likely else "neither")
    return found if any(kind != "neither" for kind in found) else marked


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))
