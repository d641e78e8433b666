"""Exponential smoothing (ETS): error, trend, damping and season, the combination with the least AICc.

Knows Hyndman's state space models without multiplicative trends (Hyndman and others 2008). First states,
bounds and criterion are statsforecast 2.1.1's, so that both agree; a season of more than `LONGEST` steps is
left out, as R's `forecast::ets` does: so many first states are not to be learnt from a few seasons.
"""

from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.histories import histories
from modiste.trends.demand.seasons import seasonal_means, settle
from modiste.trends.demand.simplex import begin, found, jit, tell
from modiste.trends.demand.spread import forecast_of
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast

LONGEST = 24
_NO, _ADD, _TIMES = range(3)
WAYS = np.array(
    [
        (error, trend, damped, season)
        for error in (_ADD, _TIMES)
        for trend in (_NO, _ADD)
        for season in (_NO, _ADD, _TIMES)
        for damped in (1, 0)
        if trend >= damped and (error == _TIMES or season != _TIMES)
    ]
)
"""Error, trend, whether damped, and season of each way to smooth, as they are tried."""
_LOW, _HIGH, _PHI_LOW, _PHI_HIGH = 0.0001, 0.9999, 0.8, 0.98
_SMALL, _HUGE = 1e-10, 1e10
_FEWEST = 7
_TOLERANCE, _MOST = 1e-4, 1000


@dataclass(frozen=True)
class Smoothing:
    """ETS, chosen by AICc; a series of less than seven periods is left to the naive forecast.

    Attributes:
        season: steps a season; None takes the panel's.
    """

    season: int | None = None
    name: str = "ets"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        ahead = int(series.steps_ahead(horizon).max())
        told, growth = np.full((len(past), ahead), np.nan), np.ones((len(past), ahead))
        errors = np.full(series.values.shape, np.nan)
        season = self.season or past.season
        season = season if season <= LONGEST else 1
        _forecast_all(series.values, series.starts, series.stops, season, told, errors, growth)
        errors[~series.seen] = np.nan
        y_hat, growth = series.ahead_of(told, horizon), series.ahead_of(growth, horizon)
        return forecast_of(past, series, y_hat, errors, growth, spent=3)


@jit
def _line(y, count, line):  # type: ignore[no-untyped-def]
    """Write height at 0 and slope of the line through the first values, which stand at 1, 2, ..."""
    mean, middle, over, under = 0.0, (count + 1) / 2, 0.0, 0.0
    for place in range(count):
        mean += y[place] / count
    for place in range(count):
        over += (place + 1 - middle) * (y[place] - mean)
        under += (place + 1 - middle) ** 2
    line[1] = over / under
    line[0] = mean - line[1] * middle


@jit
def _line_beside_wave(y, season, line):  # type: ignore[no-untyped-def]
    """Write height and slope of the line that with one wave a season fits a series best."""
    sums = np.zeros((4, 5))
    row = np.empty(5)
    for place in range(y.shape[0]):
        angle = 2 * np.pi * (place + 1) / season
        row[0], row[1], row[2], row[3], row[4] = 1.0, place + 1.0, np.sin(angle), np.cos(angle), y[place]
        for one in range(4):
            for other in range(5):
                sums[one, other] += row[one] * row[other]
    for pivot in range(3, -1, -1):  # from the wave to the line, whose two rows then stand alone
        for one in range(pivot):
            share = sums[one, pivot] / sums[pivot, pivot] if sums[pivot, pivot] > 1e-9 else 0.0
            for other in range(5):
                sums[one, other] -= share * sums[pivot, other]
    line[0] = sums[0, 4] / sums[0, 0]
    line[1] = (sums[1, 4] - sums[1, 0] * line[0]) / sums[1, 1]


@jit
def _pattern_of(y, season, kind, pattern, adjusted):  # type: ignore[no-untyped-def]
    """Write the season of every period, and the series without it."""
    length, line = y.shape[0], np.empty(2)
    if length < 3 * season:
        _line_beside_wave(y, season, line)
        for place in range(length):
            height = line[0] + line[1] * (place + 1)
            pattern[place] = y[place] / height if kind == _TIMES else y[place] - height
    else:
        seasonal_means(y, season, kind == _TIMES, pattern)
        for place in range(season, length):
            pattern[place] = pattern[place - season]
    for place in range(length):
        if kind == _TIMES:
            pattern[place] = max(pattern[place], 0.01)
            adjusted[place] = y[place] / pattern[place]
        else:
            adjusted[place] = y[place] - pattern[place]


