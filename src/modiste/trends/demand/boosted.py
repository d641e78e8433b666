"""One gradient-boosted model over all series of a panel, direct over the horizon.

Knows rows, fitting, bias and quantiles; the numbers it is told are `features`', blends `blend`'s.

Source: Ke and others, "LightGBM" (2017); global direct trees as in the M5 competition's best entries.
"""

from dataclasses import dataclass

import lightgbm
import numpy as np

from modiste.garment import ModisteError
from modiste.trends.demand.features import SeasonalRows
from modiste.trends.demand.promoted import Promoted
from modiste.trends.demand.seasonal import asked, goes_by_season, learned, seasonal_forecast
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import Forecast

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

    rows: int = 60_000
    rounds: int = 150
    seed: int = 0
    threads: int = 1
    name: str = "boosted"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series.

        Sales with what is known ahead go the way of promotions, seasonal series without it the way of
        seasons where two are past, and what remains the way of promotions without any.

        Raises:
            ModisteError: MOD-2420 where there are less than `LEAST` periods.
        """
        if past.length < LEAST:
            raise ModisteError("MOD-2420", periods=past.length, least=LEAST)
        if goes_by_season(past, horizon):
            return self._seasonal(past, horizon)
        return Promoted(self.rows, self.rounds, self.seed, self.threads).forecast(past, horizon)

    def _seasonal(self, past: Panel, horizon: int) -> Forecast:
        def said(rows: SeasonalRows, length: int, horizon: int, share: float) -> Floats:
            examples = learned(rows, length, horizon, int(self.rows * share), self.seed)
            settings = {**TREES, "objective": "l1", "seed": self.seed, "num_threads": self.threads}
            data = lightgbm.Dataset(examples.table, examples.target, weight=examples.weight)
            model = lightgbm.train(settings, data, max(int(self.rounds * share), 1))
            return asked(rows, length, horizon, lambda table, _: np.asarray(model.predict(table)))

        return seasonal_forecast(past, horizon, said)
