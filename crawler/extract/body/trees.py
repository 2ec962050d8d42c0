"""Regression trees over the numbers of a block; their sum is its log odds.

``trees.csv`` has a row for each node, trained by ``bench/model/train``: a number's name and the value up to which the
way goes to ``below``, or a leaf's value. https://en.wikipedia.org/wiki/Gradient_boosting
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from crawler.extract.body.context_features import NEIGHBOURS

Trees = Callable[..., float]
"""The sum of the leaves that the numbers of a block, in the order of ``NEIGHBOURS``, lead to."""


@cache
def load() -> tuple[Trees, Trees]:
    """The trees as they ship, of the second pass and of the last."""
    return _load("trees.csv"), _load("last_trees.csv")


def _load(name: str) -> Trees:
    with open(Path(__file__).with_name(name), encoding="utf-8", newline="") as file:
        return read(csv.reader(file))


def read(rows: Iterable[Sequence[str]], names: Sequence[str] = tuple(NEIGHBOURS)) -> Trees:
    """The trees over numbers of these names in rows of nodes, as one expression: walked node by node they
    took six times as long.

    >>> tree = read([("0", "0", "", "1"), ("1", "0", "own", "0", "1", "2"), ("1", "1", "", "-1"), ("1", "2", "", "2")])
    >>> tree(0.5, *[0.0] * (len(NEIGHBOURS) - 1))
    3.0
    """
    trees: dict[str, dict[str, Sequence[str]]] = {}
    for tree, node, *row in rows:
        trees.setdefault(tree, {})[node] = row
    total = " + ".join(_choice(nodes, "0", names) for nodes in trees.values())
    return cast("Trees", eval(f"lambda {', '.join(names)}: {total}"))


def _choice(nodes: dict[str, Sequence[str]], name: str, names: Sequence[str]) -> str:
    """A node as an expression; only numbers and known names get into it."""
    number, value, *ways = nodes[name]
    if not number:
        return repr(float(value))
    below, above = (_choice(nodes, way, names) for way in ways)
    return f"({below} if {names[names.index(number)]} <= {float(value)!r} else {above})"