@jit
def _first_states(y, season, trend, kind, pattern, adjusted, states):  # type: ignore[no-untyped-def]
    """Write level, slope where there is a trend, and the first season but its first period, latest first."""
    length, line = y.shape[0], np.empty(2)
    for place in range(length):
        adjusted[place] = y[place]
    if kind != _NO:
        _pattern_of(y, season, kind, pattern, adjusted)
        total, first = 0.0, 1 + trend
        for place in range(1, season):
            states[first + season - 1 - place] = pattern[place]
            total += pattern[place]
        if kind == _TIMES and total > season:
            for place in range(first, first + season - 1):
                states[place] /= total + 0.01 * (season - 1)
    count = min(max(10, 2 * season), length)
    _line(adjusted, count, line)
    if trend == _NO:
        states[0] = line[0] + line[1] * (count + 1) / 2
    else:
        tiny = abs(line[0] + line[1]) < 1e-8
        states[0] = line[0] * 1.001 if tiny else line[0]
        states[1] = line[1] * 0.999 if tiny else line[1]


@jit
def _unfold(trend, damped, kind, point, weights):  # type: ignore[no-untyped-def]
    """Write weights of level, slope and season, damping, first level and slope; where the season begins."""
    at = 1
    weights[0], weights[1], weights[2], weights[3], weights[5] = point[0], 0.0, 0.0, 1.0, 0.0
    if trend:
        weights[1], at = point[at], at + 1
    if kind != _NO:
        weights[2], at = point[at], at + 1
    if damped:
        weights[3], at = point[at], at + 1
    weights[4] = point[at]
    if trend:
        weights[5], at = point[at + 1], at + 1
    return at + 1


@jit
def _first_season(season, kind, point, at, wheel):  # type: ignore[no-untyped-def]
    """Write the first season, whose own first period follows from the others; False below nought."""
    rest, least = (season * 1.0 if kind == _TIMES else 0.0), 0.0
    for place in range(season - 1):
        wheel[season - 1 - place] = point[at + place]
        rest -= point[at + place]
        least = min(least, point[at + place])
    wheel[0] = rest
    return kind == _ADD or min(least, rest) >= 0


@jit
def _likelihood(y, season, error, trend, damped, kind, point, state, wheel, errors):  # type: ignore[no-untyped-def]
    """-2 log likelihood up to a constant of one way to smooth.

    Args:
        y: (t,).
        season: steps a season; 1 where there is none.
        error: `_ADD` or `_TIMES`.
        trend: `_NO` or `_ADD`.
        damped: 1 or 0.
        kind: of season: `_NO`, `_ADD` or `_TIMES`.
        point: weights of level, slope, season and damping, as far as there are, then the first states.
        state: (2,) level and slope, filled.
        wheel: (season,) filled with the season of the periods 0, season, 2 season, ... and so on.
        errors: (t,) filled; shares of the forecast where they are multiplied.
    """
    weights = np.empty(6)
    at = _unfold(trend, damped, kind, point, weights)
    alpha, beta, gamma, phi = weights[0], weights[1], weights[2], weights[3]
    level, slope = weights[4], weights[5]
    if kind != _NO and not _first_season(season, kind, point, at, wheel):
        return np.inf
    squares, size, sizes, turn = 0.0, 1.0, 0.0, 0
    for place in range(y.shape[0]):
        carried = phi * slope
        ahead = level + carried
        value, told = y[place], ahead
        if kind == _ADD:
            told = ahead + wheel[turn]
            value = y[place] - wheel[turn]
        elif kind == _TIMES:
            told = ahead * wheel[turn]
            value = y[place] / wheel[turn] if abs(wheel[turn]) >= _SMALL else _HUGE
        missed = y[place] - told
        if error == _TIMES:
            missed /= told if abs(told) >= _SMALL else told + _SMALL
            size *= abs(told) if told != 0 else 1e-8
            if size > 1e100 or size < 1e-100:
                sizes += np.log(size)
                size = 1.0
        errors[place] = missed
        squares += missed * missed
        surprise = value - ahead
        level = ahead + alpha * surprise
        slope = carried + beta * surprise
        if kind == _ADD:
            wheel[turn] += gamma * (y[place] - ahead - wheel[turn])
        elif kind == _TIMES:
            held = y[place] / ahead if abs(ahead) >= _SMALL else _HUGE
            wheel[turn] += gamma * (held - wheel[turn])
        turn = turn + 1 if turn + 1 < season else 0
    state[0], state[1] = level, slope
    value = y.shape[0] * np.log(squares if squares > 0 else 1e-8)
    if error == _TIMES:
        value += 2 * (sizes + np.log(size))
    return value


