"""A model made somebody's own by a few labelled minutes: a small correction on top, the network as it was.

Knows embeddings, the network's own word and labels of one person; whether it helps is told on other minutes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from modiste.learning import Served, softmax
from modiste.wearables.windows import UNKNOWN, Grid, Ints, windows_of

Floats = NDArray[np.float64]
RIDGE = 10.0
"""How strongly the correction is drawn to nothing: with few minutes the network keeps its word."""


@dataclass(frozen=True, eq=False)
class Correction:
    """What is added to the log chances: `(embedding - middle) / scale @ weights + offset`."""

    middle: Floats
    scale: Floats
    weights: Floats
    offset: Floats

    def applied(self, chances: Floats, embeddings: Floats) -> Floats:
        """`(n, k)` chances of frames with their embeddings `(n, d)`."""
        moved = (embeddings - self.middle) / self.scale @ self.weights + self.offset
        return np.asarray(softmax(np.log(np.maximum(chances, 1e-9)) + moved, 1.0))


def learn_correction(chances: Floats, embeddings: Floats, targets: Ints, ridge: float = RIDGE) -> Correction:
    """Fit a correction by multinomial logistic regression whose starting point is the network's own word.

    Args:
        chances: `(n, k)` the network's.
        embeddings: `(n, d)` its features.
        targets: `(n,)` places of the true labels; `UNKNOWN` ones do not count.
        ridge: penalty on squared weights.
    """
    known = targets != UNKNOWN
    chances, embeddings, targets = chances[known], embeddings[known], targets[known]
    middle, scale = embeddings.mean(0), embeddings.std(0) + 1e-6
    x = np.concatenate(((embeddings - middle) / scale, np.ones((len(targets), 1))), 1)
    base, truth = np.log(np.maximum(chances, 1e-9)), np.eye(chances.shape[1])[targets]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(x.shape[1], -1)
        said = softmax(base + x @ weights, 1.0)
        value = -np.log(np.maximum(said[truth > 0], 1e-12)).sum() + ridge * (weights**2).sum() / 2
        return float(value), (x.T @ (said - truth) + ridge * weights).ravel()

    start = np.zeros(x.shape[1] * chances.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = found.x.reshape(x.shape[1], -1)
    return Correction(middle, scale, weights[:-1], weights[-1])


def answers_of(model: Served, grid: Grid, length: int) -> tuple[Floats, Floats]:
    """Chances `(frames, k)` and embeddings `(frames, d)` of a recording."""
    answer = model.answer(windows_of(grid, length))
    return np.asarray(answer.probabilities, np.float64), np.asarray(answer.embeddings, np.float64)


def personalised(model: Served, length: int, minutes: list[Grid], others: list[Grid]) -> dict[str, Any]:
    """Accuracy by frames on a person's other recordings before and after learning from some, all labelled."""
    own = [answers_of(model, grid, length) for grid in minutes]
    chances, embeddings = (np.concatenate([each[part] for each in own]) for part in (0, 1))
    targets = np.concatenate([grid.frames for grid in minutes])
    correction = learn_correction(chances, embeddings, targets)
    before, after, count = 0, 0, 0
    for grid in others:
        said, found = answers_of(model, grid, length)
        known = grid.frames != UNKNOWN
        truth = grid.frames[known]
        before += int((said[known].argmax(1) == truth).sum())
        after += int((correction.applied(said, found)[known].argmax(1) == truth).sum())
        count += len(truth)
    return {
        "accuracy_before": before / count,
        "accuracy_after": after / count,
        "n": count,
        "learned_frames": int((targets != UNKNOWN).sum()),
    }
