"""Complex exponential smoothing: level and potential as one complex number; trends need no name.

Knows the four kinds and how AICc chooses among them (Svetunkov and Kourentzes 2015; Svetunkov, Kourentzes and
Ord 2022). First states, bounds, back-fitting and criterion are statsforecast 2.1.1's, so that both agree.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from modiste.trends.demand.histories import histories
from modiste.trends.demand.simplex import begin, found, jit, tell
from modiste.trends.demand.spread import forecast_of
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast

Kind = Literal["none", "simple", "partial", "full"]
KINDS: tuple[Kind, ...] = ("none", "simple", "partial", "full")
_NONE, _SIMPLE, _PARTIAL, _FULL = range(4)
_START = np.array([[1.3, 1.0, 0.0, 0.0], [1.3, 1.0, 0.0, 0.0], [1.3, 1.0, 0.1, 0.0], [1.3, 1.0, 1.3, 1.0]])
_LOWER, _UPPER = np.full(4, 0.01), np.array([1.8, 1.9, 1.5, 1.5])
_LEARNT = np.array([2, 2, 3, 4])
_TOLERANCE, _MOST = 1e-4, 1000


@dataclass(frozen=True)
class ComplexSmoothing:
    """CES of the kind with the least AICc; for a constant series the constant.

    Attributes:
        season: steps a season; None takes the panel's. Seasonal kinds need two whole seasons.
        kinds: which are tried.
    """

    season: int | None = None
    kinds: tuple[Kind, ...] = KINDS
    name: str = "ces"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        series = histories(past)
        steps = series.steps_ahead(horizon)
        tried = np.array([kind in self.kinds for kind in KINDS])
        told, errors, growth = _forecast_all(
            series.values, series.starts, series.stops, self.season or past.season, tried, int(steps.max())
        )
        errors[~series.seen] = np.nan
        y_hat, growth = series.ahead_of(told, horizon), series.ahead_of(growth, horizon)
        return forecast_of(past, series, y_hat, errors, growth, spent=2)


@jit
def _advance(kind, states, now, level, lag, error, weights):  # type: ignore[no-untyped-def]
    """Write the states of one period: `level` and `lag` are the rows of those they follow."""
    first, second = states[0, level], states[1, level]
    states[0, now] = first - (1 - weights[1]) * second + (weights[0] - weights[1]) * error
    states[1, now] = first + (1 - weights[0]) * second + (weights[0] + weights[1]) * error
    if kind == _PARTIAL:
        states[2, now] = states[2, lag] + weights[2] * error
    elif kind == _FULL:
        real, imaginary = states[2, lag], states[3, lag]
        states[2, now] = real - (1 - weights[3]) * imaginary + (weights[2] - weights[3]) * error
        states[3, now] = real + (1 - weights[2]) * imaginary + (weights[2] + weights[3]) * error


@jit
def _walk(kind, y, states, season, weights, errors, forward):  # type: ignore[no-untyped-def]
    """One pass through a series, forward or backward, and a season further; the sum of squared errors.

    Args:
        kind: which CES.
        y: (t,).
        states: (4, t + 2 season), a column a period; the first season of the walk is what it starts from.
        season: 1 for kind none.
        weights: (4,) real and imaginary of level and season.
        errors: (t,) filled.
        forward: whether time goes on.
    """
    length, total = y.shape[0], 0.0
    ends = length + 2 * season - 1
    turn = 1 if forward else -1
    for step in range(season, ends + 1):
        now = step if forward else ends - step
        lag = now - turn * season
        level = lag if kind == _SIMPLE else now - turn
        error = 0.0
        if step < length + season:
            place = step - season if forward else length - 1 - (step - season)
            error = y[place] - states[0, level]
            if kind >= _PARTIAL:
                error -= states[2, lag]
            errors[place] = error
            total += error * error
        _advance(kind, states, now, level, lag, error, weights)
    return total


@jit
def _likelihood(kind, y, first, states, season, weights, errors):  # type: ignore[no-untyped-def]
    """-2 log likelihood up to a constant, the first states fitted by a walk there, back and there again."""
    states[:, :season] = first
    _walk(kind, y, states, season, weights, errors, True)
    _walk(kind, y, states, season, weights, errors, False)
    return y.shape[0] * np.log(_walk(kind, y, states, season, weights, errors, True))


@jit
def seasonal_means(y, season):  # type: ignore[no-untyped-def]
    """(season,) by how much each period of a season lies above its centred moving mean, on the mean none."""
    length, half = y.shape[0], season // 2
    sums, counts = np.zeros(season), np.zeros(season)
    for place in range(half, length - half):
        mean = 0.0
        for near in range(place - half, place + half + 1):
            mean += y[near]
        if season % 2 == 0:
            mean -= 0.5 * (y[place - half] + y[place + half])
        sums[place % season] += y[place] - mean / season
        counts[place % season] += 1
    means = sums / counts
    return means - means.mean()


@jit
def _first_states(kind, y, season):  # type: ignore[no-untyped-def]
    """(4, season) what the first walk starts from."""
    first = np.zeros((4, season))
    for place in range(season):
        if kind == _NONE:
            first[0, place] = y[:10].mean()
        elif kind == _SIMPLE:
            first[0, place] = y[place]
        else:
            first[0, place] = y[:season].mean()
    first[1] = first[0] / 1.1
    if kind >= _PARTIAL:
        first[2] = seasonal_means(y, season)
    if kind == _FULL:
        first[3] = first[2] / 1.1
    return first


@jit
def _forecast_one(y, season, tried, told, errors, growth):  # type: ignore[no-untyped-def]
    """See `_forecast_all`; False where no kind could be fitted."""
    length, best = y.shape[0], np.inf
    own_errors = np.empty(length)
    for kind in range(4):
        lag = 1 if kind == _NONE else season
        size = _LEARNT[kind]
        if not tried[kind] or (kind != _NONE and (season == 1 or length < 2 * season)) or length <= size + 2:
            continue
        first = _first_states(kind, y, lag)
        states = np.zeros((4, length + 2 * lag))
        weights = _START[kind].copy()
        search = begin(weights[:size], _LOWER[:size], _UPPER[:size])
        asking = True
        while asking:
            weights[:size] = search[1]
            value = _likelihood(kind, y, first, states, lag, weights, own_errors)
            asking = tell(search, value, _LOWER[:size], _UPPER[:size], _TOLERANCE, _MOST)
        weights[:size] = found(search)
        numbers = size + 1
        criterion = (
            _likelihood(kind, y, first, states, lag, weights, own_errors)
            + 2 * numbers
            + 2 * numbers * (numbers + 1) / (length - numbers - 1)
        )
        if criterion < best:
            best = criterion
            errors[:] = own_errors
            _go_on(kind, states[:, length : length + lag], lag, weights, told)
            _echo(kind, lag, weights, growth)
    return best < np.inf


@jit
def _go_on(kind, last, season, weights, told):  # type: ignore[no-untyped-def]
    """The values that follow the last season of states when nothing surprises."""
    ahead = told.shape[0]
    states = np.zeros((4, season + ahead))
    states[:, :season] = last
    for step in range(ahead):
        now, lag = season + step, step
        level = lag if kind == _SIMPLE else now - 1
        told[step] = states[0, level]
        if kind >= _PARTIAL:
            told[step] += states[2, lag]
        _advance(kind, states, now, level, lag, 0.0, weights)


@jit
def _echo(kind, season, weights, growth):  # type: ignore[no-untyped-def]
    """By how much errors grow: the model is linear, so what one error moves later adds up in squares."""
    last = np.zeros((4, season + 1))
    _advance(kind, last, season, season - 1 if kind != _SIMPLE else 0, 0, 1.0, weights)
    moved = np.empty(growth.shape[0])
    _go_on(kind, last[:, 1:], season, weights, moved)
    squares = 1.0
    for step in range(growth.shape[0]):
        growth[step] = np.sqrt(squares)
        squares += moved[step] * moved[step]


@jit
def _forecast_all(values, starts, stops, season, tried, ahead):  # type: ignore[no-untyped-def]
    """Forecast every series.

    Args:
        values: see `Histories`, as the two that follow.
        starts: (n,).
        stops: (n,).
        season: steps a season.
        tried: (4,) which kinds.
        ahead: how many steps after each series' end.

    Returns:
        Values (n, ahead), NaN where none; errors of one step (n, t); growth of errors (n, ahead).
    """
    rows = values.shape[0]
    told = np.full((rows, ahead), np.nan)
    errors = np.full(values.shape, np.nan)
    growth = np.ones((rows, ahead))
    for row in range(rows):
        y = values[row, starts[row] : stops[row]]
        if y.max() == y.min():
            told[row] = y[0]
            errors[row, starts[row] + 1 : stops[row]] = 0.0
        elif not _forecast_one(
            y, season, tried, told[row], errors[row, starts[row] : stops[row]], growth[row]
        ):
            told[row] = np.nan
    return told, errors, growth