@jit
def _go_on(length, season, error, trend, damped, kind, point, numbers, state, wheel, errors, told, growth):  # type: ignore[no-untyped-def]
    """Write what follows, and by how much errors grow.

    Errors that are shares grow by the second class' recursion, for multiplied seasons too, where it is near.
    They are turned into units of the first value ahead.
    """
    weights = np.empty(6)
    _unfold(trend, damped, kind, point, weights)
    alpha, beta, gamma, phi = weights[0], weights[1], weights[2], weights[3]
    ahead = told.shape[0]
    reach, moved = 0.0, np.empty(ahead)
    power = 1.0
    for step in range(ahead):
        power *= phi
        reach += power
        told[step] = state[0] + reach * state[1]
        turning = wheel[(length + step) % season] if kind != _NO else 0.0
        if kind == _ADD:
            told[step] += turning
        elif kind == _TIMES:
            told[step] *= turning
        moved[step] = alpha + beta * reach + (gamma if (step + 1) % season == 0 else 0.0)
    if error == _ADD:
        squares = 1.0
        for step in range(ahead):
            growth[step] = np.sqrt(squares)
            squares += moved[step] ** 2
        return
    variance, unit = 0.0, abs(told[0])
    for place in range(length):
        variance += errors[place] ** 2
        errors[place] *= unit
    variance /= max(length - numbers - 1, 1)
    grown = np.empty(ahead)
    for step in range(ahead):
        grown[step] = told[step] ** 2
        for back in range(step):
            grown[step] += variance * moved[back] ** 2 * grown[step - 1 - back]
        both = (1 + variance) * grown[step] - told[step] ** 2
        growth[step] = np.sqrt(both / max(variance, 1e-300)) / max(unit, 1e-300)


@jit
def _first_weights(season, trend, damped, kind, bounds, point, lower, upper):  # type: ignore[no-untyped-def]
    """Write the weights that the search starts from and their bounds.

    `bounds` (2,) of slope and season, once tightened, stay so for what is tried later, as statsforecast's do.
    """
    point[0], lower[0], upper[0], at = _LOW + 0.2 * (_HIGH - _LOW) / season, _LOW, _HIGH, 1
    if trend:
        bounds[0] = min(bounds[0], point[0])
        point[at], lower[at], upper[at] = _LOW + 0.1 * (bounds[0] - _LOW), _LOW, bounds[0]
        at += 1
    if kind != _NO:
        bounds[1] = min(bounds[1], 1 - point[0])
        point[at], lower[at], upper[at] = _LOW + 0.05 * (bounds[1] - _LOW), _LOW, bounds[1]
        at += 1
    if damped:
        point[at], lower[at], upper[at] = _PHI_LOW + 0.99 * (_PHI_HIGH - _PHI_LOW), _PHI_LOW, _PHI_HIGH


@jit
def _forecast_one(y, season, told, errors, growth):  # type: ignore[no-untyped-def]
    """Write what `_forecast_all` gives of one series, as far as a way to smooth it could be fitted."""
    length, best = y.shape[0], np.inf
    positive = True
    for place in range(length):
        positive = positive and y[place] > 0
    if length < _FEWEST:
        return
    pattern, adjusted, own = np.empty(length), np.empty(length), np.empty(length)
    wheel, state = np.zeros(season), np.empty(2)
    bounds = np.full(2, _HIGH)
    for way in range(WAYS.shape[0]):
        error, trend, damped, kind = WAYS[way, 0], WAYS[way, 1], WAYS[way, 2], WAYS[way, 3]
        if not positive and _TIMES in (kind, error):
            continue
        if kind != _NO and (season == 1 or length <= season):
            continue
        lag = season if kind != _NO else 1
        weights = 1 + trend + (1 if kind != _NO else 0) + damped
        size = weights + 1 + trend + (lag - 1)
        numbers = size + 1
        point, lower, upper = np.empty(size), np.full(size, -np.inf), np.full(size, np.inf)
        _first_weights(lag, trend, damped, kind, bounds, point, lower, upper)
        if size >= length - 1:
            continue
        _first_states(y, lag, trend, kind, pattern, adjusted, point[weights:])
        search = begin(point, lower, upper)
        asking = True
        while asking:
            value = _likelihood(y, lag, error, trend, damped, kind, search[1], state, wheel, own)
            asking = tell(search, value, lower, upper, _TOLERANCE, _MOST)
        found(search, point)
        value = _likelihood(y, lag, error, trend, damped, kind, point, state, wheel, own)
        if length - numbers - 1 <= 0:
            continue
        criterion = value + 2 * numbers + 2 * numbers * (numbers + 1) / (length - numbers - 1)
        if criterion < best:
            best = criterion
            _go_on(length, lag, error, trend, damped, kind, point, numbers, state, wheel, own, told, growth)
            for place in range(length):
                errors[place] = own[place]


@jit
def _forecast_all(values, starts, stops, season, told, errors, growth):  # type: ignore[no-untyped-def]
    """Forecast every series.

    Args:
        values: see `Histories`, as the two that follow.
        starts: (n,).
        stops: (n,).
        season: steps a season.
        told: (n, ahead) the values after each series' end, left alone where none could be fitted.
        errors: (n, t) of one step.
        growth: (n, ahead) of errors.
    """
    for row in range(values.shape[0]):
        start, stop = starts[row], stops[row]
        if not settle(values[row], start, stop, told[row], errors[row]):
            _forecast_one(values[row, start:stop], season, told[row], errors[row, start:stop], growth[row])
