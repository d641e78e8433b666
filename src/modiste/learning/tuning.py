"""Search for better settings of a recipe, within a budget, on validation data only.

Successive halving (Jamieson & Talwalkar, 2016): many settings are tried briefly, the better third longer.
Every trial is a run of `fit` in its own folder, so a search cut off at any moment goes on where it was.
"""

import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from modiste.garment import ModisteError
from modiste.learning.checkpoint import write_text
from modiste.learning.data import Examples
from modiste.learning.networks import Builder
from modiste.learning.progress import Event, Progress, silent
from modiste.learning.recipe import Recipe
from modiste.learning.training import fit

KEPT_SHARE = 3
TRIALS_FILE = "trials.json"


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`: whole when both are, by ratio when they span a factor of ten or more."""

    low: float
    high: float
    whole: bool

    def draw(self, chance: np.random.Generator) -> str:
        """One value as `--set` would have it."""
        if self.low > 0 and self.high / self.low >= 10:
            value = math.exp(chance.uniform(math.log(self.low), math.log(self.high)))
        else:
            value = chance.uniform(self.low, self.high)
        return str(min(round(value), int(self.high))) if self.whole else f"{value:.4g}"


@dataclass(frozen=True)
class Choice:
    """One of several values."""

    values: tuple[str, ...]

    def draw(self, chance: np.random.Generator) -> str:
        """One value as `--set` would have it."""
        return self.values[int(chance.integers(len(self.values)))]


Space = Mapping[str, Range | Choice]


@dataclass(frozen=True)
class Trial:
    """Settings, how long they were trained, and what validation said (the objective's own best measure)."""

    number: int
    rung: int
    epochs: int
    settings: Mapping[str, str]
    value: float
    seconds: float


@dataclass(frozen=True)
class Tuned:
    """The best settings found, the recipe with them, and every trial in the order tried."""

    recipe: Recipe
    best: Trial
    trials: tuple[Trial, ...]
    complete: bool


def parse_space(texts: Sequence[str]) -> dict[str, Range | Choice]:
    """Read `key=low..high` and `key=a|b|c`.

    Example:
        >>> parse_space(["optimiser.learning_rate=0.001..0.1"])["optimiser.learning_rate"].low
        0.001

    Raises:
        ModisteError: MOD-1303 for anything else.
    """
    space: dict[str, Range | Choice] = {}
    for text in texts:
        key, _, values = text.partition("=")
        low, dots, high = values.partition("..")
        try:
            if not key or not values:
                raise ValueError("it is neither key=low..high nor key=a|b|c")
            if dots:
                space[key] = _range(low, high)
            else:
                space[key] = Choice(tuple(value.strip() for value in values.split("|")))
        except ValueError as error:
            raise ModisteError("MOD-1303", key=key or text, value=values, reason=str(error)) from None
    return space


def tune(
    recipe: Recipe,
    train: Examples,
    validation: Examples,
    space: Space,
    *,
    builders: Mapping[str, Builder],
    out: Path,
    trials: int = 12,
    rungs: int = 2,
    seconds: float = math.inf,
    seed: int = 0,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> Tuned:
    """Try `trials` drawn settings, then the best third of them three times longer, `rungs` times over.

    The last rung trains as long as the recipe says. The recipe itself is the first trial, so the result is
    never worse on validation than what was handed in. Test data are not seen: there is no way to pass them.

    Args:
        recipe: where the search starts.
        train: examples to learn from.
        validation: examples to choose by.
        space: what may change.
        builders: networks by name, as `fit` takes them.
        out: the search's folder; the same folder and seed go on with an earlier search.
        trials: settings in the first rung.
        rungs: how many times the better third goes on.
        seconds: no new trial starts after this long, earlier sittings counted in.
        seed: of the draws.
        progress: told after every trial.
        should_stop: asked between trials and at every step of one.

    Raises:
        ModisteError: MOD-1303 for a key or value the recipe refuses; MOD-1305 when `out` is another search's.
    """
    drawn = drawn_settings(space, trials, seed)
    for settings in drawn:
        recipe.with_settings(settings)
    out.mkdir(parents=True, exist_ok=True)
    identity = {"recipe": recipe.hash, "train": train.hash, "validation": validation.hash, "seed": seed}
    done = _read(out / TRIALS_FILE, identity)
    total = sum(max(1, trials // KEPT_SHARE**rung) for rung in range(rungs))
    progress(Event("start", len(done), total, f"tuning {recipe.name}"))
    running = list(range(len(drawn)))
    for rung in range(rungs):
        epochs = rung_epochs(recipe, rung, rungs)
        for number in running:
            if (number, rung) in done:
                continue
            spent = sum(trial.seconds for trial in done.values())
            if should_stop() or (spent >= seconds and done):
                return _tuned(recipe, done, complete=False)
            trial = trial_worth(
                recipe.with_settings({**drawn[number], "train.epochs": str(epochs)}),
                (train, validation),
                builders,
                out / f"trial-{number:03d}-{rung}",
                should_stop,
            )
            if trial is None:
                return _tuned(recipe, done, complete=False)
            value, took = trial
            done[number, rung] = Trial(number, rung, epochs, drawn[number], value, took)
            _write(out / TRIALS_FILE, identity, done)
            progress(Event("step", len(done), total, f"trial {number}, {epochs} epochs", {"value": value}))
        running = better_third({number: done[number, rung].value for number in running})
    tuned = _tuned(recipe, done, complete=True)
    progress(Event("done", total, total, f"tuning {recipe.name}", {"value": tuned.best.value}))
    return tuned


def trial_worth(
    recipe: Recipe,
    data: tuple[Examples, Examples],
    builders: Mapping[str, Builder],
    out: Path,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[float, float] | None:
    """What one setting is worth on validation, more being better, and its seconds; None when stopped.

    A loss that is no number is worth NaN.
    """
    started = time.monotonic()
    try:
        fitted = fit(recipe, *data, builders=builders, out=out, should_stop=should_stop)
    except ModisteError as error:
        if error.code != "MOD-1306":
            raise
        return math.nan, time.monotonic() - started
    if fitted.stopped:
        return None
    row = fitted.history[max(fitted.best_epoch, len(fitted.history) if fitted.best_epoch < 1 else 1) - 1]
    # Losses are negated so that more is always better.
    value = row.get("validation_accuracy", -row["validation_loss"])
    return value, fitted.seconds


def rung_epochs(recipe: Recipe, rung: int, rungs: int) -> int:
    """How long a rung trains; the last as long as the recipe says."""
    shorter: int = KEPT_SHARE ** (rungs - 1 - rung)
    return max(1, recipe.train.epochs // shorter)


def better_third(values: Mapping[int, float]) -> list[int]:
    """The trials that go on, best first; at least one. NaN is worst, the first of equals goes before.

    Example:
        >>> better_third({0: 0.5, 1: math.nan, 2: 0.9, 3: 0.7, 4: 0.1, 5: 0.9})
        [2, 5]
    """
    ranked = sorted(values, key=lambda number: -_order(values[number]))
    return ranked[: max(1, len(ranked) // KEPT_SHARE)]


def drawn_settings(space: Space, trials: int, seed: int) -> list[dict[str, str]]:
    """The settings of a search's trials; the first are none, the recipe as it is."""
    chance = np.random.default_rng(seed)
    others = [{key: values.draw(chance) for key, values in space.items()} for _ in range(trials - 1)]
    return [{}, *others]


def _tuned(recipe: Recipe, done: Mapping[tuple[int, int], Trial], *, complete: bool) -> Tuned:
    trials = tuple(done.values())
    if not trials:
        return Tuned(recipe, Trial(0, 0, 0, {}, math.nan, 0.0), (), complete=False)
    furthest = max(trial.rung for trial in trials)
    best = max((t for t in trials if t.rung == furthest), key=lambda trial: _order(trial.value))
    return Tuned(recipe.with_settings(best.settings), best, trials, complete)


def _order(value: float) -> float:
    return -math.inf if math.isnan(value) else value


def _range(low: str, high: str) -> Range:
    bottom, top = float(low), float(high)
    if not (math.isfinite(bottom) and math.isfinite(top) and bottom < top):
        raise ValueError("the range must rise between two finite numbers")
    whole = all(text.strip().lstrip("+-").isdigit() for text in (low, high))
    return Range(bottom, top, whole)


def _read(path: Path, identity: Mapping[str, object]) -> dict[tuple[int, int], Trial]:
    if not path.exists():
        return {}
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        trials = [Trial(**row) for row in note["trials"]]
    except (ValueError, KeyError, TypeError):
        raise ModisteError("MOD-1305", path=path, what="the file's format") from None
    if note["identity"] != identity:
        raise ModisteError("MOD-1305", path=path, what="its recipe, data or seed")
    return {(trial.number, trial.rung): trial for trial in trials}


def _write(path: Path, identity: Mapping[str, object], done: Mapping[tuple[int, int], Trial]) -> None:
    write_text(path, json.dumps({"identity": identity, "trials": [asdict(trial) for trial in done.values()]}))
