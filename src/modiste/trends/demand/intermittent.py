"""Demand that comes now and then: size and interval smoothed apart (Croston, SBA, TSB) or pooled (ADIDA).

Knows one number a series, which goes on; all series are walked side by side. Periods of which nothing is
known are passed over, and what is not above nought is no demand.
"""

from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.histories import Histories, histories
from modiste.trends.demand.spread import forecast_of
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import Forecast

_GOLDEN = (np.sqrt(5.0) - 1) / 2
_LEAST, _MOST = 0.1, 0.3


@dataclass(frozen=True)
class Croston:
    """Size over interval, each smoothed by the same weight (Croston 1972), less its bias or not.

    Attributes:
        weight: of the latest demand.
        corrects: take weight / 2 off, by which the ratio is too high (Syntetos and Boylan 2005): SBA. Demand
            in every period has no such bias.
    """

    weight: float = 0.1
    corrects: bool = False
    name: str = "croston"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        told, errors = _croston(series, self.weight, self.weight / 2 if self.corrects else 0.0)
        return _flat(past, series, told, errors, horizon)


@dataclass(frozen=True)
class Tsb:
    """Size times chance, which falls while nothing sells (Teunter, Syntetos and Babai 2011).

    Attributes:
        sizes: weights of the latest demand, of which each series takes the one with the least squared errors.
        chances: weights of whether there was any; chosen likewise, together.
    """

    sizes: tuple[float, ...] = (0.05, 0.1, 0.2, 0.3)
    chances: tuple[float, ...] = (0.02, 0.05, 0.1, 0.2)
    name: str = "tsb"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        best = np.full(len(past), np.inf)
        told, errors = np.full(len(past), np.nan), np.full(series.values.shape, np.nan)
        for size in self.sizes:
            for chance in self.chances:
                value, missed = _tsb(series, size, chance)
                squares = np.nansum(missed**2, axis=1)
                better = squares < best
                best[better], told[better], errors[better] = squares[better], value[better], missed[better]
        return _flat(past, series, told, errors, horizon)


@dataclass(frozen=True)
class Adida:
    """Sums over as many periods as lie between demands, smoothed, then shared out (Nikolopoulos 2011)."""

    name: str = "adida"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        level = np.rint(_mean_interval(series)).astype(np.int64)
        sums = np.full(series.values.shape, np.nan)
        for row in range(len(past)):
            whole = series.lengths[row] // level[row]
            if whole:
                y = series.values[row, series.stops[row] - whole * level[row] : series.stops[row]]
                sums[row, -whole:] = y.reshape(whole, level[row]).sum(axis=1)
        sums = sums[:, ~np.isnan(sums).all(axis=0)]
        told = _smoothed(sums, _best_weights(sums))[0] / level
        told[level > series.lengths] = series.last()[level > series.lengths]
        errors = np.where(series.seen, series.values - told[:, None], np.nan)
        return _flat(past, series, told, errors, horizon)


def _flat(past: Panel, series: Histories, told: Floats, errors: Floats, horizon: int) -> Forecast:
    """One value that goes on; a series without demand goes on without."""
    sold = (np.where(series.seen, series.values, 0.0) > 0).any(axis=1)
    y_hat = np.repeat(np.where(sold, told, np.nan)[:, None], horizon, axis=1)
    return forecast_of(past, series, y_hat, errors, np.ones_like(y_hat))


def _croston(series: Histories, weight: float, bias: float) -> tuple[Floats, Floats]:
    """(n,) the value after the past, (n, t) errors of one step."""
    count, length = series.values.shape
    size, interval, gap = np.full(count, np.nan), np.full(count, np.nan), np.zeros(count)
    errors = np.full((count, length), np.nan)
    for at in range(length):
        seen, y = series.seen[:, at], series.values[:, at]
        errors[seen, at] = (y - (1 - bias * (interval > 1)) * size / interval)[seen]
        gap += seen
        sold = seen & (y > 0)
        first = sold & np.isnan(size)
        later = sold & ~first
        size[first], interval[first] = y[first], gap[first]
        size[later] += weight * (y - size)[later]
        interval[later] += weight * (gap - interval)[later]
        gap[sold] = 0
    return (1 - bias * (interval > 1)) * size / interval, errors


def _tsb(series: Histories, weight: float, chance_weight: float) -> tuple[Floats, Floats]:
    """As `_croston`."""
    count, length = series.values.shape
    size, chance = np.full(count, np.nan), np.full(count, np.nan)
    errors = np.full((count, length), np.nan)
    for at in range(length):
        seen, y = series.seen[:, at], series.values[:, at]
        errors[seen, at] = (y - chance * size)[seen]
        sold = seen & (y > 0)
        begun = seen & np.isnan(chance)
        chance[begun] = sold[begun]
        chance[seen] += chance_weight * (sold - chance)[seen]
        first = sold & np.isnan(size)
        later = sold & ~first
        size[first] = y[first]
        size[later] += weight * (y - size)[later]
    return chance * size, errors


def _mean_interval(series: Histories) -> Floats:
    """(n,) periods a demand, counted from where the series begins to its last demand; 1 where it has none."""
    sold = series.seen & (np.where(series.seen, series.values, 0.0) > 0)
    last = sold.shape[1] - np.argmax(sold[:, ::-1], axis=1)
    return np.where(sold.any(axis=1), (last - series.starts) / np.maximum(sold.sum(axis=1), 1), 1.0)


def _smoothed(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """(n,) level after values (n, k) that begin after NaN, and the sum of squared errors on the way."""
    level, squares = np.full(len(values), np.nan), np.zeros(len(values))
    for at in range(values.shape[1]):
        y = values[:, at]
        missed = y - level
        squares += np.where(np.isfinite(missed), missed, 0.0) ** 2
        level = np.where(np.isnan(level), y, level + weights * np.where(np.isfinite(missed), missed, 0.0))
    return level, squares


def _best_weights(values: Floats, steps: int = 40) -> Floats:
    """(n,) the weight with the least squared errors of each row, by golden section from a tenth to 0.3."""
    low, high = np.full(len(values), _LEAST), np.full(len(values), _MOST)
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    left_squares, right_squares = _smoothed(values, left)[1], _smoothed(values, right)[1]
    for _ in range(steps):
        goes_left = left_squares < right_squares
        low, high = np.where(goes_left, low, left), np.where(goes_left, right, high)
        kept, squares = np.where(goes_left, left, right), np.where(goes_left, left_squares, right_squares)
        asked = np.where(goes_left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        new = _smoothed(values, asked)[1]
        left, right = np.where(goes_left, asked, kept), np.where(goes_left, kept, asked)
        left_squares, right_squares = np.where(goes_left, new, squares), np.where(goes_left, squares, new)
    return np.asarray((low + high) / 2)
