"""The body reader as it is trained: weights of the first pass, trees of the others, trees of its confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from labels import SNIPPETS, Example, f1
from material import KINDS, Material
from scipy.sparse import vstack
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tree_rows import Rows, tree_rows

from crawler.extract.body import confidence, model
from crawler.extract.body.block_columns import block_columns, pick
from crawler.extract.body.context_features import NEIGHBOURS, context_features

SOFTNESS = 0.03
"""Inverse strength of the regularisation."""
TREES, LEAVES, RATE = 60, 8, 0.15
"""Trees of a pass, their leaves, and how much each adds."""
PRESS = 3.0
"""Weight of a page of the press corpora: there are few, they are what the product is for."""
LOWEST = 0.65
"""F1 below which a page counts as one of this in the confidence. One page in forty is read worse, mostly where the
truth has half of the text or the page is a list. How much worse cannot be foreseen, and would lower what is expected
of all others."""
_SEED = 17
_DIGITS = 4


def weight_of(page: Example) -> float:
    """How much a page counts in training."""
    return PRESS if page.corpus.startswith("press") else 1.0


class First:
    """The first pass, trained on some pages of the material: a weight for each feature."""

    def __init__(self, material: Material, pages: Sequence[int]) -> None:
        self.material = material
        rows = material.rows(pages)
        rows = rows[material.weights[rows] > 0]
        self.columns = material.columns(pages)
        matrix, shares = material.matrix[rows][:, self.columns], material.shares[rows]
        of_pages = np.array([10 * weight_of(page) for page in material.pages])
        weights = material.weights[rows] * of_pages[material.page_of[rows]]
        some, rest = shares > 0, shares < 1  # a run that is half right is half an example of each kind
        labels = np.repeat([1, 0], [some.sum(), rest.sum()])
        weighed = np.concatenate([(weights * shares)[some], (weights * (1 - shares))[rest]])
        fitted = LogisticRegression(C=SOFTNESS, max_iter=300, tol=1e-3)
        fitted.fit(vstack([matrix[some], matrix[rest]]), labels, sample_weight=weighed)
        self.weights = np.zeros(material.matrix.shape[1])
        self.weights[self.columns] = fitted.coef_[0]
        self.bias = float(fitted.intercept_[0])

    def parts(self, pages: Sequence[int]) -> Iterator[tuple[int, list[Parts]]]:
        """Each of the pages with the log odds of its runs, and their parts."""
        kind = self.material.kind
        for page in pages:
            start, end = self.material.starts[page : page + 2]
            own = self.material.matrix[start:end]
            columns = [own @ np.where(kind == k, self.weights, 0) for k in range(len(KINDS))]
            table = np.stack([sum(columns) + self.bias, *columns], axis=1)
            yield page, [tuple(row) for row in table.tolist()]

    def rows(self) -> Rows:
        """What ``weights.csv`` holds."""
        looks: dict[str, dict[int, float]] = defaultdict(dict)
        words = {}
        for place in self.columns:
            feature, weight = self.material.names[place], self.weights[place]
            name, mark, value = feature.rpartition("=")
            if mark and self.material.kind[place] == KINDS.index("looks"):
                looks[name][int(value)] = weight
            elif abs(weight) >= 0.02:
                words[feature] = weight
        yield "bias", f"{self.bias:.2f}"
        for name, row in looks.items():
            yield name, " ".join(f"{row.get(i, 0):.2f}" for i in range(max(row) + 1))
        yield from ((word, f"{weight:.2f}") for word, weight in sorted(words.items()))


Parts = tuple[float, float, float, float, float]
"""First-pass log odds of a run, and their parts: path, nearest names, local features, opening words."""
Numbers = tuple[list[int], np.ndarray]
"""The places of the runs that a pass with trees looks at, and its numbers of each."""
Alone = dict[int, list[Parts]]
"""For each page the log odds of its runs after a pass, and the parts of the first."""


def numbers_of(page: Example, alone: list[Parts], least: float) -> Numbers:
    """What a pass with trees sees of a page."""
    likely = [i for i, parts in enumerate(alone) if parts[0] > least]
    odds, *parts = [[*column] for column in zip(*pick(alone, likely), strict=True)] or [[] for _ in range(5)]
    blocks = block_columns(pick(page.text_blocks, likely), pick(page.sizes, likely), parts)
    columns = context_features(blocks, odds, model.place_among(likely, page.headline))
    return likely, np.array(columns, dtype=float).T


class Grown:
    """A pass with trees, trained."""

    def __init__(self, pages: Sequence[Example], seen: Sequence[Numbers]) -> None:
        labels, weights = [], []
        for page, (likely, _) in zip(pages, seen, strict=True):
            labels += [page.shares[place] >= 0.5 for place in likely]
            weights += [10 * page.weights[place] * weight_of(page) for place in likely]
        known = np.array(weights) > 0
        trees = HistGradientBoostingClassifier(
            max_iter=TREES,
            max_leaf_nodes=LEAVES,
            learning_rate=RATE,
            l2_regularization=10,
            min_samples_leaf=100,
            max_bins=127,
            early_stopping=False,
            random_state=_SEED,
        )
        table = np.concatenate([table for _, table in seen])[known]
        self.trees = trees.fit(table, np.array(labels)[known], sample_weight=np.array(weights)[known])

    def again(self, alone: list[Parts], seen: Numbers) -> list[Parts]:
        """The log odds of each run of a page after this pass, and the parts of the first; what the pass does not look
        at keeps what the pass before it has said."""
        likely, table = seen
        found = dict(zip(likely, self.trees.decision_function(table).tolist(), strict=True)) if likely else {}
        return [(found.get(i, parts[0]), *parts[1:]) for i, parts in enumerate(alone)]

    def rows(self) -> Rows:
        """What ``trees.csv`` and ``last_trees.csv`` hold."""
        return tree_rows(self.trees, NEIGHBOURS, _DIGITS)


class Sure:
    """The confidence, trained: boosted trees over the numbers of pages, given the F1 that each was read with."""

    def __init__(self, seen: Sequence[tuple[float, ...]], scores: Sequence[float]) -> None:
        trees = HistGradientBoostingRegressor(
            max_iter=120,
            max_leaf_nodes=6,
            learning_rate=0.04,
            max_features=0.4,
            l2_regularization=5,
            min_samples_leaf=20,
            early_stopping=False,
            random_state=_SEED,
        )
        self.trees = trees.fit(np.array(seen), np.maximum(scores, LOWEST))

    def expected(self, seen: Sequence[tuple[float, ...]]) -> list[float]:
        """The F1 to be expected of pages."""
        found: list[float] = np.clip(self.trees.predict(np.array(seen)), 0, 1).tolist()
        return found

    def rows(self) -> Rows:
        """What ``confidence.csv`` holds."""
        return tree_rows(self.trees, confidence.PAGE, _DIGITS)


def folds_of(sites: Sequence[str], folds: int) -> list[tuple[list[int], list[int]]]:
    """Places to train on and places to measure on, no site in both."""
    return [(a.tolist(), b.tolist()) for a, b in GroupKFold(folds).split(sites, groups=sites)]


Table = list[tuple[str, ...]]
Kept = tuple[list[str], Table, list[Table]]
"""Sites that were not seen, and the rows of weights and of trees that were learned without them."""


@dataclass
class Fold:
    """What was trained without some pages."""

    train: list[int]
    test: list[int]
    first: First
    grown: list[Grown] = field(default_factory=list)
    """The second pass, and the last."""


def crossed_first(material: Material, pages: Sequence[int], folds: int) -> tuple[list[Fold], Alone]:
    """First passes that have not seen the sites of a fold each, and what they think of these."""
    alone: Alone = {}
    found = []
    for train, test in folds_of([material.pages[page].site for page in pages], folds):
        fold = Fold([pages[i] for i in train], [pages[i] for i in test], First(material, [pages[i] for i in train]))
        alone |= dict(fold.first.parts(fold.test))
        found.append(fold)
    return found, alone


def grown_of(material: Material, pages: Sequence[int], seen: dict[int, Numbers]) -> Grown:
    """A pass with trees, trained on some pages."""
    return Grown([material.pages[page] for page in pages], [seen[page] for page in pages])


def passes(material: Material, pages: Sequence[int], folds: int) -> tuple[First, list[Grown], list[Fold], Alone]:
    """All passes trained on some pages, each with trees on what those before it think of sites that they have not seen;
    the same for each fold, and what the folds think of their pages in the end."""
    parted, alone = crossed_first(material, pages, folds)
    grown = []
    for least in model.UNLIKELY:
        seen = {page: numbers_of(material.pages[page], alone[page], least) for page in pages}
        if least == model.UNLIKELY[0]:
            alone = {page: [(model.NEVER, *parts[1:]) for parts in own] for page, own in alone.items()}
        grown.append(grown_of(material, pages, seen))
        for fold in parted:
            fold.grown.append(grown_of(material, fold.train, seen))
            alone |= {page: fold.grown[-1].again(alone[page], seen[page]) for page in fold.test}
    return First(material, pages), grown, parted, alone


def kept_folds(material: Material, folds: list[Fold]) -> list[Kept]:
    """For each fold the sites that it has not seen, and the rows of its weights and trees."""
    return [
        (
            sorted({material.pages[page].site for page in fold.test}),
            [*fold.first.rows()],
            [[*grown.rows()] for grown in fold.grown],
        )
        for fold in folds
    ]


def scored(page: Example, kept: list[int]) -> float | None:
    """Shingle F1 of what is kept of a page; None where its whole text is not known."""
    return None if page.corpus == SNIPPETS else f1(page, kept)[0]
