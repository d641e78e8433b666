"""One gradient-boosted model over all series of a panel, direct over the horizon.

Knows rows, fitting, bias and quantiles; the numbers it is told are `features`', blends `blend`'s.

Source: Ke and others, "LightGBM" (2017); global direct trees as in the M5 competition's best entries.
"""

from dataclasses import dataclass, replace

import lightgbm
import numpy as np

from modiste.garment import ModisteError
from modiste.trends.demand.features import Places, SeasonalRows, filled
from modiste.trends.demand.promoted import Promoted
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

LEAST = 12
"""Fewer periods than this teach nothing that a naive forecast does not know."""

TREES = {
    "learning_rate": 0.06,
    "num_leaves": 31,
    "min_child_samples": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 1.0,
    "verbosity": -1,
    "deterministic": True,
    "force_row_wise": True,
}


@dataclass(frozen=True)
class Boosted:
    """Boosted trees over all series.

    Attributes:
        rows: the most examples learned from; drawn evenly from all series, origins and steps.
        rounds: trees.
        seed: draws the rows and the trees' parts.
        threads: processor threads.
        name: as a table of results says it.
    """

    rows: int = 80_000
    rounds: int = 200
    seed: int = 0
    threads: int = 1
    name: str = "boosted"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series.

        Sales with what is known ahead go the way of promotions; seasonal series without it the way of seasons,
        where two seasons are past; what remains, such as intermittent counts, the way of promotions without any.

        Raises:
            ModisteError: MOD-2420 where there are less than `LEAST` periods.
        """
        if past.length < LEAST:
            raise ModisteError("MOD-2420", periods=past.length, least=LEAST)
        if past.ahead >= horizon or past.season < 2 or past.length < 2 * past.season + 4:
            return Promoted(self.rows, self.rounds, self.seed, self.threads).forecast(past, horizon)
        return self._seasonal(past, horizon)

    def _seasonal(self, past: Panel, horizon: int) -> Forecast:
        y, starts = filled(past.y)
        ahead = past.dates_ahead(horizon)
        rows = SeasonalRows.of(y, starts, past.season, np.concatenate([past.dates, ahead]))
        y_hat = self._said(rows, past.length, horizon)
        quantiles = y_hat[..., None] + self._away(rows, horizon)
        if np.nanmin(y) >= 0:
            y_hat, quantiles = np.maximum(y_hat, 0), np.maximum(quantiles, 0)
        return Forecast(past.ids, ahead, y_hat, LEVELS, np.sort(quantiles, axis=-1))

    def _said(self, rows: SeasonalRows, length: int, horizon: int) -> Floats:
        """(n, horizon) what the model of the first `length` periods says of the next."""
        dice = np.random.default_rng(self.seed)
        series, origin, step = drawn(rows, length, horizon, self.rows, dice)
        base = rows.base[series, origin]
        weights = base / rows.season_changes(length)[series]
        model = lightgbm.train(
            {**TREES, "objective": "l1", "seed": self.seed, "num_threads": self.threads},
            lightgbm.Dataset(
                rows.of_rows(series, origin, step),
                rows.y[series, origin + step] / base,
                weight=np.minimum(weights, np.percentile(weights, 99)),
            ),
            self.rounds,
        )
        count = len(rows.y)
        series, step = np.repeat(np.arange(count), horizon), np.tile(np.arange(1, horizon + 1), count)
        origin = np.full_like(series, length - 1)
        said = np.asarray(model.predict(rows.of_rows(series, origin, step))) * rows.base[series, origin]
        return said.reshape(count, horizon)

    def _away(self, rows: SeasonalRows, horizon: int) -> Floats:
        """(n, horizon, q) how far the quantiles lie from the value.

        Read from the last horizon, by a smaller model that did not learn from it; calibration does the rest.
        """
        length = rows.y.shape[1]
        held = min(horizon, (length - 2 * rows.season) // 2)
        smaller = replace(self, rows=self.rows // 2 + 1, rounds=self.rounds // 2 + 1)
        said = smaller._said(rows, length - held, held)
        scale = rows.season_changes(length - held)[:, None]
        errors = (rows.y[:, length - held :] - said) / scale
        made = np.empty((horizon, len(LEVELS)))
        for step in range(horizon):
            near = slice(max(min(step, held - 1) - 2, 0), min(step, held - 1) + 3)
            made[step] = np.nanquantile(errors[:, near], LEVELS)
        made -= made[:, [LEVELS.index(0.5)]]
        return made * rows.season_changes(length)[:, None, None]


def drawn(
    rows: SeasonalRows, length: int, horizon: int, count: int, dice: np.random.Generator
) -> tuple[Places, Places, Places]:
    """(k,) series, origins and steps to learn from: whole seasons before them, their targets past."""
    series = dice.integers(0, len(rows.y), count)
    step = dice.integers(1, min(horizon, length - rows.season - 1) + 1, count)
    origin = dice.integers(rows.season - 1, length - 1, count)
    there = (origin + step < length) & (origin - rows.starts[series] >= rows.season - 1)
    return series[there], origin[there], step[there]
