"""A model made somebody's own by a few labelled minutes: a small correction on top, the network as it was.

Knows embeddings, the network's own word and labels of one person; whether it helps is told on other minutes.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from scipy.optimize import minimize

from modiste.garment import ModisteError
from modiste.learning import (
    Served,
    add_files,
    read_golden,
    read_model,
    softmax,
    with_correction,
    write_model_folder,
)
from modiste.wearables.activity import SIDECAR, Sidecar
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


def personalised(
    model: Served, length: int, minutes: list[Grid], others: list[Grid]
) -> tuple[Correction, dict[str, Any]]:
    """What some of a person's recordings correct, and accuracy by frames on the others before and after."""
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
    return correction, {
        "accuracy_before": before / count,
        "accuracy_after": after / count,
        "n": count,
        "learned_frames": int((targets != UNKNOWN).sum()),
    }


def with_own_head(folder: Path, correction: Correction, name: str, subject: str, out: Path) -> Path:
    """The model folder with a person's correction in its last layer, checked against the correction itself.

    A correction is linear in what the network finds, as the last layer is: the two are one. So whatever reads
    the model, a stream, an export or a device, reads the person's own.

    Raises:
        ModisteError: MOD-1326 for a model that has no linear layer in float32 at its end, such as an int8
            one; MOD-1320 to 1322 for a folder that is not sound.
    """
    content, card = read_model(folder)
    weights = correction.weights / correction.scale[:, None]
    offset = correction.offset - correction.middle @ weights
    try:
        graph = onnx.ModelProto.FromString(content)
        made = with_correction(
            graph, *((card.temperature * each).astype(np.float32) for each in (weights, offset))
        )
    except ValueError as error:
        raise ModisteError(
            "MOD-1326",
            what="Making a model somebody's own",
            reason=f"{card.name} is {card.precision}: {error}",
            remedy="Take the float32 model, and compress what comes of it.",
        ) from None
    windows, said = read_golden(folder, card)
    found = Served.load(folder).answer(windows).embeddings
    told = correction.applied(np.asarray(said, np.float64), np.asarray(found, np.float64))
    own = card.model_copy(
        update={
            "name": name,
            "parent": f"{card.name}@{card.version}",
            "data": f"{card.data}, then labelled minutes of {subject}",
            "intended_use": f"{card.intended_use} Of {subject} alone.",
            "files": card.files[:2],
            "metrics": (),
        }
    )
    write_model_folder(out, made.SerializeToString(), own, windows, told.astype(np.float32))
    sidecar = Sidecar.read(folder)
    people = tuple(sorted({*sidecar.subjects, subject}))
    add_files(out, {SIDECAR: replace(sidecar, subjects=people, leak_gap=None).to_bytes()})
    return out
