"""Forecasters so simple that what they say can be worked out by hand."""

from dataclasses import dataclass

import numpy as np

from modiste.trends import LEVELS, Forecast, Panel
from modiste.trends.panel import Floats


@dataclass(frozen=True)
class Repeated:
    """The last season again, its changes as quantiles; a season of one repeats the last value.

    Attributes:
        name: as tables call it.
        lag: steps a season; None takes the panel's.
        factor: by which it is wrong on purpose.
    """

    name: str = "naive"
    lag: int | None = 1
    factor: float = 1.0

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        lag = min(self.lag or past.season, past.length)
        filled = np.nan_to_num(past.y)
        places = past.length - lag + np.arange(horizon) % lag
        y_hat = filled[:, places] * self.factor
        spread = np.abs(filled[:, lag:] - filled[:, :-lag])
        width = spread.mean(1) if spread.size else np.zeros(len(past))
        return told(past, y_hat, width)


def told(past: Panel, y_hat: Floats, width: Floats) -> Forecast:
    """Quantiles evenly to both sides."""
    sides = np.array(LEVELS) - 0.5
    quantiles = y_hat[:, :, None] + 2 * width[:, None, None] * sides
    return Forecast(past.ids, past.dates_ahead(y_hat.shape[1]), y_hat, LEVELS, quantiles)
