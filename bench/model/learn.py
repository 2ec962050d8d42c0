"""The two passes of the body reader as they are trained, cross-validated by site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from labels import Example
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from crawler.extract.body import model
from crawler.extract.body.context_features import NEIGHBOURS, numbers
from crawler.extract.body.element_words import near_words, opening, path_words
from crawler.extract.body.local_features import traits
from crawler.extract.body.position_features import places
from crawler.extract.body.threshold import cut
from crawler.extract.body.weights import FIRST, column

Features = list[list[str]]
Numbers = dict[int, tuple[float, ...]]
FEWEST_SITES = 8
"""A word that fewer sites use says something of these sites, not of the web."""
SOFTNESS = 0.03
"""Inverse strength of the regularisation."""
TREES = 60
"""Trees of the second pass."""
PRESS = 3.0
"""Weight of a page of the press corpus: there are few, they are what the product is for."""


class Fitted:
    """The first pass, trained: a weight for each feature."""

    def __init__(self, pages: list[Example], features: list[Features]) -> None:
        self.columns = _columns(pages, features)
        looked_at = np.array([bool(row) for rows in features for row in rows])
        matrix = vstack([self.matrix(f) for f in features]).tocsr()[looked_at]
        shares = np.concatenate([p.shares for p in pages])[looked_at]
        weights = np.concatenate([np.array(p.weights) * (PRESS if p.corpus == "press" else 1) for p in pages]) * 10
        weights = weights[looked_at]
        some, rest = shares > 0, shares < 1  # a run that is half right is half an example of each kind
        stacked = vstack([matrix[some], matrix[rest]])
        labels = np.repeat([1, 0], [some.sum(), rest.sum()])
        weighed = np.concatenate([(weights * shares)[some], (weights * (1 - shares))[rest]])
        fitted = LogisticRegression(C=SOFTNESS, max_iter=300, tol=1e-3).fit(stacked, labels, sample_weight=weighed)
        self.weights, self.bias = fitted.coef_[0], float(fitted.intercept_[0])

    def matrix(self, features: Features) -> csr_matrix:
        """Features as rows of ones."""
        rows = [[self.columns[f] for f in row if f in self.columns] for row in features]
        ends = np.cumsum([0, *map(len, rows)])
        places_ = np.array([c for row in rows for c in row], dtype=np.int64)
        return csr_matrix((np.ones(len(places_)), places_, ends), shape=(len(rows), len(self.columns)))

    def odds(self, features: Features) -> list[float]:
        """Log odds of each run of a page."""
        if not features:
            return []
        odds = self.matrix(features) @ self.weights + self.bias
        return [x if row else model.NEVER for x, row in zip(odds, features, strict=True)]

    def rows(self) -> Iterable[tuple[str, str]]:
        """What ``weights.csv`` holds."""
        numbers: dict[str, dict[int, float]] = defaultdict(dict)
        words = {}
        for feature, weight in zip(self.columns, self.weights, strict=True):
            name, mark, value = feature.rpartition("=")
            if mark:
                numbers[name][int(value)] = weight
            elif abs(weight) >= 0.02:
                words[feature] = weight
        yield "bias", f"{self.bias:.2f}"
        for name, row in numbers.items():
            yield name, " ".join(f"{row.get(i, 0):.2f}" for i in range(max(row) + 1))
        yield from ((word, f"{weight:.2f}") for word, weight in sorted(words.items()))


def _columns(pages: list[Example], features: list[Features]) -> dict[str, int]:
    sites: dict[str, set[str]] = defaultdict(set)
    for page, rows in zip(pages, features, strict=True):
        for feature in {f for row in rows for f in row}:
            sites[feature].add(page.site)
    kept = [f for f, where in sites.items() if len(where) >= (3 if "=" in f else FEWEST_SITES)]
    return {f: i for i, f in enumerate(sorted(kept))}


def first_features(page: Example) -> Features:
    """What the first pass sees of each run."""
    where = places(page.runs, page.sizes, page.lengths, page.headline)
    return [
        [f"{n}={column(n, v, length)}" for n, v in zip(FIRST, (*traits(run), *numbers), strict=True)]
        + [f"path:{w}" for w in path_words(run.box)]
        + [f"near:{w}" for w in near_words(run)]
        + opening(run.text, length)
        for run, length, numbers in zip(page.runs, page.lengths, where, strict=True)
    ]


def second_features(page: Example, odds: list[float]) -> Numbers:
    """The numbers of each run that the second pass looks at, by its place."""
    likely = [i for i, x in enumerate(odds) if x > model.UNLIKELY]
    rows = numbers(*(model.pick(v, likely) for v in (page.runs, odds, page.sizes)))
    return dict(zip(likely, rows, strict=True))


class Grown:
    """The second pass, trained: boosted trees."""

    def __init__(self, pages: list[Example], features: list[Numbers]) -> None:
        known = [(p, place, row) for p, rows in zip(pages, features, strict=True) for place, row in rows.items()]
        labels = [p.shares[place] >= 0.5 for p, place, _ in known]
        weights = [10 * p.weights[place] * (PRESS if p.corpus == "press" else 1) for p, place, _ in known]
        self.trees = HistGradientBoostingClassifier(
            max_iter=TREES, max_leaf_nodes=8, learning_rate=0.15, l2_regularization=10, min_samples_leaf=100
        ).fit(np.array([row for _, _, row in known], dtype=float), labels, sample_weight=weights)

    def odds(self, features: Numbers, page: Example) -> list[float]:
        """Log odds of each run of a page over those of the least likely to keep."""
        odds = [model.NEVER] * len(page.runs)
        if features:
            found = self.trees.decision_function(np.array([*features.values()], dtype=float)).tolist()
            least = cut(found, model.pick(page.sizes, [*features]))
            for place, x in zip(features, found, strict=True):
                odds[place] = x - least
        return odds

    def rows(self) -> Iterable[tuple[str, ...]]:
        """What ``trees.csv`` holds: tree, node, name of the number, value, nodes below and above."""
        yield "0", "0", "", f"{self.trees._baseline_prediction.item():.3f}"
        for tree, (predictor,) in enumerate(self.trees._predictors, 1):
            for place, node in enumerate(predictor.nodes):
                at = str(tree), str(place)
                if node["is_leaf"]:
                    yield *at, "", f"{node['value']:.3f}"
                else:
                    name, value = NEIGHBOURS[node["feature_idx"]], f"{node['num_threshold']:.6g}"
                    yield *at, name, value, str(node["left"]), str(node["right"])


def folds_of(pages: list[Example], folds: int) -> list[tuple[list[int], list[int]]]:
    """Pages to train on and pages to measure on, no site in both."""
    return [(a.tolist(), b.tolist()) for a, b in GroupKFold(folds).split(pages, groups=[p.site for p in pages])]


def crossed(pages: list[Example], features: list[Features], folds: int) -> list[list[float]]:
    """Log odds of every page after a first pass that has not seen its site."""
    odds: list[list[float]] = [[] for _ in pages]
    for train, test in folds_of(pages, folds):
        fitted = Fitted([pages[i] for i in train], [features[i] for i in train])
        for i in test:
            odds[i] = fitted.odds(features[i])
    return odds


def crossed_twice(pages: list[Example], features: list[Numbers], folds: int) -> list[list[float]]:
    """Log odds of every page after a second pass that has not seen its site either."""
    odds: list[list[float]] = [[] for _ in pages]
    for train, test in folds_of(pages, folds):
        grown = Grown([pages[i] for i in train], [features[i] for i in train])
        for i in test:
            odds[i] = grown.odds(features[i], pages[i])
    return odds
