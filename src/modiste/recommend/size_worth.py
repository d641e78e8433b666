"""What size prediction is worth on wearings: by a random split, and by time.

Knows splits and figures; fitting is `sizes`'. A random split flatters: rows of one customer and of one week
lie on both sides. By time the model knows only what was before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import (
    Event,
    Metric,
    Progress,
    calibration_error,
    classification,
    equal_width_bins,
    silent,
)
from modiste.recommend.sizes import SizeModel, fit_sizes
from modiste.recommend.wearings import Wearings

Whole = NDArray[np.int64]
SIZE_PROTOCOLS: tuple[str, ...] = ("random", "time")
SEED = 0
_DRAWS = 400
_RULE = {
    "random": "rows at random, seed {seed}: 80 % to learn from, 10 % to choose by, 10 % to judge by; "
    "customers recur: {seen:.0%} of the judged rows are of customers who are learned from, too",
    "time": "by date: the last 10 % to judge by, from {day} on, the 10 % before to choose by; "
    "{seen:.0%} of the judged rows are of customers known before",
}


@dataclass(frozen=True, eq=False)
class SizeWorth:
    """What a fitted size model was worth: figures, and what else is told beside them."""

    n: int
    metrics: dict[str, Metric]
    extras: dict[str, Any]
    model: SizeModel


def judged_sizes(
    rows: Wearings,
    protocol: str = "random",
    *,
    seed: int = SEED,
    threads: int = 1,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> SizeWorth:
    """Fit on the first part of wearings and judge on the last.

    Rounds and calibration are chosen on the validation rows; then the model is fitted again on training and
    validation rows together and judged on the test rows. What the same model was worth before it saw the
    validation rows is told beside it.

    Args:
        rows: wearings whose outcomes are known.
        protocol: `random` or `time`.
        seed: of the split, the folds and the trees.
        threads: for growing trees.
        progress: told the steps.
        should_stop: asked between them.

    Raises:
        ModisteError: MOD-2351 where they are too few, MOD-2353 where its dates do not allow a split by
            time, MOD-2014 without LightGBM, MOD-2018 when stopped.
    """
    fitted = held_sizes(
        rows, protocol, seed=seed, threads=threads, progress=progress, should_stop=should_stop
    )
    told = size_figures(fitted.model, rows, fitted.test, protocol, seed, fitted.learned)
    asked = rows.take(fitted.test)
    before = classification(fitted.chosen.chances(asked), asked.outcomes, rows.labels, resamples=1)
    extras = {
        **told.extras,
        "fitted_on": len(fitted.learned),
        "fit_seconds": round(fitted.seconds, 1),
        "auc_mean_without_validation_rows": before.metrics["roc_auc_macro"].value,
    }
    return SizeWorth(told.n, told.metrics, extras, fitted.model)


@dataclass(frozen=True, eq=False)
class HeldSizes:
    """A size model that has not seen the test part, the one that chose its settings, and their rows.

    Where nothing is held back `test` is empty and `model` has learned from all.
    """

    model: SizeModel
    chosen: SizeModel
    learned: Whole
    valid: Whole
    test: Whole
    seconds: float


def held_sizes(
    rows: Wearings,
    protocol: str,
    *,
    seed: int = SEED,
    threads: int = 1,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> HeldSizes:
    """Choose on the validation rows, then fit on these and the training rows; without a protocol on all.

    Args:
        rows: wearings whose outcomes are known.
        protocol: `random` or `time`, whose test part is held back; "": a tenth at random is chosen by, and
            nothing is held back.
        seed: of the split, the folds and the trees.
        threads: for growing trees.
        progress: told the steps.
        should_stop: asked between them.

    Raises:
        ModisteError: MOD-2351 where they are too few, MOD-2353 where its dates do not allow a split by
            time, MOD-2014 without LightGBM, MOD-2018 when stopped.
    """
    train, valid, test = split_rows(rows, protocol or SIZE_PROTOCOLS[0], seed)
    if not protocol:
        train, test = np.sort(np.concatenate([train, test])), test[:0]
    steps = 0

    def go_on(step: str) -> None:
        nonlocal steps
        if should_stop():
            raise ModisteError("MOD-2018", what="Fitting sizes")
        progress(Event("step", steps, 2 * 11, step))
        steps += 1

    begun = process_time()
    chosen = fit_sizes(rows.take(train), watched=rows.take(valid), seed=seed, threads=threads, go_on=go_on)
    learned = np.sort(np.concatenate([train, valid]))
    model = fit_sizes(rows.take(learned), like=chosen, seed=seed, threads=threads, go_on=go_on)
    return HeldSizes(model, chosen, learned, valid, test, process_time() - begun)


def size_figures(
    model: SizeModel,
    rows: Wearings,
    test: Whole,
    protocol: str,
    seed: int = SEED,
    learned: Whole | None = None,
) -> SizeWorth:
    """What a fitted size model is worth on some rows.

    Args:
        model: any that knows the outcomes of these rows.
        rows: all of the data.
        test: which of them are judged.
        protocol: by which they were chosen.
        seed: of the split.
        learned: those of the rows that it learned from; None where it was made from other data.
    """
    asked = rows.take(test)
    chances = model.chances(asked)
    figures = classification(chances, asked.outcomes, rows.labels)
    if learned is None:
        knows = [model.knows(who, what) for who, what in zip(asked.customers, asked.garments, strict=True)]
        known, items = np.array(knows, bool).reshape(-1, 2).T
    else:
        known = np.isin(asked.customers, rows.customers[learned])
        items = np.isin(asked.garments, rows.garments[learned])
    told = {
        "seed": seed,
        "seen": float(known.mean()),
        "day": str(np.datetime64(int(asked.day.min()), "D")),
    }
    metrics = {
        "auc_mean": figures.metrics["roc_auc_macro"],
        "log_loss": figures.metrics["log_loss"],
        "ece": figures.metrics["ece"],
    }
    extras = {
        "auc_per_class": {each.label: each.roc_auc for each in figures.per_class},
        "ece_by_chance": ece_by_chance(chances, seed),
        "split": _RULE[protocol].format(**told),
        "share_of_known_customers": round(float(known.mean()), 4),
        "share_of_known_garments": round(float(items.mean()), 4),
        "left_out": list(rows.left_out),
        "seed": seed,
        "rounds": model.rounds,
        "temperature": round(model.temperature, 4),
    }
    return SizeWorth(len(test), metrics, extras, model)


def ece_by_chance(chances: NDArray[np.float64], seed: int = SEED) -> dict[str, float]:
    """The calibration error that so few rows give probabilities that are right: mean, 95th percentile.

    Outcomes are drawn from the probabilities themselves. An error no larger says nothing against them.

    Args:
        chances: (n, labels) of the judged rows.
        seed: of the draws.
    """
    sure = chances.max(1)
    bins, chance = equal_width_bins(sure), np.random.default_rng([seed, 45])
    drawn = [calibration_error(sure, chance.random(len(sure)) < sure, bins) for _ in range(_DRAWS)]
    return {"mean": round(float(np.mean(drawn)), 4), "at_most_95": round(float(np.quantile(drawn, 0.95)), 4)}


def split_rows(rows: Wearings, protocol: str, seed: int) -> tuple[Whole, Whole, Whole]:
    """Rows to learn from, to choose by and to judge by.

    Raises:
        ModisteError: MOD-2353 where all have one date.
    """
    n = len(rows)
    if protocol == "time":
        if rows.day.min() == rows.day.max():
            raise ModisteError("MOD-2353")
        order = np.argsort(rows.day, kind="stable")
    else:
        order = np.random.default_rng(seed).permutation(n)
    first, second = int(0.8 * n), int(0.9 * n)
    return np.sort(order[:first]), np.sort(order[first:second]), np.sort(order[second:])
