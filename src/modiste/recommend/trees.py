"""Boosted trees as plain arrays: grown by LightGBM, answered without it.

Knows nodes and leaves; what the columns mean is `sizes`'.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import softmax

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
_CELLS = 2_000_000
"""So many pairs of row and tree at most are walked at once."""
_PATIENCE = 40


@dataclass(frozen=True, eq=False)
class Trees:
    """Trees of several classes: the i-th is of class i modulo `classes`.

    Attributes:
        classes: how many.
        feature: (trees, nodes) the column that a node asks.
        threshold: (trees, nodes) up to which a value goes left.
        left: (trees, nodes) where to: a node, or -1 - leaf.
        right: (trees, nodes).
        missing: (trees, nodes) where a value that is not known goes: 0 right, 1 left, 2 as zero does.
        leaf: (trees, leaves) what a leaf adds.
    """

    classes: int
    feature: NDArray[np.int32]
    threshold: Numbers
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    missing: NDArray[np.int8]
    leaf: Numbers

    def raw(self, rows: Numbers) -> Numbers:
        """(n, classes) sums of leaves for rows (n, columns)."""
        made = np.zeros((len(rows), self.classes))
        trees = len(self.feature)
        if not trees:
            return made
        step = max(1, _CELLS // trees)
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            leaves = self._leaves(part)
            values = self.leaf[np.arange(trees)[None, :], leaves]
            made[start : start + step] = values.reshape(len(part), -1, self.classes).sum(1)
        return made

    def chances(self, rows: Numbers) -> Numbers:
        """(n, classes) probabilities."""
        return softmax(self.raw(rows))

    def to_arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """Itself as named arrays."""
        return {
            f"{prefix}classes": np.array(self.classes),
            **{
                f"{prefix}{name}": getattr(self, name)
                for name in ("feature", "threshold", "left", "right", "missing", "leaf")
            },
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str) -> "Trees":
        """As `to_arrays` named them."""
        return cls(
            int(arrays[f"{prefix}classes"]),
            *(
                arrays[f"{prefix}{name}"]
                for name in ("feature", "threshold", "left", "right", "missing", "leaf")
            ),
        )

    def _leaves(self, rows: Numbers) -> Whole:
        """(n, trees) the leaf that each row comes to in each tree."""
        n, trees, nodes = len(rows), *self.feature.shape
        cells = np.ascontiguousarray(rows, np.float64).ravel()
        feature, threshold, missing = self.feature.ravel(), self.threshold.ravel(), self.missing.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        made = np.zeros(n * trees, np.int64)
        walking = np.arange(n * trees)
        base = (walking % trees) * nodes
        begin = (walking // trees) * rows.shape[1]
        at = base.copy()
        while len(walking):
            value = cells[begin + feature[at]]
            unknown = np.isnan(value)
            goes_left = value <= threshold[at]
            if unknown.any():
                lost = np.flatnonzero(unknown)
                how = missing[at[lost]]
                goes_left[lost] = np.where(how == 2, threshold[at[lost]] >= 0, how == 1)
            node = np.where(goes_left, left[at], right[at])
            there = node < 0
            made[walking[there]] = -1 - node[there]
            walking, base, begin, node = (each[~there] for each in (walking, base, begin, node))
            at = base + node
        return made.reshape(n, trees)


@dataclass(frozen=True, eq=False)
class Grown:
    """What LightGBM grew.

    Attributes:
        rounds: how many rounds it took.
        raw: as `Trees.raw`, quicker for very many rows.
        told: the trees as LightGBM tells them.
        classes: how many there are.
    """

    rounds: int
    raw: Callable[[Numbers], Numbers]
    told: Callable[[], Mapping[str, Any]]
    classes: int

    def trees(self) -> Trees:
        """The same trees as arrays."""
        return _arrays(self.told(), self.classes)


def grow(
    rows: Numbers,
    outcomes: Whole,
    classes: int,
    rounds: int,
    *,
    watched: tuple[Numbers, Whole] | None = None,
    seed: int = 0,
    rate: float = 0.05,
    threads: int = 1,
) -> Grown:
    """Trees for outcomes (n,) by rows (n, columns).

    Args:
        rows: NaN for what is not known.
        outcomes: classes from 0.
        classes: how many there are.
        rounds: how many rounds of `classes` trees; the most, where rows are watched.
        watched: rows and outcomes that are not learned from; growing stops when they gain no more.
        seed: of what is drawn.
        rate: how much of a tree is taken.
        threads: for growing.

    Raises:
        ModisteError: MOD-2014 where LightGBM is not installed.
    """
    try:
        import lightgbm  # noqa: PLC0415 - an extra: answering needs none of it
    except ModuleNotFoundError:
        needed = {"what": "Learning sizes", "package": "lightgbm", "extra": "recommend"}
        raise ModisteError("MOD-2014", **needed) from None
    settings: dict[str, Any] = {
        "objective": "multiclass",
        "num_class": classes,
        "learning_rate": rate,
        "num_leaves": int(np.clip(len(rows) // 300, 6, 31)),
        "min_child_samples": int(np.clip(len(rows) // 200, 10, 60)),
        "feature_fraction": 0.6,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "max_bin": 127,
        "verbose": -1,
        "num_threads": threads,
        "deterministic": True,
        "force_row_wise": True,
        "seed": seed,
    }
    learned = lightgbm.Dataset(rows, outcomes)
    more: dict[str, Any] = {}
    if watched is not None:
        more = {
            "valid_sets": [lightgbm.Dataset(*watched, reference=learned)],
            "callbacks": [lightgbm.early_stopping(_PATIENCE, verbose=False)],
        }
    booster = lightgbm.train(settings, learned, rounds, **more)
    best = int(booster.best_iteration) if watched is not None else rounds
    return Grown(
        best,
        lambda asked: np.asarray(booster.predict(asked, raw_score=True, num_iteration=best)),
        lambda: booster.dump_model(num_iteration=best),
        classes,
    )


def _arrays(dumped: Mapping[str, Any], classes: int) -> Trees:
    told = [_walked(each["tree_structure"]) for each in dumped["tree_info"]]
    nodes = max((len(each[0]) for each in told), default=1) or 1
    leaves = max((len(each[1]) for each in told), default=1)
    count = len(told)
    whole = np.zeros((5, count, nodes), np.float64)
    leaf = np.zeros((count, leaves))
    for place, (split, values) in enumerate(told):
        leaf[place, : len(values)] = values
        if split:
            whole[:, place, : len(split)] = np.array(split).T
        else:  # a tree of one leaf: both ways lead there
            whole[2:4, place, 0] = -1
    return Trees(
        classes,
        whole[0].astype(np.int32),
        whole[1],
        whole[2].astype(np.int32),
        whole[3].astype(np.int32),
        whole[4].astype(np.int8),
        leaf,
    )


def _walked(root: Mapping[str, Any]) -> tuple[list[list[float]], list[float]]:
    """A tree's splits (feature, threshold, left, right, missing) and leaves, the root first."""
    splits: list[list[float]] = []
    leaves: list[float] = []

    def take(node: Mapping[str, Any]) -> int:
        if "split_feature" not in node:
            leaves.append(float(node["leaf_value"]))
            return -len(leaves)
        place = len(splits)
        missing = float(bool(node["default_left"])) if node["missing_type"] == "NaN" else 2.0
        splits.append([float(node["split_feature"]), float(node["threshold"]), 0.0, 0.0, missing])
        splits[place][2] = take(node["left_child"])
        splits[place][3] = take(node["right_child"])
        return place

    take(root)
    return splits, leaves
