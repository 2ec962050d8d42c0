"""What tells pictures, captions and credits, as it is trained: weights of pictures, trees of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import numpy as np
from image_labels import NEITHER
from images import Example
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tree_rows import tree_rows

from crawler.extract.images import text_kinds
from crawler.extract.images.weights import BIAS

KINDS = ("caption", "credit")
SOFTNESS = 0.005
"""Inverse strength of the regularisation: chosen by what carries over to sites left out."""
TREES = 100
DRAFTED = 0.6
"""Weight of a page whose labels the model drafted before they were read, by what carries over to sites left out."""
MARGIN = 0.2
"""Log odds by which a picture must be likelier than not: one of which little is known is not taken."""


def with_unseen_evidence(known: Sequence[Example]) -> list[Example]:
    """The pages with evidence for their pictures by trees of texts that have not seen their site.

    What is said of a picture speaks for it; what a model says of texts that it has learnt would speak too loudly.
    """
    found = [*known]
    for left in folds(page.site for page in known):
        seen = [page for page in known if page.site not in left]
        trees = text_kinds.compiled(*([*grown(seen, kind)] for kind in KINDS))
        with patch.object(text_kinds, "load", lambda own=trees: own):
            found = [replace(page, evidence=page.reread()) if page.site in left else page for page in found]
    return found


def fitted(known: Sequence[Example]) -> dict[str, float]:
    """The weights that tell these pages' pictures; a page of many pictures counts less for each."""
    rows, labels, weights = [], [], []
    for page in known:
        for evidence, true in zip(page.evidence, page.true, strict=True):
            if true != NEITHER:
                rows.append(evidence)
                labels.append(true >= 0)
                weights.append((DRAFTED if page.drafted else 1) / (1 + 0.15 * len(page.evidence)))
    names, numbers = _numbers(rows)
    means, spreads = numbers.mean(0), numbers.std(0)
    spreads[spreads == 0] = 1
    model = LogisticRegression(C=SOFTNESS, max_iter=2000)
    model.fit((numbers - means) / spreads, labels, sample_weight=weights)
    slopes = model.coef_[0] / spreads
    bias = float(model.intercept_[0] - slopes @ means) - MARGIN
    return {BIAS: round(bias, 3)} | {n: round(float(w), 3) for n, w in zip(names, slopes, strict=True)}


def grown(known: Sequence[Example], kind: str) -> Iterator[tuple[str, ...]]:
    """The trees that tell the texts of a kind, as rows of nodes; a page of many texts counts less for each."""
    rows = [evidence for page in known for evidence, _ in page.texts]
    labels = [own == kind for page in known for _, own in page.texts]
    weights = [5 / (5 + len(page.texts)) ** 0.5 for page in known for _ in page.texts]
    names, numbers = _numbers(rows)
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=6, learning_rate=0.08, max_features=0.1, l2_regularization=5,
        min_samples_leaf=20, early_stopping=False, random_state=0,
    ).fit(numbers, labels, sample_weight=weights)  # fmt: skip
    yield from tree_rows(model, names, 3)


def _numbers(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], Any]:
    names = [*rows[0]]
    return names, np.array([[float(row[name]) for name in names] for row in rows])


def folds(sites: Iterable[str], number: int = 5) -> Iterator[set[str]]:
    """The sites to leave out, fold by fold."""
    distinct = sorted(set(sites))
    split = GroupKFold(number, shuffle=True, random_state=1).split(distinct, groups=distinct)
    yield from ({distinct[i] for i in test} for _, test in split)
