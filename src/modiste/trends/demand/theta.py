"""The theta method: a smoothed level and a line, the season taken out before where a test finds one.

Knows the standard model, the optimised one and both with a line that moves (Fiorucci and others 2016).
First states, bounds and test are statsforecast 2.1.1's; but a series is first brought to a mean size of a
hundred, as the search stops by an absolute tolerance and would not begin on small numbers.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from modiste.trends.demand.histories import histories
from modiste.trends.demand.seasons import seasonal_means, settle
from modiste.trends.demand.simplex import begin, found, jit, tell
from modiste.trends.demand.spread import forecast_of
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast

Kind = Literal["standard", "optimised", "dynamic", "dynamic_optimised"]
_KINDS: dict[Kind, tuple[bool, bool]] = {
    "standard": (False, False),
    "optimised": (False, True),
    "dynamic": (True, False),
    "dynamic_optimised": (True, True),
}
_SIZE = 100.0
_SURE = 1.6448536269514722
_LOWER, _UPPER = np.array([-1e10, 0.1, 1.0]), np.array([1e10, 0.99, 1e10])
_TOLERANCE, _MOST, _SKIPPED, _FEWEST = 1e-4, 1000, 3, 5


@dataclass(frozen=True)
class Theta:
    """A theta model of one kind; a series of less than five periods is left to the naive forecast.

    Attributes:
        season: steps a season; None takes the panel's. It needs two whole seasons and at least four steps.
        kind: whether theta is learnt or two, and whether the line moves.
        is_multiplicative: whether a season multiplies where all values are above nought; else it adds.
    """

    season: int | None = None
    kind: Kind = "standard"
    is_multiplicative: bool = True
    name: str = "theta"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        ahead = int(series.steps_ahead(horizon).max())
        told, growth = np.full((len(past), ahead), np.nan), np.ones((len(past), ahead))
        errors = np.full(series.values.shape, np.nan)
        season = self.season or past.season
        way = (*_KINDS[self.kind], self.is_multiplicative)
        _forecast_all(series.values, series.starts, series.stops, season, way, told, errors, growth)
        errors[~series.seen] = np.nan
        y_hat, growth = series.ahead_of(told, horizon), series.ahead_of(growth, horizon)
        return forecast_of(past, series, y_hat, errors, growth, spent=3 if way[1] else 2)


@jit
def _has_season(y, season):  # type: ignore[no-untyped-def]
    """Whether the autocorrelation at a season is surely more than what shorter lags explain."""
    length, mean = y.shape[0], 0.0
    if season < 4 or length < 2 * season:
        return False
    for place in range(length):
        mean += y[place] / length
    whole, squares, last = 0.0, 0.0, 0.0
    for place in range(length):
        whole += (y[place] - mean) ** 2
    for lag in range(1, season + 1):
        both = 0.0
        for place in range(lag, length):
            both += (y[place] - mean) * (y[place - lag] - mean)
        last = both / whole
        if lag < season:
            squares += last * last
    return abs(last) / np.sqrt((1 + 2 * squares) / length) > _SURE


@jit
def _without_season(y, season, wants_ratio, pattern, rest):  # type: ignore[no-untyped-def]
    """Write the season (season,) and the series without it; whether the season multiplies."""
    ratio = wants_ratio
    for place in range(y.shape[0]):
        ratio = ratio and y[place] > 0
    if ratio:
        seasonal_means(y, season, True, pattern)
        for place in range(season):
            ratio = ratio and pattern[place] >= 0.01
    if not ratio:
        seasonal_means(y, season, False, pattern)
    for place in range(y.shape[0]):
        turning = pattern[place % season]
        rest[place] = y[place] / turning if ratio else y[place] - turning
    return ratio


@jit
def _step(i, moves, alpha, state, value):  # type: ignore[no-untyped-def]
    """Move the state (4,) of level, mean, height and slope on past what was seen."""
    level, mean = state[0], state[1]
    state[0] = alpha * value + (1 - alpha) * level
    state[1] = (i * mean + value) / (i + 1)
    if moves:
        state[3] = ((i - 1) * state[3] + 6 * (value - mean) / (i + 1)) / (i + 2)
        state[2] = state[1] - state[3] * (i + 2) / 2


@jit
def _one_ahead(alpha, theta, power, state):  # type: ignore[no-untyped-def]
    """The value told of step `i`, where `power` is (1 - alpha) to the i."""
    line = state[2] * power + state[3] * (1 - power * (1 - alpha)) / alpha
    return state[0] + (1 - 1 / theta) * line


@jit
def _misfit(y, moves, line, point, state, errors):  # type: ignore[no-untyped-def]
    """Squared errors over the mean size, the first three left out.

    Args:
        y: (t,).
        moves: whether the line moves.
        line: (2,) height and slope of the line through all, for one that does not.
        point: first level, weight and theta.
        state: (4,) filled.
        errors: (t,) filled.
    """
    level, alpha, theta = point[0], point[1], point[2]
    length, power, squares, size = y.shape[0], 1.0, 0.0, 0.0
    state[0], state[1], state[2], state[3] = alpha * y[0] + (1 - alpha) * level, y[0], line[0], line[1]
    if moves:
        state[2], state[3] = y[0], 0.0
    errors[0] = 0.0
    for i in range(1, length):
        power *= 1 - alpha
        told = _one_ahead(alpha, theta, power, state)
        errors[i] = y[i] - told
        if i >= _SKIPPED:
            squares += errors[i] * errors[i]
        _step(i, moves, alpha, state, y[i])
    for i in range(length):
        size += abs(y[i]) / length
    return squares / max(size, 1e-10)


@jit
def _go_on(length, moves, point, state, surprise, told):  # type: ignore[no-untyped-def]
    """Write what follows a state when only the first step surprises."""
    alpha, theta = point[1], point[2]
    power = (1 - alpha) ** length
    for step in range(told.shape[0]):
        told[step] = _one_ahead(alpha, theta, power, state)
        value = told[step] + surprise if step == 0 else told[step]
        _step(length + step, moves, alpha, state, value)
        power *= 1 - alpha


@jit
def _line_of(y, line):  # type: ignore[no-untyped-def]
    """Write height at 0 and slope of the line through all values, which stand at 1, 2, ..."""
    length, mean, weighted = y.shape[0], 0.0, 0.0
    for place in range(length):
        mean += y[place] / length
        weighted += y[place] * (place + 1) / length
    line[1] = 6 * (2 * weighted - (length + 1) * mean) / (length * length - 1)
    line[0] = mean - (length + 1) * line[1] / 2


@jit
def _forecast_one(y, season, way, told, errors, growth):  # type: ignore[no-untyped-def]
    """Write what `_forecast_all` gives of one series, where it is long enough."""
    length, unit = y.shape[0], 0.0
    moves, learns, wants_ratio = way
    if length < _FEWEST:
        return
    for place in range(length):
        unit += abs(y[place]) / length / _SIZE
    rest, pattern = np.empty(length), np.zeros(season)
    for place in range(length):
        rest[place] = y[place] / unit
    ratio, seasonal = False, _has_season(rest, season)
    if seasonal:
        scaled = rest.copy()
        ratio = _without_season(scaled, season, wants_ratio, pattern, rest)
    line, state, point = np.empty(2), np.empty(4), np.empty(3)
    _line_of(rest, line)
    point[0], point[1], point[2] = rest[0] / 2, 0.5, 2.0
    size = 3 if learns else 2
    search = begin(point[:size], _LOWER[:size], _UPPER[:size])
    asking = True
    while asking:
        for place in range(size):
            point[place] = search[1][place]
        asking = tell(
            search, _misfit(rest, moves, line, point, state, errors), _LOWER, _UPPER, _TOLERANCE, _MOST
        )
    found(search, point)
    _misfit(rest, moves, line, point, state, errors)
    again = state.copy()
    _go_on(length, moves, point, state, 0.0, told)
    _go_on(length, moves, point, again, 1.0, growth)
    squares = 1.0
    for step in range(told.shape[0]):
        moved = growth[step] - told[step]
        squares += moved * moved
        growth[step] = np.sqrt(squares)
        turning = pattern[(length + step) % season]
        if ratio:
            told[step] *= turning
            growth[step] *= turning
        elif seasonal:
            told[step] += turning
        told[step] *= unit
    for place in range(length):
        errors[place] = errors[place] * unit if place >= _SKIPPED else np.nan


@jit
def _forecast_all(values, starts, stops, season, way, told, errors, growth):  # type: ignore[no-untyped-def]
    """Forecast every series.

    Args:
        values: see `Histories`, as the two that follow.
        starts: (n,).
        stops: (n,).
        season: steps a season.
        way: whether the line moves, whether theta is learnt, whether a season may multiply.
        told: (n, ahead) the values after each series' end, left alone where it is too short.
        errors: (n, t) of one step, the season taken out.
        growth: (n, ahead) of errors, the season put in.
    """
    for row in range(values.shape[0]):
        start, stop = starts[row], stops[row]
        if not settle(values[row], start, stop, told[row], errors[row]):
            _forecast_one(
                values[row, start:stop], season, way, told[row], errors[row, start:stop], growth[row]
            )
