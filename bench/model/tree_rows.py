"""Trained trees as rows of the tables that ship."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

Rows = Iterator[tuple[str, ...]]


def tree_rows(
    trees: HistGradientBoostingClassifier | HistGradientBoostingRegressor, names: Sequence[str], digits: int
) -> Rows:
    """Tree, node, name of the number, value, nodes below and above; of a leaf only its value, to so many digits."""
    yield "0", "0", "", f"{np.asarray(trees._baseline_prediction).item():.{digits}f}"
    for tree, (predictor,) in enumerate(trees._predictors, 1):
        for place, node in enumerate(predictor.nodes):
            at = str(tree), str(place)
            if node["is_leaf"]:
                yield *at, "", f"{node['value']:.{digits}f}"
            else:
                name, value = names[node["feature_idx"]], f"{node['num_threshold']:.6g}"
                yield *at, name, value, str(node["left"]), str(node["right"])
