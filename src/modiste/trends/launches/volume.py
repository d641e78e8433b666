"""How much a new garment sells a week: by what its kin sold, by a line, by boosted trees.

Knows the logarithm of a weekly rate; shapes over weeks are `curve`'s. Which way is taken is chosen by
`model` on launches that none of them learned from.
"""

from collections.abc import Mapping
from typing import Any

import lightgbm
import numpy as np

from modiste.trends.panel import Floats

WAYS = ("kin", "line", "trees", "line+trees")
_RIDGE = 5.0
_LEAST_TO_LEARN = 40
_ROUNDS = 120
_SEEDS = (1, 2, 3)
"""Trees are grown so many times on other draws, and their mean is taken."""
_TREES: Mapping[str, Any] = {
    "objective": "l2",
    "num_leaves": 7,
    "min_data_in_leaf": 15,
    "learning_rate": 0.05,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def volumes(past: Floats, logs: Floats, weights: Floats, alike: Floats, new: Floats) -> dict[str, Floats]:
    """(m,) the logarithm of one plus pieces a week, each way; `kin` alone where few launches are known.

    Args:
        past: (k, f) what was known of earlier launches.
        logs: (k,) what came of them.
        weights: (k,) how much each tells.
        alike: (m, k) likeness of the new to them.
        new: (m, f) what is known of the new.
    """
    middle = float(np.average(logs, weights=weights))
    near = alike**3 * weights
    made = {"kin": (near @ logs + middle * 0.05) / (near.sum(1) + 0.05)}
    if len(past) < _LEAST_TO_LEARN:
        return made
    made["line"] = _line(past, logs, weights, new)
    made["trees"] = _trees(past, logs, weights, new)
    made["line+trees"] = (made["line"] + made["trees"]) / 2
    return made


def _line(past: Floats, logs: Floats, weights: Floats, new: Floats) -> Floats:
    """Ridge regression on standardised columns; kept within what was ever seen."""
    mean, spread = past.mean(0), past.std(0) + 1e-9
    left = np.column_stack([np.ones(len(past)), (past - mean) / spread])
    right = np.column_stack([np.ones(len(new)), np.clip((new - mean) / spread, -3, 3)])
    drawn = np.eye(left.shape[1]) * _RIDGE
    drawn[0, 0] = 0.0
    scaled = left * weights[:, None]
    found = np.linalg.solve(scaled.T @ left + drawn, scaled.T @ logs)
    return np.asarray(np.clip(right @ found, 0.0, logs.max()))


def _trees(past: Floats, logs: Floats, weights: Floats, new: Floats) -> Floats:
    data = lightgbm.Dataset(past, logs, weight=weights, free_raw_data=False)
    grown = [lightgbm.train({**_TREES, "seed": seed}, data, _ROUNDS) for seed in _SEEDS]
    found = np.mean([np.asarray(each.predict(new), np.float64) for each in grown], axis=0)
    return np.asarray(np.maximum(found, 0.0))
