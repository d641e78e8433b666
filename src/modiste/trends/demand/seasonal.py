"""How any model over all seasonal series is taught and asked: examples, weights, and quantiles from the end.

Knows no model: `boosted` and `profiles` say how one is fitted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.features import Places, SeasonalRows, Table, filled
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

Said = Callable[[SeasonalRows, int, int, float], Floats]
"""(rows, length, horizon, share) > (n, horizon) what a model of the first `length` periods says of the next,
with `share` of its usual effort."""


@dataclass(frozen=True, eq=False)
class Examples:
    """What a model learns from.

    Attributes:
        table: (k, f) see `SeasonalRows.of_rows`.
        target: (k,) the value over the base.
        weight: (k,) so that errors count as they do when scaled by the series' own changes over a season.
        step: (k,).
    """

    table: Table
    target: Floats
    weight: Floats
    step: Places


def learned(rows: SeasonalRows, length: int, horizon: int, count: int, seed: int) -> Examples:
    """At most `count` examples of the first `length` periods, drawn evenly from series, origins and steps."""
    dice = np.random.default_rng(seed)
    series = dice.integers(0, len(rows.y), count)
    step = dice.integers(1, min(horizon, length - rows.season - 1) + 1, count)
    origin = dice.integers(rows.season - 1, length - 1, count)
    there = (origin + step < length) & (origin - rows.starts[series] >= rows.season - 1)
    series, origin, step = series[there], origin[there], step[there]
    base = rows.base[series, origin]
    weight = base / rows.season_changes(length)[series]
    return Examples(
        rows.of_rows(series, origin, step),
        rows.y[series, origin + step] / base,
        np.minimum(weight, np.percentile(weight, 99) if weight.size else 1.0),
        step,
    )


def asked(rows: SeasonalRows, length: int, horizon: int, answer: Callable[[Table, Places], Floats]) -> Floats:
    """(n, horizon) what a fitted model answers for the periods after the first `length`."""
    count = len(rows.y)
    series, step = np.repeat(np.arange(count), horizon), np.tile(np.arange(1, horizon + 1), count)
    origin = np.full_like(series, length - 1)
    said = answer(rows.of_rows(series, origin, step), step) * rows.base[series, origin]
    return said.reshape(count, horizon)


def goes_by_season(past: Panel, horizon: int) -> bool:
    """Whether two seasons are past and nothing is known ahead."""
    return past.ahead < horizon and past.season > 1 and past.length >= 2 * past.season + 4


def rows_of(past: Panel, horizon: int) -> SeasonalRows:
    """The rows of a panel, gaps filled, as far as the horizon."""
    y, starts = filled(past.y)
    dates = np.concatenate([past.dates, past.dates_ahead(horizon)])
    return SeasonalRows.of(y, starts, past.season, dates)


def seasonal_forecast(past: Panel, horizon: int, said: Said) -> Forecast:
    """A forecast by a model; its quantiles are those of a smaller one that the last horizon was held from."""
    rows = rows_of(past, horizon)
    y_hat = said(rows, past.length, horizon, 1.0)
    quantiles = y_hat[..., None] + _away(rows, horizon, said)
    if np.nanmin(rows.y) >= 0:
        y_hat, quantiles = np.maximum(y_hat, 0), np.maximum(quantiles, 0)
    return Forecast(past.ids, past.dates_ahead(horizon), y_hat, LEVELS, np.sort(quantiles, axis=-1))


def _away(rows: SeasonalRows, horizon: int, said: Said) -> Floats:
    """(n, horizon, q) how far the quantiles lie from the value; calibration does the rest."""
    length = rows.y.shape[1]
    held = min(horizon, (length - 2 * rows.season) // 2)
    errors = rows.y[:, length - held :] - said(rows, length - held, held, 0.5)
    errors /= rows.season_changes(length - held)[:, None]
    made = np.empty((horizon, len(LEVELS)))
    for step in range(horizon):
        near = slice(max(min(step, held - 1) - 2, 0), min(step, held - 1) + 3)
        made[step] = np.nanquantile(errors[:, near], LEVELS)
    made -= made[:, [LEVELS.index(0.5)]]
    return made * rows.season_changes(length)[:, None, None]
