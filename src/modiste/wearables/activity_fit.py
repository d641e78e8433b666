"""Learning what somebody does: settings chosen on people held out, then a network from all, and both judged.

Knows the order of fits and what each may see; the loop is learning's, networks and grids are this room's.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Builder, Event, Examples, Progress, Recipe, silent
from modiste.wearables.activity import TURNED_DEGREES, Floats, Judged, Told, judged_of, told_of
from modiste.wearables.framewise import Framewise, stretches_of
from modiste.wearables.order import Order, learn_order
from modiste.wearables.splits import BY_SUBJECT, LEAKY, folds_of, held_out
from modiste.wearables.windows import STRIDE, UNKNOWN, Grid, Windows, turned, windows_of

WEIGHTS = (0.0, 0.1, 0.25, 0.5, 1.0)
"""Of a frame's own word beside the order, tried on people held out; 0 leaves the order out."""
DOUBTFUL = 0.02
"""Share of right frames of people held out that are told as unknown."""
CHOSEN = "chosen"
"""The folder in a run's own of the fit on most people, by which everything is chosen."""
StopAsked = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Learned:
    """A network that knows activities.

    Attributes:
        module: the network.
        order: of activities, with the weight chosen on people held out.
        temperature: as chosen there.
        doubt: the least chance that is believed.
        chosen: how the choosing network did on the people held out of it.
        history: of the last fit.
        seconds: of all fits.
    """

    module: Any
    order: Order
    temperature: float
    doubt: float
    chosen: Judged
    history: Sequence[Mapping[str, float]]
    seconds: float


@dataclass(frozen=True, eq=False)
class Start:
    """What a fit begins with instead of chance: a network that exists, or one to follow."""

    module: Any = None
    teacher: Any = None


@dataclass(frozen=True)
class Bench:
    """What every fit of one training shares.

    `start` says what the fit in a folder on some recordings begins with; a teacher is followed by networks
    that tell frames.
    """

    recipe: Recipe
    labels: tuple[str, ...]
    builders: Mapping[str, Builder]
    progress: Progress = silent
    should_stop: StopAsked = lambda: False
    start: Callable[[Path, Sequence[Grid]], Start] = lambda out, grids: Start()

    @property
    def reach(self) -> int:
        """Steps of a window to each side of its middle."""
        return self.recipe.input.height // 2

    def fit(self, grids: Sequence[Grid], out: Path) -> learning.Fit:
        """Fit the recipe's network on recordings, or take what an earlier fit left in `out`.

        A network that tells every frame of a stretch learns whole stretches; others learn windows.

        Raises:
            ModisteError: MOD-2018 when stopped, and what `learning.fit` raises.
        """
        if (out / "history.json").is_file() and (out / "weights.safetensors").is_file():
            module, _ = learning.open_run(out, len(self.labels), self.builders)
            history = json.loads((out / "history.json").read_text(encoding="utf-8"))
            return learning.Fit(out, tuple(history), -1, history[-1]["seconds"], False, module)
        start = self.start(out, grids)
        module = start.module or learning.build_network(
            self.recipe.network, self.recipe.input, len(self.labels), self.builders
        )
        examples: Examples = Windows(grids, self.labels, self.recipe.input.height)
        objective = None
        if hasattr(module, "frames"):
            examples = stretches = stretches_of(grids, self.labels, self.reach)
            objective = Framewise(stretches.frames, self.reach, self._smoothing(), start.teacher)
        made = learning.fit(
            self.recipe,
            examples,
            None,
            builders=self.builders,
            out=out,
            progress=self.progress,
            should_stop=self.should_stop,
            objective=objective,
            module=start.module,
        )
        if made.stopped:
            raise ModisteError("MOD-2018", what=f"Training {self.recipe.name}")
        return made

    def chances(self, module: Any, grid: Grid, temperature: float = 1.0) -> Floats:
        """`(frames, k)` of a recording, as the exported network gives them."""
        with torch.inference_mode():
            if hasattr(module, "frames"):
                x = learning.normalise(torch.from_numpy(grid.padded(self.reach)[None]), self.recipe.input)
                edge = self.reach // STRIDE
                logits = module.frames(x).mean(0)[0].T[edge : edge + len(grid.frames)]
            else:
                windows = torch.from_numpy(windows_of(grid, self.recipe.input.height))
                logits = module(learning.normalise(windows, self.recipe.input))
        return np.asarray((logits / temperature).softmax(1).numpy(), np.float64)

    def _smoothing(self) -> float:
        return float(self.recipe.loss.params.get("label_smoothing", 0.0))


