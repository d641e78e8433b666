"""What anybody would say without a model: the last value, last season's, the last weeks' mean, a line.

They stand for any input and are everybody's fallback and measure; they learn nothing.
"""

from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.histories import histories
from modiste.trends.demand.spread import forecast_of, lagged_errors
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast


@dataclass(frozen=True)
class Naive:
    """The last value goes on; errors grow with the root of the steps, as a random walk's do."""

    name: str = "naive"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        y_hat = np.repeat(series.last()[:, None], horizon, axis=1)
        growth = np.sqrt(series.steps_ahead(horizon))
        return forecast_of(past, series, y_hat, lagged_errors(series, 1), growth)


@dataclass(frozen=True)
class SeasonalNaive:
    """The same period of the last season; the last value for a series shorter than a season.

    Attributes:
        season: steps a season; None takes the panel's.
    """

    season: int | None = None
    name: str = "seasonal_naive"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        asked = self.season or past.season
        season = np.where(series.lengths >= asked, asked, 1)[:, None]
        steps = series.steps_ahead(horizon)
        seasons = -(-steps // season)
        places = series.stops[:, None] - 1 + steps - seasons * season
        y_hat = np.take_along_axis(series.values, places, axis=1)
        lag_errors = lagged_errors(series, asked)
        enough = (season[:, 0] == asked) & (np.isfinite(lag_errors).sum(axis=1) >= 2)
        errors = np.where(enough[:, None], lag_errors, lagged_errors(series, 1))
        return forecast_of(past, series, y_hat, errors, np.sqrt(seasons))


@dataclass(frozen=True)
class WindowMean:
    """The mean of the last periods, of as many as a shorter series has; errors stay as large.

    Attributes:
        window: how many periods.
    """

    window: int = 8
    name: str = "window_mean"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        inside = np.isfinite(series.values)
        filled, length = np.where(inside, series.values, 0.0), inside.shape[1]
        sums, counts = np.zeros(inside.shape), np.zeros(inside.shape, np.int64)
        for back in range(min(self.window, length)):
            sums[:, back:] += filled[:, : length - back]
            counts[:, back:] += inside[:, : length - back]
        means = sums / np.maximum(counts, 1)
        errors = np.full(means.shape, np.nan)
        known = np.where(series.seen, series.values, np.nan)
        errors[:, 1:] = known[:, 1:] - means[:, :-1]
        last = means[np.arange(len(past)), series.stops - 1]
        y_hat = np.repeat(last[:, None], horizon, axis=1)
        return forecast_of(past, series, y_hat, errors, np.ones_like(y_hat))


@dataclass(frozen=True)
class Drift:
    """A line from the first value through the last; errors as of a random walk whose drift is not sure."""

    name: str = "drift"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        between = np.maximum(series.lengths - 1, 1)[:, None]
        first = series.values[np.arange(len(past)), series.starts]
        slope = (series.last() - first)[:, None] / between
        steps = series.steps_ahead(horizon)
        y_hat = series.last()[:, None] + steps * slope
        errors = lagged_errors(series, 1) - slope
        return forecast_of(past, series, y_hat, errors, np.sqrt(steps * (1 + steps / between)))
