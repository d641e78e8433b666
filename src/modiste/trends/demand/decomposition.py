"""Seasons of several lengths taken out by loess, the rest forecast by a model, the seasons put back (MSTL).

Knows STL (Cleveland and others 1990) and how several seasons take turns (Bandara, Hyndman and Bergmeir 2021),
as statsmodels and statsforecast 2.1.1 do them; compiled. What forecasts the rest is given.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from modiste.trends.demand.histories import histories
from modiste.trends.demand.simplex import jit
from modiste.trends.demand.smoothing import Smoothing
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast, Forecaster


@dataclass(frozen=True)
class Mstl:
    """Seasons by loess; a season that is not there twice is left to the model of the rest.

    Attributes:
        seasons: steps each, such as (7, 365); None takes the panel's.
        rest: what forecasts a series without its seasons.
        is_robust: weigh down what fits badly, in fifteen rounds; slower.
    """

    seasons: tuple[int, ...] | None = None
    rest: Forecaster = field(default_factory=lambda: Smoothing(1))
    is_robust: bool = False
    name: str = "mstl"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        seasons = np.array(sorted(self.seasons or (past.season,)), np.int64)
        ahead = int(series.steps_ahead(horizon).max())
        parts, told = np.zeros(series.values.shape), np.zeros((len(past), ahead))
        _seasons_of_all(series.values, series.starts, series.stops, seasons, self.is_robust, parts, told)
        rest = np.where(series.seen, series.values - parts, np.nan)
        made = self.rest.forecast(replace(past, y=rest, season=1, censored=None), horizon)
        put_back = series.ahead_of(told, horizon)
        least = np.where(np.nanmin(series.values, axis=1) >= 0, 0.0, -np.inf)
        return replace(
            made,
            y_hat=np.maximum(made.y_hat + put_back, least[:, None]),
            quantiles=np.maximum(made.quantiles + put_back[:, :, None], least[:, None, None]),
        )


@jit
def _loess_at(y, count, window, slopes, at, left, right, weighs, weights, near):  # type: ignore[no-untyped-def]
    """The value at a place, counted from 1, of a line or mean through its neighbours; NaN where none weighs.

    Args:
        y: (count,) and more.
        count: how many values there are.
        window: how many of them a line goes through.
        slopes: whether it is a line; else a mean.
        at: the place.
        left: first neighbour.
        right: last neighbour.
        weighs: whether `weights` count.
        weights: (count,) of each value.
        near: scratch.
    """
    reach = max(at - left, right - at) + (float((window - count) // 2) if window > count else 0.0)
    total = 0.0
    for place in range(left, right + 1):
        away, weight = abs(place - at), 0.0
        if away <= 0.999 * reach:
            weight = 1.0
            if away > 0.001 * reach:
                share = away / reach
                weight = 1 - share * share * share
                weight = weight * weight * weight
            if weighs:
                weight *= weights[place - 1]
        near[place - 1] = weight
        total += weight
    if total <= 0:
        return np.nan
    middle, wide, value = 0.0, 0.0, 0.0
    if slopes and reach > 0:
        for place in range(left, right + 1):
            middle += near[place - 1] * place / total
        for place in range(left, right + 1):
            wide += near[place - 1] * (place - middle) ** 2 / total
    slope = (at - middle) / wide if slopes and np.sqrt(wide) > 0.001 * (count - 1) else 0.0
    for place in range(left, right + 1):
        value += near[place - 1] / total * (slope * (place - middle) + 1) * y[place - 1]
    return value


@jit
def _loess(y, count, window, slopes, weighs, weights, near, smooth, start):  # type: ignore[no-untyped-def]
    """Write the loess curve at every place, from `smooth[start]` on."""
    if count < 2:
        smooth[start] = y[0]
        return
    left, right = 1, min(window, count)
    for at in range(1, count + 1):
        if at > (window + 1) // 2 and right != count:
            left, right = left + 1, right + 1
        value = _loess_at(y, count, window, slopes, at, left, right, weighs, weights, near)
        smooth[start + at - 1] = y[at - 1] if np.isnan(value) else value


@jit
def _moving_mean(y, count, window, means):  # type: ignore[no-untyped-def]
    """Write the means of all windows; how many there are."""
    total = 0.0
    for place in range(window):
        total += y[place]
    means[0] = total / window
    for place in range(1, count - window + 1):
        total += y[place + window - 1] - y[place - 1]
        means[place] = total / window
    return count - window + 1


@jit
def _cycles(y, season, window, weighs, weights, cycle, of_cycle, curve, near, wide):  # type: ignore[no-untyped-def]
    """Write the curves of all first, second, ... periods of a season, one season further at both ends."""
    for first in range(season):
        count = (y.shape[0] - first - 1) // season + 1
        for place in range(count):
            cycle[place] = y[first + place * season]
            of_cycle[place] = weights[first + place * season]
        _loess(cycle, count, window, False, weighs, of_cycle, near, curve, 1)
        right, left = min(window, count), max(1, count - window + 1)
        before = _loess_at(cycle, count, window, False, 0, 1, right, weighs, of_cycle, near)
        after = _loess_at(cycle, count, window, False, count + 1, left, count, weighs, of_cycle, near)
        curve[0] = curve[1] if np.isnan(before) else before
        curve[count + 1] = curve[count] if np.isnan(after) else after
        for place in range(count + 2):
            wide[first + place * season] = curve[place]


@jit
def _weigh(missed, weights):  # type: ignore[no-untyped-def]
    """Write how much each value counts, by how badly it is fitted; six median errors count nothing."""
    bound = 6 * np.median(np.abs(missed))
    for place in range(missed.shape[0]):
        away = abs(missed[place])
        weights[place] = 0.0
        if away <= 0.001 * bound:
            weights[place] = 1.0
        elif away <= 0.999 * bound:
            weights[place] = (1 - (away / bound) ** 2) ** 2


@jit
def _season_of(y, season, window, is_robust, part):  # type: ignore[no-untyped-def]
    """Write the season of each period, by STL."""
    length = y.shape[0]
    whole = length + 2 * season
    wide, once, twice, near = np.empty(whole), np.empty(whole), np.empty(whole), np.empty(whole)
    cycle, of_cycle, curve = np.empty(length), np.empty(length), np.empty(length + 2)
    trend, rest, low = np.zeros(length), np.empty(length), np.empty(length)
    weights = np.ones(length)
    trend_window = int(np.ceil(1.5 * season / (1 - 1.5 / window)))
    trend_window += 1 - trend_window % 2
    low_window = season + 1 if season % 2 == 0 else season + 2
    for around in range(16 if is_robust else 1):
        for _ in range(2 if is_robust else 5):
            for place in range(length):
                rest[place] = y[place] - trend[place]
            _cycles(rest, season, window, around > 0, weights, cycle, of_cycle, curve, near, wide)
            count = _moving_mean(wide, whole, season, once)
            count = _moving_mean(once, count, season, twice)
            _moving_mean(twice, count, 3, once)
            _loess(once, length, low_window, True, False, weights, near, low, 0)
            for place in range(length):
                part[place] = wide[season + place] - low[place]
                rest[place] = y[place] - part[place]
            _loess(rest, length, trend_window, True, around > 0, weights, near, trend, 0)
        if is_robust:
            for place in range(length):
                rest[place] = y[place] - part[place] - trend[place]
            _weigh(rest, weights)


@jit
def _seasons_of_all(values, starts, stops, seasons, is_robust, parts, told):  # type: ignore[no-untyped-def]
    """Take the seasons out of every series.

    Args:
        values: see `Histories`, as the two that follow.
        starts: (n,).
        stops: (n,).
        seasons: steps each, rising.
        is_robust: see `Mstl`.
        parts: (n, t) what all seasons add, filled; nought where there are none.
        told: (n, ahead) what they add after each series' end, filled likewise.
    """
    for row in range(values.shape[0]):
        y = values[row, starts[row] : stops[row]]
        length, count = y.shape[0], 0
        for season in seasons:
            count += 1 if season > 1 and 2 * season <= length else 0
        own, rest = np.zeros((count, length)), np.empty(length)
        for place in range(length):
            rest[place] = y[place]
        for _ in range(1 if count == 1 else 2):
            for turn in range(count):
                for place in range(length):
                    rest[place] += own[turn, place]
                _season_of(rest, seasons[turn], 11 + 4 * turn, is_robust, own[turn])
                for place in range(length):
                    rest[place] -= own[turn, place]
        for turn in range(count):
            season = seasons[turn]
            for place in range(length):
                parts[row, starts[row] + place] += own[turn, place]
            for step in range(told.shape[1]):
                told[row, step] += own[turn, length - season + step % season]
