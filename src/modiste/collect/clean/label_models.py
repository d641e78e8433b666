"""Second opinions on labels that need no network: neighbours, and a linear model fitted fold by fold.

Knows features as rows of numbers, pixels or embeddings alike; each answer is by examples other than the
asked one. Embeddings of a network that learned these very labels are no second opinion: the caller knows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Targets = NDArray[np.int64]
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The share of each label among the `count` nearest others by cosine, nearer ones weighing more."""

    count: int = 15
    block: int = 1024

    def out_of_sample(self, examples: Rows, targets: Targets, classes: int) -> Chances:
        """See `LabelModel`."""
        unit = _unit(examples)
        count = min(self.count, len(unit) - 1)
        made = np.full((len(unit), classes), 1 / classes)
        if count < 1:
            return made
        for start in range(0, len(unit), self.block):
            cosines = unit[start : start + self.block] @ unit.T
            here = np.arange(len(cosines))
            cosines[here, start + here] = -2
            near = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
            weights = np.maximum(np.take_along_axis(cosines, near, 1), 0) ** 4 + 1e-6
            votes = np.full((len(near), classes), 0.5 * float(weights.mean()) / classes)
            np.add.at(votes, (here[:, None], targets[near]), weights)
            made[start : start + self.block] = votes / votes.sum(axis=1, keepdims=True)
        return made


@dataclass(frozen=True, slots=True)
class CrossFittedLinear:
    """Softmax regression, fitted on all folds but one and asked about that one."""

    folds: int = 5
    steps: int = 150
    decay: float = 1e-3
    seed: int = 0

    def out_of_sample(self, examples: Rows, targets: Targets, classes: int) -> Chances:
        """See `LabelModel`."""
        spread = examples.std(axis=0)
        plain = (examples - examples.mean(axis=0)) / np.where(spread > 1e-6, spread, 1.0)
        plain = np.hstack((plain / np.sqrt(plain.shape[1]), np.ones((len(plain), 1), np.float32)))
        plain = plain.astype(np.float32)
        fold = _folds(targets, self.folds, self.seed)
        made = np.full((len(plain), classes), 1 / classes)
        for number in range(self.folds):
            inside, outside = fold != number, fold == number
            if inside.any() and outside.any():
                weights = self._fitted(plain[inside], targets[inside], classes)
                made[outside] = _softmax(plain[outside] @ weights)
        return made

    def _fitted(self, rows: Rows, targets: Targets, classes: int) -> Rows:
        """Weights (d, classes) by accelerated gradient descent (Nesterov); the loss is smooth and convex."""
        truth = np.eye(classes, dtype=np.float32)[targets]
        weights = np.zeros((rows.shape[1], classes), np.float32)
        ahead = weights.copy()
        # Half the largest eigenvalue of the mean outer product bounds the curvature (Böhning, 1992).
        curvature = 0.5 * float(np.linalg.norm(rows.T @ rows / len(rows), 2)) + self.decay
        for step in range(self.steps):
            error = _softmax(rows @ ahead).astype(np.float32) - truth
            slope = rows.T @ error / len(rows) + self.decay * ahead
            stepped: Rows = (ahead - slope / curvature).astype(np.float32)
            ahead = (stepped + step / (step + 3) * (stepped - weights)).astype(np.float32)
            weights = stepped
        return weights


def _unit(rows: Rows) -> Rows:
    unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit.astype(np.float32)


def _softmax(logits: NDArray[np.float32]) -> Chances:
    shifted = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    chances: Chances = shifted / shifted.sum(axis=1, keepdims=True)
    return chances


def _folds(targets: Targets, count: int, seed: int) -> Targets:
    """A fold for each example, every class dealt out evenly."""
    chance = np.random.default_rng(seed)
    folds = np.empty(len(targets), dtype=np.int64)
    for label in np.unique(targets):
        members = chance.permutation(np.flatnonzero(targets == label))
        folds[members] = np.arange(len(members)) % count
    return folds
