"""By which way a shop's demand is forecast: what did best on its own past, and the plainest one beside it.

Knows what a shop's screens need of the trends room's forecasters; choosing among them is that room's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from modiste.learning import Progress
from modiste.trends import LEVELS, Forecast, Panel, gamma_quantiles
from modiste.workspace.flows.shop_books import Floats

StopAsked = Callable[[], bool]
NAIVE = "naive"


@dataclass(frozen=True, eq=False)
class Told:
    """What a way says of a panel.

    Attributes:
        forecast: of every series.
        naive: the same by the plainest way.
        by: (n,) the name of the way each series is forecast by, `naive` where nothing did better.
        figures: what the way was worth on the shop's own past, as a backtest says it.
    """

    forecast: Forecast
    naive: Forecast
    by: tuple[str, ...]
    figures: Mapping[str, Any]


class Way(Protocol):
    """How to forecast a shop's panel."""

    def __call__(self, panel: Panel, horizon: int, progress: Progress, should_stop: StopAsked) -> Told:
        """The next `horizon` weeks of every series."""


def chosen_way(panel: Panel, horizon: int, progress: Progress, should_stop: StopAsked) -> Told:
    """The mean of the last eight weeks in which stock did not cut demand off, with a gamma about it."""
    forecast, naive = _mean_of(panel, horizon, 8), _mean_of(panel, horizon, 1)
    return Told(forecast, naive, ("window_mean",) * len(panel), {})


def _mean_of(panel: Panel, horizon: int, weeks: int) -> Forecast:
    rows: list[tuple[Floats, Floats]] = []
    for row in range(len(panel)):
        known = ~np.isnan(panel.y[row])
        if panel.censored is not None and (known & ~panel.censored[row]).any():
            known &= ~panel.censored[row]
        seen = panel.y[row][known][-weeks:]
        mean = float(seen.mean()) if len(seen) else 0.0
        rows.append((np.full(horizon, mean), np.full(horizon, np.sqrt(mean * 1.5 + 0.1))))
    mean = np.array([row for row, _ in rows]).reshape(-1, horizon)
    quantiles = gamma_quantiles(mean, np.array([row for _, row in rows]).reshape(-1, horizon), LEVELS)
    return Forecast(panel.ids, panel.dates_ahead(horizon), mean, LEVELS, quantiles)
