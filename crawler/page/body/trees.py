"""Regression trees over the numbers of a run; their sum is its log odds.

``trees.csv`` has a row for each node, trained by ``bench/train``: a number's name and the value up to which the way
goes to ``below``, or a leaf's value. https://en.wikipedia.org/wiki/Gradient_boosting
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from crawler.page.body.neighbours import NEIGHBOURS

Node = float | tuple[int, float, "Node", "Node"]


@cache
def load() -> list[Node]:
    """The trees as they ship."""
    with open(Path(__file__).with_name("trees.csv"), encoding="utf-8", newline="") as file:
        return read(csv.reader(file))


def read(rows: Iterable[Sequence[str]]) -> list[Node]:
    """The trees in rows of nodes; the first is a leaf, what is added to all."""
    trees: dict[str, dict[str, Sequence[str]]] = {}
    for tree, node, *row in rows:
        trees.setdefault(tree, {})[node] = row
    return [_node(nodes, "0") for nodes in trees.values()]


def _node(nodes: dict[str, Sequence[str]], name: str) -> Node:
    number, value, *ways = nodes[name]
    if not number:
        return float(value)
    below, above = (_node(nodes, way) for way in ways)
    return NEIGHBOURS.index(number), float(value), below, above


def score(numbers: tuple[float, ...], trees: list[Node]) -> float:
    """The sum of the leaves that a run's numbers lead to."""
    found = 0.0
    for node in trees:
        while type(node) is tuple:
            node = node[2] if numbers[node[0]] <= node[1] else node[3]
        found += node  # type: ignore[operator]
    return found
