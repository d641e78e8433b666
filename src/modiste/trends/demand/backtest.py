"""Backtests by rolling origins: what forecasters would have said, and how wrong they would have been.

Knows windows and figures; each forecaster sees `Panel.until` and nothing later. Who is chosen is `choice`'s.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.learning import Metric, bootstrap, percentile
from modiste.trends.demand.censored import unconstrained
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast, Forecaster

RESAMPLES, SEED = 1000, 0
_TIES = 1e-12


@dataclass(frozen=True, eq=False)
class Windows:
    """What was to be forecast, window by window.

    Attributes:
        cuts: (w,) how many periods were past at each origin, rising.
        actual: (w, n, h) what came; NaN where nothing is known.
        scale: (w, n) mean absolute change over a season in the past of each origin; NaN where there is none.
    """

    cuts: tuple[int, ...]
    actual: Floats
    scale: Floats

    @property
    def horizon(self) -> int:
        """Periods of a window."""
        return int(self.actual.shape[2])

    def only(self, places: Sequence[int]) -> "Windows":
        """Some of the windows."""
        at = list(places)
        return Windows(tuple(self.cuts[place] for place in at), self.actual[at], self.scale[at])


@dataclass(frozen=True, eq=False)
class Told:
    """What one forecaster said at every origin.

    Attributes:
        name: the forecaster's.
        y_hat: (w, n, h).
        quantiles: (w, n, h, q) at `LEVELS`.
        seconds: (w,) of processor time.
        mended: forecasts that were not finite, for which the last value stands.
    """

    name: str
    y_hat: Floats
    quantiles: Floats
    seconds: tuple[float, ...]
    mended: int = 0

    def only(self, places: Sequence[int]) -> "Told":
        """Some of the windows."""
        at = list(places)
        seconds = tuple(self.seconds[place] for place in at)
        return Told(self.name, self.y_hat[at], self.quantiles[at], seconds, self.mended)


def origins(
    length: int, horizon: int, windows: int, step: int | None = None, least: int = 2
) -> tuple[int, ...]:
    """Where windows begin: the last ends with the data, those before it `step` (the horizon) apart.

    Args:
        length: periods of the panel.
        horizon: periods of a window.
        windows: how many.
        step: from one origin to the next.
        least: periods that must be past at the first origin.

    Raises:
        ModisteError: MOD-2409 when the past does not hold so many.

    Example:
        >>> origins(100, 13, 4)
        (48, 61, 74, 87)
    """
    first = length - horizon - (windows - 1) * (step or horizon)
    if first < least:
        raise ModisteError("MOD-2409", length=length, windows=windows, horizon=horizon)
    return tuple(first + place * (step or horizon) for place in range(windows))


def windows_of(panel: Panel, cuts: Sequence[int], horizon: int) -> Windows:
    """What came after each cut, and the scale of errors before it.

    A series that had not begun by then is not judged there: nobody could forecast it from its past.
    """
    # What demand was where stock was lacking nobody knows.
    demand = panel.y if panel.censored is None else np.where(panel.censored, np.nan, panel.y)
    begun = [np.isfinite(panel.y[:, :cut]).any(axis=1, keepdims=True) for cut in cuts]
    after = [demand[:, cut : cut + horizon] for cut in cuts]
    actual = np.stack([np.where(was, each, np.nan) for was, each in zip(begun, after, strict=True)])
    scale = np.stack([scales(panel.y[:, :cut], panel.season) for cut in cuts])
    return Windows(tuple(cuts), actual, scale)


def scales(past: Floats, season: int) -> Floats:
    """(n,) what a seasonal naive forecast was wrong by inside the past, on average.

    The change from one period to the next where no season is past; NaN where nothing ever changed.
    Source: Hyndman and Koehler (2006).
    """
    made = _mean_change(past, season)
    lesser = ~(made > 0)
    if season > 1 and lesser.any():
        made[lesser] = _mean_change(past[lesser], 1)
    return np.where(made > 0, made, np.nan)


def _mean_change(past: Floats, season: int) -> Floats:
    changes = np.abs(past[:, season:] - past[:, :-season])
    known = np.isfinite(changes)
    total = np.where(known, changes, 0.0).sum(1)
    return np.where(known.any(1), total / np.maximum(known.sum(1), 1), np.nan)


def told_by(
    forecaster: Forecaster,
    panel: Panel,
    cuts: Sequence[int],
    horizon: int,
    heard: Callable[[int], None] = lambda _: None,
) -> Told:
    """Let a forecaster speak at every origin, each time with the past of that origin alone."""
    made, seconds, mended = [], [], 0
    for place, cut in enumerate(cuts):
        begun = time.process_time()
        past = unconstrained(panel.until(cut, horizon))
        forecast, count = mend(forecaster.forecast(past, horizon), past)
        seconds.append(time.process_time() - begun)
        mended += count
        made.append(forecast)
        heard(place + 1)
    return Told(
        forecaster.name,
        np.stack([each.y_hat for each in made]),
        np.stack([each.quantiles for each in made]),
        tuple(seconds),
        mended,
    )


def mend(forecast: Forecast, past: Panel) -> tuple[Forecast, int]:
    """A forecast of which every number is finite and no quantile falls, and how many series had to be mended.

    A series with a number that is none gets its last value; series that never fell below zero do not.
    """
    y_hat, quantiles = forecast.y_hat, np.sort(forecast.quantiles, axis=2)
    broken = ~(np.isfinite(y_hat).all(1) & np.isfinite(quantiles).all((1, 2)))
    if broken.any():
        last = last_values(past.y)[broken]
        y_hat, quantiles = y_hat.copy(), quantiles.copy()
        y_hat[broken], quantiles[broken] = last[:, None], last[:, None, None]
    floor = np.where((np.nan_to_num(past.y, nan=0.0) < 0).any(1), -np.inf, 0.0)
    y_hat, quantiles = np.maximum(y_hat, floor[:, None]), np.maximum(quantiles, floor[:, None, None])
    return Forecast(forecast.ids, forecast.dates, y_hat, forecast.levels, quantiles), int(broken.sum())


def last_values(y: Floats) -> Floats:
    """(n,) the last known value of each series; 0 where none is."""
    known = np.isfinite(y)
    place = y.shape[1] - 1 - known[:, ::-1].argmax(1)
    return np.where(known.any(1), np.nan_to_num(y)[np.arange(len(y)), place], 0.0)


@dataclass(frozen=True, eq=False)
class Errors:
    """A forecaster's errors, summed series by series, so that series can be drawn anew.

    Attributes:
        absolute: (n,) sum of sizes of errors.
        signed: (n,) sum of errors, forecast less actual.
        actual: (n,) sum of sizes of actual values.
        scaled: (n,) mean over windows of the mean size of errors over the scale; NaN where there is no scale.
        inside: (n,) values inside the 90 % interval.
        known: (n,) values known.
        quantile: (n,) as `scaled`, of twice the mean pinball loss over the levels.
    """

    absolute: Floats
    signed: Floats
    actual: Floats
    scaled: Floats
    inside: Floats
    known: Floats
    quantile: Floats


def errors_of(
    windows: Windows, y_hat: Floats, quantiles: Floats, places: Sequence[int] | None = None
) -> Errors:
    """The errors of forecasts (w, n, h) and quantiles (w, n, h, q) in these windows."""
    known = np.isfinite(windows.actual)
    actual = np.where(known, windows.actual, 0.0)
    error = np.where(known, y_hat - actual, 0.0)
    count = known.sum(2)
    levels = np.array(LEVELS)
    under = actual[..., None] - quantiles
    pinball = np.maximum(levels * under, (levels - 1) * under).mean(3) * known
    low, high = quantiles[..., LEVELS.index(0.05)], quantiles[..., LEVELS.index(0.95)]
    slack = _TIES * np.abs(actual)
    inside = (actual >= low - slack) & (actual <= high + slack) & known
    scale = np.where(count > 0, windows.scale, np.nan) * np.maximum(count, 1)
    return Errors(
        np.abs(error).sum((0, 2)),
        error.sum((0, 2)),
        np.abs(actual).sum((0, 2)),
        _mean(np.abs(error).sum(2) / scale),
        inside.sum((0, 2)).astype(float),
        known.sum((0, 2)).astype(float),
        _mean(2 * pinball.sum(2) / scale),
    )


def _mean(values: Floats) -> Floats:
    """(n,) mean over the windows that have a value."""
    known = np.isfinite(values)
    return np.where(known.any(0), np.where(known, values, 0.0).sum(0) / np.maximum(known.sum(0), 1), np.nan)


def figures(errors: Errors, resamples: int = RESAMPLES) -> dict[str, Metric]:
    """WAPE, MASE, bias, coverage of the 90 % interval and scaled quantile loss, with intervals over series.

    MASE is the mean over series of each one's mean absolute error over its own scale; WAPE, bias (the sum of
    errors over the sum of actual values) and coverage are of all values together.
    """

    def statistics(draws: Floats) -> dict[str, Floats]:
        actual = np.maximum(draws @ errors.actual, _TIES)
        return {
            "wape": draws @ errors.absolute / actual,
            "mase": _weighed(draws, errors.scaled),
            "bias": draws @ errors.signed / actual,
            "coverage_90": draws @ errors.inside / np.maximum(draws @ errors.known, _TIES),
            "scaled_quantile_loss": _weighed(draws, errors.quantile),
        }

    n = len(errors.known)
    whole = statistics(np.ones((1, n)))
    if not errors.actual.sum():
        whole["wape"] = whole["bias"] = np.array([np.nan])
    spread = bootstrap(n, resamples, SEED, statistics) if n > 1 and resamples else {}
    units = {"mase": "ratio", "scaled_quantile_loss": "ratio"}
    return {
        name: Metric(
            float(value[0]),
            percentile(spread[name]) if _is_sound(spread, name) else None,
            units.get(name, "fraction"),
        )
        for name, value in whole.items()
    }


def _is_sound(spread: dict[str, Floats], name: str) -> bool:
    return name in spread and bool(np.isfinite(spread[name]).all())


def _weighed(draws: Floats, values: Floats) -> Floats:
    known = np.isfinite(values)
    weight = draws @ known.astype(float)
    total = draws @ np.where(known, values, 0.0)
    return np.where(weight > 0, total / np.maximum(weight, 1), np.nan)
