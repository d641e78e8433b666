"""What compression gained and cost: one row a model with its size, its speed and its metric.

Knows how to measure models side by side on the same pictures; how each was made is told by `pruning`,
`distillation` and `quantisation`.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning.model_folder import MODEL, Input
from modiste.learning.serving import Served

RESAMPLES = 1000
WARM_UP = 3

Floats = NDArray[np.floating[Any]]
Score = Callable[[Floats, NDArray[np.int64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Row:
    """One model beside the first of its table.

    `ms_bs1` and `ms_bs32` are CPU milliseconds an input on one thread, alone and in batches of 32, which is
    what a core that does nothing else needs; medians of interleaved rounds. `speed_up` is the first
    row's `ms_bs32` over this one's. `change` is the metric's difference from the first row with its paired
    bootstrap interval.
    """

    name: str
    precision: str
    parameters: int
    size_bytes: int
    ms_bs1: float
    ms_bs32: float
    speed_up: float
    metric: str
    value: float
    ci95: tuple[float, float]
    change: float
    change_ci95: tuple[float, float]

    def to_json(self) -> dict[str, Any]:
        """The row as plain data."""
        return asdict(self)


def hits(probabilities: Floats, targets: NDArray[np.int64]) -> NDArray[np.float64]:
    """One where the most probable class is the target, else zero, `(n,)`: its mean is the accuracy."""
    right: NDArray[np.bool_] = probabilities.argmax(1) == targets
    return right.astype(np.float64)


def compare(
    folders: Sequence[Path],
    inputs: Sequence[Input] | Input,
    targets: NDArray[np.int64],
    *,
    metric: str = "accuracy",
    score: Score = hits,
    rounds: int = 15,
    seed: int = 0,
) -> list[Row]:
    """Measure model folders side by side; the first is what the others are compared with.

    Args:
        folders: model folders of the same labels.
        inputs: test pictures or series.
        targets: indices into the labels `(n,)`.
        metric: the name of the mean of `score`.
        score: a number for each input `(n,)` from probabilities `(n, k)` and targets `(n,)`.
        rounds: how often each batch is timed; the models take turns, so that all meet the same weather.
        seed: of the bootstrap's 1,000 resamples.

    Raises:
        ModisteError: MOD-1326 without models or pictures, or when the labels differ; and what `Served.load`
            raises.
    """
    models = [Served.load(folder) for folder in folders]
    if not models or not len(inputs) or len(inputs) != len(targets):
        raise _refusal(f"{len(models)} models, {len(inputs)} pictures, {len(targets)} targets")
    if len({model.labels for model in models}) > 1:
        raise _refusal("the models have different labels")
    alone, together = (_time(models, inputs[:size], rounds) for size in (1, 32))
    scores = np.stack([score(model.predict(inputs), targets) for model in models])
    draws = np.random.default_rng(seed).integers(0, len(targets), (RESAMPLES, len(targets)), dtype=np.int32)
    means = np.stack([scores[:, draw].mean(1) for draw in draws], 1)
    rows: list[Row] = []
    for place, model in enumerate(models):
        rows.append(
            Row(
                name=f"{model.card.name}@{model.card.version}",
                precision=model.card.precision,
                parameters=model.card.parameters,
                size_bytes=(model.folder / MODEL).stat().st_size,
                ms_bs1=alone[place],
                ms_bs32=together[place],
                speed_up=together[0] / together[place],
                metric=metric,
                value=float(scores[place].mean()),
                ci95=_interval(means[place]),
                change=float(scores[place].mean() - scores[0].mean()),
                change_ci95=_interval(means[place] - means[0]),
            )
        )
    return rows


def _time(models: Sequence[Served], inputs: Sequence[Input] | Input, rounds: int) -> list[float]:
    """Median CPU milliseconds an input of each model, in turns."""
    taken: list[list[float]] = [[] for _ in models]
    for turn in range(WARM_UP + rounds):
        for model, times in zip(models, taken, strict=True):
            start = time.thread_time()
            model.predict(inputs)
            if turn >= WARM_UP:
                times.append((time.thread_time() - start) * 1000 / len(inputs))
    return [float(np.median(times)) for times in taken]


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


def _refusal(reason: str) -> ModisteError:
    remedy = "Give models of the same labels, pictures and one target each."
    return ModisteError("MOD-1326", what="Comparing", reason=reason, remedy=remedy)
