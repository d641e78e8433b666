"""Complex exponential smoothing: level and potential as one complex number; trends need no name.

Knows the four kinds and how AICc chooses among them (Svetunkov and Kourentzes 2015; Svetunkov, Kourentzes and
Ord 2022). First states, bounds, back-fitting and criterion are statsforecast 2.1.1's, so that both agree.
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

Kind = Literal["none", "simple", "partial", "full"]
KINDS: tuple[Kind, ...] = ("none", "simple", "partial", "full")
_NONE, _SIMPLE, _PARTIAL, _FULL = range(4)
_START = np.array([[1.3, 1.0, 0.0, 0.0], [1.3, 1.0, 0.0, 0.0], [1.3, 1.0, 0.1, 0.0], [1.3, 1.0, 1.3, 1.0]])
_LOWER, _UPPER = np.full(4, 0.01), np.array([1.8, 1.9, 1.5, 1.5])
_LEARNT = (2, 2, 3, 4)
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
        told, growth = np.full((len(past), int(steps.max())), np.nan), np.ones((len(past), int(steps.max())))
        errors = np.full(series.values.shape, np.nan)
        season = self.season or past.season
        _forecast_all(series.values, series.starts, series.stops, season, tried, told, errors, growth)
        errors[~series.seen] = np.nan
        y_hat, growth = series.ahead_of(told, horizon), series.ahead_of(growth, horizon)
        return forecast_of(past, series, y_hat, errors, growth, spent=2)


@jit
def _moves(kind, weights, moves):  # type: ignore[no-untyped-def]
    """Write how states follow each other: every kind is one linear model of a level and a lagged season.

    level' = level + m0 potential + m1 error        potential' = level + m2 potential + m3 error
    season' = season + m4 echo + m5 error           echo' = m6 season + m7 echo + m8 error
    """
    for place in range(9):
        moves[place] = 0.0
    if kind != _SIMPLE:
        moves[0], moves[1] = weights[1] - 1, weights[0] - weights[1]
        moves[2], moves[3] = 1 - weights[0], weights[0] + weights[1]
    if kind == _PARTIAL:
        moves[5] = weights[2]
    elif kind != _NONE:
        real, imaginary = (weights[0], weights[1]) if kind == _SIMPLE else (weights[2], weights[3])
        moves[4], moves[5], moves[6] = imaginary - 1, real - imaginary, 1.0
        moves[7], moves[8] = 1 - real, real + imaginary


@jit
def _walk(y, moves, season, level, wheel, echo, errors, forward):  # type: ignore[no-untyped-def]
    """One pass through a series, forward or backward, and a season further; the sum of squared errors.

    Args:
        y: (t,).
        moves: see `_moves`.
        season: steps a season; 1 where there is none.
        level: (4,) level and potential: before the first step, then after the last; and one step further.
        wheel: (t + 2 season,) season a period; the first season of the walk is what it starts from.
        echo: (t + 2 season,) as `wheel`.
        errors: (t,) filled.
        forward: whether time goes on.
    """
    length, total = y.shape[0], 0.0
    turn = 1 if forward else -1
    now = season if forward else length + season - 1
    here, there = level[0], level[1]
    for _ in range(length):
        turning, echoed = wheel[now - turn * season], echo[now - turn * season]
        error = y[now - season] - turning - here
        errors[now - season] = error
        total += error * error
        here, there = here + moves[0] * there + moves[1] * error, here + moves[2] * there + moves[3] * error
        wheel[now] = turning + moves[4] * echoed + moves[5] * error
        echo[now] = moves[6] * turning + moves[7] * echoed + moves[8] * error
        now += turn
    for _ in range(season):
        turning, echoed = wheel[now - turn * season], echo[now - turn * season]
        wheel[now] = turning + moves[4] * echoed
        echo[now] = moves[6] * turning + moves[7] * echoed
        now += turn
    level[0], level[1] = here, there
    level[2], level[3] = here + moves[0] * there, here + moves[2] * there
    return total


@jit
def _likelihood(y, first, moves, season, level, wheel, echo, errors):  # type: ignore[no-untyped-def]
    """-2 log likelihood up to a constant, the first states fitted by a walk there, back and there again."""
    for place in range(season):
        wheel[place], echo[place] = first[place + 1], first[place + 1] / 1.1
    if moves[6] == 0.0:
        for place in range(season):
            echo[place] = 0.0
    level[0], level[1] = first[0], first[0] / 1.1
    _walk(y, moves, season, level, wheel, echo, errors, True)
    level[0], level[1] = level[2], level[3]
    _walk(y, moves, season, level, wheel, echo, errors, False)
    level[0], level[1] = level[2], level[3]
    return y.shape[0] * np.log(_walk(y, moves, season, level, wheel, echo, errors, True))


@jit
def _first_states(kind, y, season, first):  # type: ignore[no-untyped-def]
    """Write the level, then the season (1 + season,), that the first walk starts from."""
    for place in range(season + 1):
        first[place] = 0.0
    if kind == _SIMPLE:
        for place in range(season):
            first[place + 1] = y[place]
        return
    if kind != _NONE:
        seasonal_means(y, season, False, first[1:])
    count = min(10, y.shape[0]) if kind == _NONE else season
    for place in range(count):
        first[0] += y[place] / count


@jit
def _go_on(moves, season, level, wheel, echo, start, told):  # type: ignore[no-untyped-def]
    """The values that follow a level and the season of states from `start` on, when nothing surprises."""
    here, there = level[0], level[1]
    turning, echoed = np.empty(season), np.empty(season)
    for place in range(season):
        turning[place], echoed[place] = wheel[start + place], echo[start + place]
    for step in range(told.shape[0]):
        place = step % season
        told[step] = here + turning[place]
        here, there = here + moves[0] * there, here + moves[2] * there
        was = turning[place]
        turning[place] = was + moves[4] * echoed[place]
        echoed[place] = moves[6] * was + moves[7] * echoed[place]


@jit
def _echoes(moves, season, growth):  # type: ignore[no-untyped-def]
    """By how much errors grow: the model is linear, so what one error moves later adds up in squares."""
    level = np.zeros(4)
    wheel, echo = np.zeros(season), np.zeros(season)
    level[0], level[1] = moves[1], moves[3]
    wheel[season - 1], echo[season - 1] = moves[5], moves[8]
    _go_on(moves, season, level, wheel, echo, 0, growth)
    squares = 1.0
    for step in range(growth.shape[0]):
        moved = growth[step]
        growth[step] = np.sqrt(squares)
        squares += moved * moved


@jit
def _forecast_one(y, season, tried, told, errors, growth):  # type: ignore[no-untyped-def]
    """Write what `_forecast_all` gives of one series, as far as a kind could be fitted."""
    length, best = y.shape[0], np.inf
    own_errors, weights, moves = np.empty(length), np.empty(4), np.empty(9)
    wheel, echo = np.empty(length + 2 * season), np.empty(length + 2 * season)
    first, level = np.empty(season + 1), np.empty(4)
    for kind in range(4):
        lag = 1 if kind == _NONE else season
        size = _LEARNT[kind]
        numbers = size + 1
        if not tried[kind] or (kind != _NONE and (season == 1 or length < 2 * season)):
            continue
        if length <= numbers + 1:
            continue
        _first_states(kind, y, lag, first)
        search = begin(_START[kind, :size], _LOWER[:size], _UPPER[:size])
        asking = True
        while asking:
            _moves(kind, search[1], moves)
            value = _likelihood(y, first, moves, lag, level, wheel, echo, own_errors)
            asking = tell(search, value, _LOWER, _UPPER, _TOLERANCE, _MOST)
        found(search, weights)
        _moves(kind, weights, moves)
        value = _likelihood(y, first, moves, lag, level, wheel, echo, own_errors)
        criterion = value + 2 * numbers + 2 * numbers * (numbers + 1) / (length - numbers - 1)
        if criterion < best:
            best = criterion
            for place in range(length):
                errors[place] = own_errors[place]
            _go_on(moves, lag, level, wheel, echo, length, told)
            _echoes(moves, lag, growth)


@jit
def _forecast_all(values, starts, stops, season, tried, told, errors, growth):  # type: ignore[no-untyped-def]
    """Forecast every series.

    Args:
        values: see `Histories`, as the two that follow.
        starts: (n,).
        stops: (n,).
        season: steps a season.
        tried: (4,) which kinds.
        told: (n, ahead) the values after each series' end, left alone where no kind could be fitted.
        errors: (n, t) of one step.
        growth: (n, ahead) of errors.
    """
    for row in range(values.shape[0]):
        start, stop = starts[row], stops[row]
        if not settle(values[row], start, stop, told[row], errors[row]):
            _forecast_one(
                values[row, start:stop], season, tried, told[row], errors[row, start:stop], growth[row]
            )