def learn(bench: Bench, grids: Sequence[Grid], out: Path) -> Learned:
    """Fit on most people and choose on the others how far to believe the network; then fit on all.

    Raises:
        ModisteError: MOD-2922 with one person only, MOD-2018 when stopped, what `learning.fit` raises.
    """
    recipe = bench.recipe
    most, others = held_out(grids, recipe.data.validation, recipe.data.split_seed)
    bench.progress(Event("note", message=f"choosing on {len({grid.subject for grid in others})} people"))
    trial = bench.fit(most, out / CHOSEN)
    order, temperature, doubt, judged = chosen_on(bench, trial.module, most, others)
    bench.progress(Event("note", message="learning from all people"))
    made = bench.fit(grids, out)
    final = learn_order((grid.frames for grid in grids), len(bench.labels), order.weight, order.stream)
    return Learned(made.module, final, temperature, doubt, judged, made.history, trial.seconds + made.seconds)


def chosen_on(
    bench: Bench, module: Any, most: Sequence[Grid], others: Sequence[Grid]
) -> tuple[Order, float, float, Judged]:
    """Order and its weight, temperature and least believed chance, by people the module has not seen."""
    count = len(bench.labels)
    plain = [bench.chances(module, grid) for grid in others]
    frames = np.concatenate([grid.frames for grid in others])
    known = frames != UNKNOWN
    logits = np.log(np.maximum(np.concatenate(plain)[known], 1e-12))
    temperature = learning.temperature_scaling(logits, frames[known]).temperature
    tempered = [bench.chances(module, grid, temperature) for grid in others]
    tries = [learn_order((grid.frames for grid in most), count, weight, weight) for weight in WEIGHTS]
    told = [judged_of(_told(others, tempered, order), bench.labels) for order in tries]
    best = max(range(len(tries)), key=lambda place: _right(told[place]))
    stream = WEIGHTS[max(range(len(tries)), key=lambda place: told[place].accuracy_causal)]
    order = replace(tries[best], stream=stream)
    judged = judged_of(
        _told(others, tempered, order),
        bench.labels,
        accuracy_turned=_right(judged_of(_turned(bench, module, others, temperature, order), bench.labels)),
    )
    said = np.concatenate(tempered)[known]
    right = said.argmax(1) == frames[known]
    doubt = float(np.quantile(said.max(1)[right], DOUBTFUL)) if right.any() else 0.0
    return order, temperature, doubt, judged


def cross_validated(
    bench: Bench, grids: Sequence[Grid], out: Path, folds: int, protocol: str = BY_SUBJECT
) -> Judged:
    """What the whole of `learn` is worth on people, or with `leaky` on recordings, that it has not seen.

    Everything that is chosen is chosen inside, on people held out of the fold's own (nested).

    Raises:
        ModisteError: MOD-2922 with too few people, MOD-2018 when stopped.
    """
    fold = folds_of(grids, folds, bench.recipe.data.split_seed, protocol)
    told: list[Told] = []
    other: list[Told] = []
    for number in range(folds):
        bench.progress(Event("note", message=f"fold {number + 1} of {folds}, {protocol}"))
        inside = [grid for grid, own in zip(grids, fold, strict=True) if own != number]
        outside = [grid for grid, own in zip(grids, fold, strict=True) if own == number]
        made = learn(bench, inside, out / f"{protocol}-{number}-of-{folds}")
        chances = [bench.chances(made.module, grid, made.temperature) for grid in outside]
        told += _told(outside, chances, made.order)
        other += _turned(bench, made.module, outside, made.temperature, made.order)
    return judged_of(told, bench.labels, accuracy_turned=_right(judged_of(other, bench.labels)))


def leak_gap(bench: Bench, grids: Sequence[Grid], out: Path, judged: Judged) -> float:
    """Accuracy where the same people stand on both sides, minus that on new people.

    One fit on as many recordings as the choosing fit had, drawn from everybody; the rest is judged by the
    network alone with the order that the people held out chose.
    """
    share = bench.recipe.data.validation
    fold = folds_of(grids, max(round(1 / share), 2), bench.recipe.data.split_seed, LEAKY)
    inside = [grid for grid, own in zip(grids, fold, strict=True) if own]
    outside = [grid for grid, own in zip(grids, fold, strict=True) if not own]
    made = bench.fit(inside, out / "leaky")
    _, _, _, leaky = chosen_on(bench, made.module, inside, outside)
    return _right(leaky) - _right(judged)


def _told(grids: Sequence[Grid], chances: Sequence[Floats], order: Order) -> list[Told]:
    return [told_of(grid, own, order) for grid, own in zip(grids, chances, strict=True)]


def _turned(bench: Bench, module: Any, grids: Sequence[Grid], temperature: float, order: Order) -> list[Told]:
    """What is told of recordings of which each sensor was turned."""
    worn = [turned(grid, TURNED_DEGREES, number) for number, grid in enumerate(grids)]
    return _told(worn, [bench.chances(module, grid, temperature) for grid in worn], order)


def _right(judged: Judged) -> float:
    return float((judged.probabilities.argmax(1) == judged.targets).mean())
