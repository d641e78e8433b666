"""Which labels are doubtful, by confident learning (Northcutt, Jiang & Chuang, JAIR 2021).

Knows given labels and out-of-sample probabilities; who gives the probabilities is told by `LabelModel`, and
whether a doubt is right is for a person to say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

Chances = NDArray[np.float64]
Targets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One label that is doubted: the example's row, its label, the likelier one, and by how much (0 to 1)."""

    row: int
    given: int
    likelier: int
    margin: float


@dataclass(frozen=True, eq=False)
class LabelAudit:
    """The doubts, strongest first, and what is believed of all labels.

    `joint` (k, k) estimates how many examples carry the label of the row while being of the column's class.
    """

    doubts: tuple[Doubt, ...]
    joint: Chances

    @property
    def share(self) -> float:
        """The estimated share of wrong labels."""
        whole = float(self.joint.sum())
        return 1 - float(np.trace(self.joint)) / whole if whole else 0.0


def audit(chances: Chances, targets: Targets) -> LabelAudit:
    """Doubt labels.

    An example counts for class j when its probability of j reaches the mean of those labelled j; one that
    counts for another class than its label is doubted.

    Args:
        chances: out-of-sample probabilities (n, k).
        targets: the labels as given, (n,).

    Raises:
        ModisteError: MOD-1270 when the two do not fit together.
    """
    _check(chances, targets)
    rows, classes = chances.shape
    own = chances[np.arange(rows), targets]
    counts = np.bincount(targets, minlength=classes)
    threshold = np.bincount(targets, own, classes) / np.maximum(counts, 1)
    # A class without examples has no threshold that anything could reach.
    reached = chances >= np.where(counts > 0, threshold, np.inf)
    best = np.where(reached, chances, -1.0).argmax(axis=1)
    confident = reached.any(axis=1)
    joint = np.zeros((classes, classes))
    np.add.at(joint, (targets[confident], best[confident]), 1)
    joint *= counts[:, None] / np.maximum(joint.sum(axis=1, keepdims=True), 1)
    doubted = np.flatnonzero(confident & (best != targets) & (chances[np.arange(rows), best] > own))
    margins = chances[doubted, best[doubted]] - own[doubted]
    order = np.argsort(-margins, kind="stable")
    return LabelAudit(
        tuple(
            Doubt(int(row), int(targets[row]), int(best[row]), float(margin))
            for row, margin in zip(doubted[order], margins[order], strict=True)
        ),
        joint,
    )


def _check(chances: Chances, targets: Targets) -> None:
    reason = ""
    if chances.ndim != 2 or len(chances) != len(targets) or not len(targets):
        reason = f"{chances.shape} probabilities for {len(targets)} labels"
    elif not np.isfinite(chances).all() or abs(chances.sum(axis=1) - 1).max() > 1e-3:
        reason = "a row is not finite or does not sum to 1"
    elif not 0 <= targets.min() <= targets.max() < chances.shape[1]:
        reason = f"a label lies outside the {chances.shape[1]} classes"
    if reason:
        raise ModisteError("MOD-1270", reason=reason)
