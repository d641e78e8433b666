"""Boosted trees for sales that promotions move: a median and a mean together, bias and quantiles out of fold.

Knows the fitting and what it corrects; what the trees are told is `sales_rows`' and `conditions`'.
"""

from dataclasses import dataclass, replace
from typing import Any

import lightgbm
import numpy as np

from modiste.trends.demand.features import Places, Table
from modiste.trends.demand.sales_rows import SalesRows
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

TREES = {
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_child_samples": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 1.0,
    "verbosity": -1,
    "deterministic": True,
    "force_row_wise": True,
}
_BLOCKS, _HEAVY = 3, 5.0
_SHARE, _HALVINGS, _FEWEST = (-1.0, 2.0), 20, 200
_SPREAD_COLUMNS, _TOLD = 10, 3
_SPREAD_TREES = {"num_leaves": 15, "min_child_samples": 100, "feature_fraction": 1.0}


@dataclass(frozen=True)
class Promoted:
    """One model over all series of sales, gaps, noughts and promotions welcome.

    The value is the geometric mean of a median of logarithms, which errs least, and a Tweedie mean, which
    is not biased by construction; what bias remains is read from blocks of time that a model did not learn
    from, later blocks counting more, and taken out as one share of the way to the upper quartile: where the
    doubt is greatest a value is moved most, which costs the least error. Quantiles are of the same errors,
    and as wide as each block needed that they were not learned from.

    Attributes:
        rows: the most examples learned from.
        rounds: trees.
        seed: draws the rows and the trees' parts.
        threads: processor threads.
        name: as a table of results says it.
    """

    rows: int = 60_000
    rounds: int = 120
    seed: int = 0
    threads: int = 1
    name: str = "promoted"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series."""
        told = _TOLD * int(np.isfinite(past.y).sum())
        if told < self.rows:
            small = replace(self, rows=told, rounds=max(self.rounds * 2 // 3, 1))
            return small.forecast(past, horizon)
        rows = SalesRows.of(past, horizon)
        series, origin, step = self._drawn(rows, horizon)
        count, length = len(past), past.length
        asked = np.repeat(np.arange(count), horizon)
        last, ahead = np.full_like(asked, length - 1), np.tile(np.arange(1, horizon + 1), count)
        question = rows.of_rows(asked, last, ahead)
        level = rows.level(asked, last)
        if len(series) < 2 * TREES["min_child_samples"]:
            return _plainly(rows, past, horizon, level)
        table, base = rows.of_rows(series, origin, step), rows.level(series, origin)
        target = rows.logs[series, origin + step] - base
        weight = np.exp(base - base.max())
        weight = np.minimum(weight / weight.mean(), _HEAVY)
        said = self._said(table, target, weight, question, self.rounds)
        folded, block = self._out_of_fold(table, target, weight, origin + step, length)
        held = block >= 0
        away, up, up_before = self._spread(
            np.column_stack([table[held, :_SPREAD_COLUMNS], folded[held]]),
            (target - folded)[held],
            block[held],
            np.column_stack([question[:, :_SPREAD_COLUMNS], said]),
        )
        share = _share(folded[held], target[held], base[held], up_before, block[held])
        unit = rows.unit[asked, 0]
        y_hat = np.maximum(np.expm1(level + said + share * up), 0) * unit
        quantiles = np.maximum(np.expm1((level + said)[:, None] + away), 0) * unit[:, None]
        shape = (count, horizon)
        return Forecast(
            past.ids,
            past.dates_ahead(horizon),
            y_hat.reshape(shape),
            LEVELS,
            np.sort(quantiles.reshape(*shape, len(LEVELS)), axis=-1),
        )

    def _drawn(self, rows: SalesRows, horizon: int) -> tuple[Places, Places, Places]:
        dice = np.random.default_rng(self.seed)
        count, length = rows.logs.shape
        series = dice.integers(0, count, self.rows)
        step = dice.integers(1, min(horizon, length - 1) + 1, self.rows)
        origin = dice.integers(0, length - 1, self.rows)
        target = np.minimum(origin + step, length - 1)
        there = (origin + step < length) & rows.seen[series, target]
        there &= origin - rows.starts[series] >= min(5, length // 3)
        return series[there], origin[there], step[there]

    def _said(self, table: Table, target: Floats, weight: Floats, question: Table, rounds: int) -> Floats:
        """(k,) the logarithm of the geometric mean of median and mean, about the level."""
        settings = {**TREES, "seed": self.seed, "num_threads": self.threads}
        examples = lightgbm.Dataset(table, target, weight=weight, params=settings, free_raw_data=False)
        median = _answers({**settings, "objective": "l1"}, examples, rounds, question)
        examples.set_label(np.exp(np.clip(target, -4, 4)))
        mean = _answers({**settings, "objective": "tweedie"}, examples, rounds, question)
        return np.asarray((median + np.log(np.maximum(mean, 1e-6))) / 2)

    def _out_of_fold(
        self, table: Table, target: Floats, weight: Floats, when: Places, length: int
    ) -> tuple[Floats, Places]:
        """(k,) what models say of a block of time they did not learn from, and which; -1 before the first."""
        edges = np.linspace(length // 4, length, _BLOCKS + 1).astype(int)
        block = np.searchsorted(edges, when, side="right") - 1
        made = np.zeros(len(target))
        half = np.random.default_rng(self.seed + 1).random(len(target)) < 0.6
        for place in range(_BLOCKS):
            held = block == place
            learned = ~held & half
            if held.any() and learned.any():
                parts = table[learned], target[learned], weight[learned]
                made[held] = self._said(*parts, table[held], max(self.rounds * 2 // 3, 1))
        return made, block

    def _spread(
        self, given: Table, missed: Floats, block: Places, question: Table
    ) -> tuple[Floats, Floats, Floats]:
        """How far quantiles lie from the value, in logarithms, by level, pace and what was said.

        What one block of time tells of quantiles does not quite hold in the next: each level is moved, in
        units of half the 80 % interval, by what a model of the others was wrong by in each block.

        Returns:
            (k, q) of what is asked; (k,) from the median to the upper quartile of what is asked, and of what
            was out of fold.
        """
        near = self._quantiles(given, missed, np.concatenate([question, given]))
        ahead, before = near[: len(question)], near[len(question) :]
        half = np.random.default_rng(self.seed + 2).random(len(given)) < 0.5
        scores = []
        for place in np.unique(block):
            learned, judged = (block != place) & half, (block == place) & ~half
            if learned.sum() >= _FEWEST and judged.any():
                told = self._quantiles(given[learned], missed[learned], given[judged])
                scores.append((missed[judged, None] - told) / _half_width(told))
        if not scores:
            return ahead, _up(ahead), _up(before)
        every = np.concatenate(scores)
        moved = [np.quantile(every[:, place], level) for place, level in enumerate(LEVELS)]
        return np.sort(ahead + np.array(moved) * _half_width(ahead), axis=-1), _up(ahead), _up(before)

    def _quantiles(self, given: Table, target: Floats, asked: Table) -> Floats:
        """(k, q) what small trees say of each level, in order."""
        settings = {**TREES, **_SPREAD_TREES, "seed": self.seed, "num_threads": self.threads}
        examples = lightgbm.Dataset(given, target, params=settings, free_raw_data=False)
        quantile, rounds = {**settings, "objective": "quantile"}, max(self.rounds // 2, 1)
        told = [_answers({**quantile, "alpha": each}, examples, rounds, asked) for each in LEVELS]
        return np.sort(np.stack(told, axis=-1), axis=-1)


def _answers(
    settings: dict[str, Any], examples: lightgbm.Dataset, rounds: int, question: Floats | Table
) -> Floats:
    """(k,) what trees that learned from the examples answer."""
    # As it was trained: written out and read again it would answer the same, a sixth later.
    model = lightgbm.train(settings, examples, rounds, keep_training_booster=True)
    return np.asarray(model.predict(question))


def _half_width(away: Floats) -> Floats:
    """(k, 1) half the 80 % interval; never nothing."""
    width = away[:, [LEVELS.index(0.9)]] - away[:, [LEVELS.index(0.1)]]
    return np.asarray(np.maximum(width / 2, 1e-6))


def _up(away: Floats) -> Floats:
    """(k,) from the median to the upper quartile."""
    return np.asarray(away[:, LEVELS.index(0.75)] - away[:, LEVELS.index(0.5)])


def _share(folded: Floats, target: Floats, base: Floats, up: Floats, block: Places) -> float:
    """How much of `up` is added so that values, out of fold, sum to what was sold; by halving."""
    shares, weights = [], []
    for place in np.unique(block):
        mine = block == place
        sold, told, step = np.expm1(base[mine] + target[mine]).sum(), base[mine] + folded[mine], up[mine]
        low, high = _SHARE
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            enough = np.maximum(np.expm1(told + middle * step), 0).sum() >= sold
            low, high = (low, middle) if enough else (middle, high)
        shares.append((low + high) / 2)
        weights.append(place + 1.0)
    return float(np.average(shares, weights=weights)) if shares else 0.0


def _plainly(rows: SalesRows, past: Panel, horizon: int, level: Floats) -> Forecast:
    """The level, where there is next to nothing to learn from."""
    told = np.nan_to_num(np.expm1(level.reshape(len(past), horizon)) * rows.unit)
    return Forecast(
        past.ids, past.dates_ahead(horizon), told, LEVELS, np.repeat(told[..., None], len(LEVELS), -1)
    )
