"""From a model's values and its errors in the past to a forecast with quantiles that stands for any input.

Knows how errors grow with the horizon as a model says it; whether nine in ten held is `calibration`'s.
"""

from statistics import NormalDist

import numpy as np

from modiste.trends.demand.histories import Histories
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

ENOUGH = 20
"""So many errors of its own tell a series' quantiles; with fewer a bell curve of their size does."""
RUNAWAY = 100.0
"""A value so many times the largest ever seen is no forecast."""


def forecast_of(
    past: Panel, series: Histories, y_hat: Floats, errors: Floats, growth: Floats, *, spent: int = 0
) -> Forecast:
    """A whole forecast of what a model told; where it told nothing usable, the naive one.

    A series that never was below nought is not forecast below it.

    Args:
        past: what was forecast.
        series: the same, as the model took it.
        y_hat: (n, h) the model's values; not finite where it could not.
        errors: (n, t) observed less told one step before, NaN where either is unknown.
        growth: (n, h) by how much errors are larger than those of one step.
        spent: how many numbers the model learnt from each series, by which errors are the smaller.
    """
    horizon = y_hat.shape[1]
    largest = np.nanmax(np.abs(series.values), axis=1, keepdims=True)
    usable = np.isfinite(y_hat) & (np.abs(y_hat) <= RUNAWAY * largest + 1e-300)
    lost = ~usable.all(axis=1)
    if lost.any():
        steps = series.steps_ahead(horizon)
        y_hat, errors, growth = y_hat.copy(), errors.copy(), growth.copy()
        y_hat[lost] = series.last()[lost, None]
        errors[lost] = lagged_errors(series, 1)[lost]
        growth[lost] = np.sqrt(steps[lost])
    quantiles = y_hat[:, :, None] + growth[:, :, None] * _of_one_step(series, errors, spent)[:, None, :]
    least = np.where(np.nanmin(series.values, axis=1) >= 0, 0.0, -np.inf)
    return Forecast(
        past.ids,
        past.dates_ahead(horizon),
        np.maximum(y_hat, least[:, None]),
        LEVELS,
        np.maximum(np.maximum.accumulate(quantiles, axis=2), least[:, None, None]),
    )


def lagged_errors(series: Histories, lag: int) -> Floats:
    """(n, t) observed less what was `lag` periods before, NaN where either was not seen."""
    known = np.where(series.seen, series.values, np.nan)
    errors = np.full(known.shape, np.nan)
    if lag < known.shape[1]:
        errors[:, lag:] = known[:, lag:] - known[:, :-lag]
    return errors


def quantiles_of(errors: Floats, levels: tuple[float, ...]) -> Floats:
    """(n, q) quantiles of each row, NaN left out; NaN for a row of nothing else."""
    ordered = np.sort(errors, axis=1)
    last = np.isfinite(errors).sum(axis=1)[:, None] - 1
    place = np.array(levels) * np.maximum(last, 0)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(last, 0))
    low, high = np.take_along_axis(ordered, below, 1), np.take_along_axis(ordered, above, 1)
    return np.asarray(low + (place - below) * (high - low))


def _of_one_step(series: Histories, errors: Floats, spent: int) -> Floats:
    """(n, q) how far the quantiles of one step lie from its value, the mean error taken as none.

    A series with less than two errors takes the usual size beside its level from the panel's others; where
    there are none, its level itself.
    """
    known = np.isfinite(errors)
    count = known.sum(axis=1)
    filled = np.where(known, errors, 0.0)
    mean = filled.sum(axis=1) / np.maximum(count, 1)
    about = np.where(known, errors - mean[:, None], np.nan)
    squares = np.where(known, about, 0.0) ** 2
    size = np.sqrt(squares.sum(axis=1) / np.maximum(count - 1, 1))
    level = np.nanmean(np.abs(series.values), axis=1)
    tells = (count >= 2) & (level > 0)
    usual = float(np.median(size[tells] / level[tells])) if tells.any() else 1.0
    size = np.where(count >= 2, size, usual * level)
    bell = size[:, None] * np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    own = quantiles_of(about, LEVELS)
    wider = np.sqrt(np.maximum(count, 1) / np.maximum(count - spent, 1))
    return np.asarray(np.where(count[:, None] >= ENOUGH, own, bell) * wider[:, None])
