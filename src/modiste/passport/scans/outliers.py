"""What is unlike all else in a table without labels: three models of our own, each with its reasons.

Knows numbers: rows of things, columns of features that grow with suspicion. Isolation forest (Liu, Ting and
Zhou, 2008), ECOD's upper tails (Li et al., 2022) and a robust Mahalanobis distance; what the columns mean is
`features`'.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Model = Callable[[Table], Table]
_TREES, _SAMPLE = 100, 256
_EULER = 0.5772156649


@dataclass(frozen=True)
class Cause:
    """A feature that makes something an outlier.

    Attributes:
        feature: Its name.
        share: Of the score, 0 to 1.
        value: What it is here.
        usual: The middle of all.
    """

    feature: str
    share: float
    value: float
    usual: float


@dataclass(frozen=True)
class Suspicion:
    """Something unlike its peers.

    Attributes:
        name: An item's or a supplier's.
        score: In robust spreads above the middle of all.
        why: The features that weigh most, the heaviest first.
    """

    name: str
    score: float
    why: tuple[Cause, ...]


def standardised(table: Table) -> Table:
    """Each column in robust spreads above its middle, 0 to 50; a column that hardly varies by its far values.

    Args:
        table: (things, features), larger is more suspicious.
    """
    middle = np.median(table, axis=0)
    off = table - middle
    spread = 1.4826 * np.median(np.abs(off), axis=0)
    # Most counts of rare things are 0; then the spread is that of the whole, outliers included.
    spread = np.maximum(spread, np.maximum(table.std(axis=0), 1e-9) * 0.25)
    found: Table = np.clip(off / spread, 0.0, 50.0)
    return found


def tails(table: Table) -> Table:
    """ECOD: of each value, minus the logarithm of the share of things that have as much."""
    count = len(table)
    ordered = np.sort(table, axis=0)
    reach = np.empty_like(table)
    for column in range(table.shape[1]):
        below = np.searchsorted(ordered[:, column], table[:, column], side="left")
        reach[:, column] = -np.log((count - below) / count)
    return np.where(reach > np.log(2), reach, 0.0)


def distances(table: Table) -> Table:
    """Mahalanobis: of each value, its part of the squared distance from the trimmed middle.

    Mean and covariance are of the half that lies nearest, found in ten steps of concentration (FastMCD's
    C-steps), and shrunk by a tenth towards the diagonal.
    """
    z = standardised(table)
    kept = np.argsort((z**2).sum(axis=1))[: max(len(z) // 2 + 1, 2)]
    parts = z**2
    for _ in range(10):
        near = z[kept]
        wide = np.cov(near.T, ddof=0).reshape(z.shape[1], -1)
        wide = 0.9 * wide + 0.1 * np.diag(np.diag(wide)) + 0.25 * np.eye(z.shape[1])
        off = z - near.mean(axis=0)
        parts = off * np.linalg.solve(wide, off.T).T
        chosen = np.argsort(parts.sum(axis=1))[: len(kept)]
        if set(chosen) == set(kept):
            break
        kept = chosen
    return np.maximum(parts, 0.0)


def forest(table: Table, seed: int = 0) -> Table:
    """Isolation forest: of each value, how much shallower its thing lies in trees that cut by that feature.

    The score is Liu's 2^(-depth/expected); it is shared out among features by the splits on the thing's way
    down, each weighed by how much of the sample it cut off.
    """
    random, (count, width) = np.random.default_rng(seed), table.shape
    size = min(_SAMPLE, count)
    depth, parts = np.zeros(count), np.zeros((count, width))
    for _ in range(_TREES):
        sample = random.choice(count, size, replace=False)
        stack = [(sample, np.arange(count), 0)]
        while stack:
            mine, passing, level = stack.pop()
            low, high = table[mine].min(axis=0), table[mine].max(axis=0)
            open_ = np.flatnonzero(high > low)
            if len(mine) <= 1 or level >= np.ceil(np.log2(size)) or not len(open_) or not len(passing):
                depth[passing] += level + _expected(len(mine))
                continue
            column = int(random.choice(open_))
            cut = random.uniform(low[column], high[column])
            for is_side in (table[:, column] < cut, table[:, column] >= cut):
                stay, go = mine[is_side[mine]], passing[is_side[passing]]
                parts[go, column] += np.log(len(mine) / max(len(stay), 1))
                stack.append((stay, go, level + 1))
    score: Table = 2.0 ** (-depth / _TREES / max(_expected(size), 1e-9))
    shares = parts / np.maximum(parts.sum(axis=1, keepdims=True), 1e-12)
    found: Table = score[:, None] * shares
    return found


def _expected(count: int) -> float:
    """The mean depth of an unsuccessful search in a binary tree of so many."""
    if count < 3:
        return float(count == 2)
    return float(2 * (np.log(count - 1) + _EULER) - 2 * (count - 1) / count)


MODELS: Mapping[str, Model] = {"forest": forest, "tails": tails, "distances": distances}
"""From a table to what each value adds to its thing's score."""


THRESHOLDS: Mapping[str, Mapping[str, float]] = {
    "items": {"forest": 29.0, "tails": 21.3, "distances": 23.6},
    "suppliers": {"forest": 1.8, "tails": 1.3, "distances": 22.4},
}
"""By what is judged and by which model, from which score on: the best F1 on simulated shops 1000 to 1011."""
SERVED = "distances"
"""The model with the best F1 on those shops, for both."""


def suspicions(
    names: Sequence[str], features: Sequence[str], table: Table, kind: str, model: str = SERVED, most: int = 3
) -> list[Suspicion]:
    """Those things that stand out, the most suspicious first.

    Args:
        names: Of the things, one a row.
        features: One a column.
        table: (things, features), larger is more suspicious.
        kind: "items" or "suppliers", which tells the threshold.
        model: A name of `MODELS`.
        most: How many reasons.
    """
    if len(names) < LEAST:
        return []
    parts = MODELS[model](table)
    score, usual = scores(parts), np.median(table, axis=0)
    found = []
    for row in np.argsort(-score):
        if score[row] < THRESHOLDS[kind][model]:
            break
        whole = max(float(parts[row].sum()), 1e-12)
        # A value that is no larger than usual is no reason to suspect.
        heavy = [at for at in np.argsort(-parts[row]) if table[row, at] > usual[at] and parts[row, at] > 0]
        why = tuple(
            Cause(features[at], float(parts[row, at]) / whole, float(table[row, at]), float(usual[at]))
            for at in heavy[:most]
        )
        if why:
            found.append(Suspicion(names[row], round(float(score[row]), 2), why))
    return found


LEAST = 20
"""Fewer things than this have no peers to be judged by."""


def scores(parts: Table) -> Table:
    """Sums of what each value adds, in robust spreads above the middle: comparable between shops."""
    total: Table = parts.sum(axis=1)
    off: Table = total - np.median(total)
    spread = max(1.4826 * float(np.median(np.abs(off))), 0.1 * float(total.std()), 1e-9)
    found: Table = off / spread
    return found
