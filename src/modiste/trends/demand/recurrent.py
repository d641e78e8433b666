"""A recurrent network over all series of a panel: it reads each past and answers all steps ahead at once.

Knows which windows are learned from and the mean over seeds; what they show is `recurrent_windows`', the
network `recurrent_network`'s. Torch is needed, and loaded when the first forecast is asked for.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.demand.features import Places
from modiste.trends.demand.recurrent_windows import SalesView, SeasonView, View
from modiste.trends.demand.sales_rows import SalesRows
from modiste.trends.demand.seasonal import goes_by_season, rows_of
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

LEAST = 24
"""Fewer periods than this teach a network nothing."""

RECURRENT_SECONDS = 12
"""Of one processor core, about, that a forecast takes, whatever the panel."""

_STEPS, _WIDEST = 13, 4.0


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True)
class Recurrent:
    """A gated recurrent network, trained anew on each past; several seeds are averaged.

    Attributes:
        windows: the most pasts learned from, drawn evenly from all series and origins.
        epochs: how often each is seen.
        seeds: how many networks.
        hidden: numbers that a past is read into.
        seed: draws windows, weights and order.
        threads: processor threads.
        should_stop: asked at every step of the training.
        name: as a table of results says it.
    """

    windows: int = 4000
    epochs: int = 6
    seeds: int = 2
    hidden: int = 32
    seed: int = 0
    threads: int = 1
    should_stop: Callable[[], bool] = never
    name: str = "recurrent"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series.

        Sales with what is known ahead go the way of promotions, seasonal series without it the way of
        seasons where two are past, and what remains the way of promotions without any.

        Raises:
            ModisteError: MOD-2420 where there are less than `LEAST` periods, MOD-2014 without torch,
                MOD-2018 when stopped.
        """
        if past.length < LEAST:
            raise ModisteError("MOD-2420", periods=past.length, least=LEAST)
        network = _network()
        view = _view(past, horizon, self.seed)
        series, origin, step = self._drawn(view, len(past), past.length, horizon)
        if len(series) < 2:
            raise ModisteError("MOD-2420", periods=past.length, least=LEAST + view.first)
        read, given, *rest = _parts(view, series, origin, step)
        flat = given.reshape(-1, given.shape[-1])
        known = np.isfinite(flat)
        count = np.maximum(known.sum(0), 1)
        usual = np.where(known, flat, 0.0).sum(0) / count
        size = np.sqrt((np.where(known, flat - usual, 0.0) ** 2).sum(0) / count)
        size = np.where(size > 1e-6, size, 1.0)
        shape = network.Shape(read.shape[1], read.shape[2], given.shape[2])
        taught = shape.packed(read, _about(given, usual, size), *rest)
        every, last = np.arange(len(past)), np.full(len(past), past.length - 1)
        read, given, start, *_ = _parts(view, every, last, np.tile(np.arange(1, horizon + 1), (len(past), 1)))
        asked = shape.packed(read, _about(given, usual, size), start)
        told = np.zeros((len(past), horizon, len(LEVELS)))
        for place in range(self.seeds):
            with tempfile.TemporaryDirectory() as folder:
                made = network.trained(
                    taught,
                    shape,
                    Path(folder),
                    hidden=self.hidden,
                    epochs=self.epochs,
                    seed=self.seed * 100 + place,
                    threads=self.threads,
                    should_stop=self.should_stop,
                )
            told += network.answered(made, asked) / self.seeds
        quantiles = np.sort(view.values(told, every, last), axis=-1)
        if np.nanmin(np.where(np.isfinite(past.y), past.y, 0.0)) >= 0:
            quantiles = np.maximum(quantiles, 0)
        y_hat = quantiles[..., LEVELS.index(0.5)]
        return Forecast(past.ids, past.dates_ahead(horizon), y_hat, LEVELS, quantiles)

    def _drawn(self, view: View, count: int, length: int, horizon: int) -> tuple[Places, Places, Places]:
        """Windows (k,) and some of the steps (k, s) of each, all of which have come."""
        dice = np.random.default_rng(self.seed)
        most = min(self.windows, count * max(length - view.first - 1, 0))
        series = dice.integers(0, count, most)
        origin = dice.integers(view.first, max(length - 1, view.first + 1), most)
        there = (origin - view.starts[series] >= view.first) & (origin < length - 1)
        series, origin = series[there], origin[there]
        step = dice.random((len(series), horizon)).argsort(1)[:, :_STEPS] + 1
        return series, origin, np.minimum(step, length - 1 - origin[:, None])


def _network() -> Any:
    try:
        return import_module("modiste.trends.demand.recurrent_network")
    except ModuleNotFoundError as error:
        what = "Forecasting with a recurrent network"
        raise ModisteError("MOD-2014", what=what, package=error.name or "torch", extra="train") from None


def _view(past: Panel, horizon: int, seed: int) -> View:
    if goes_by_season(past, horizon):
        return SeasonView.of(rows_of(past, horizon), past.length, horizon, seed)
    return SalesView(SalesRows.of(past, horizon))


def _parts(
    view: View, series: Places, origin: Places, step: Places
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Pasts (k, read, c), steps (k, s, f), and (k, s) each: where answers start, what came, its weight."""
    every, at, ahead = np.repeat(series, step.shape[1]), np.repeat(origin, step.shape[1]), step.ravel()
    given, start = view.steps(every, at, ahead)
    came, weight = view.came(every, at, ahead)
    start, came, weight = (each.reshape(step.shape) for each in (start, came, weight))
    return view.past(series, origin), given.reshape(*step.shape, -1), start, came, weight


def _about(given: Floats, usual: Floats, size: Floats) -> NDArray[np.float64]:
    """Numbers about their usual size; what is missing is usual."""
    return np.clip(np.nan_to_num((given - usual) / size), -_WIDEST, _WIDEST)
