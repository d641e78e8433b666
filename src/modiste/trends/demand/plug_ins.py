"""Forecasters of foundation models, where their packages are installed and their weights are on this machine.

Knows how each is called; nothing is ever fetched. Any package may add forecasters as entry points of the
group `modiste.forecasters`: `build(season: int | None) -> Forecaster`.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import LEVELS, Forecast

_BATCH, _CONTEXT, _LEAST = 256, 2048, 8
_SEED = 0
_LOCAL = {"local_files_only": True}
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


@dataclass(frozen=True)
class Foundation:
    """A model that was trained elsewhere and learns nothing here.

    Attributes:
        name: as a table of results says it.
        open: makes the model ready: rows (b, t) with NaN for gaps and a horizon in, its levels and quantiles
            (b, h, levels) out; raises a ModisteError where it cannot.
    """

    name: str
    open: Callable[[], Callable[[Floats, int], tuple[Sequence[float], Floats]]]

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next periods; a series with fewer than eight values repeats its last one.

        Raises:
            ModisteError: MOD-2014 where the package is absent, MOD-2413 where its weights are.
        """
        predict = self.open()
        known = np.isfinite(past.y)
        enough = known.sum(1) >= _LEAST
        last = np.array(
            [row[there][-1] if there.any() else 0.0 for row, there in zip(past.y, known, strict=True)]
        )
        quantiles = np.broadcast_to(last[:, None, None], (len(past), horizon, len(LEVELS))).copy()
        rows = np.flatnonzero(enough)
        for begin in range(0, len(rows), _BATCH):
            some = rows[begin : begin + _BATCH]
            # The newest values alone: a series that ended early is followed from its own end.
            levels, told = predict(past.y[some][:, -_CONTEXT:], horizon)
            quantiles[some] = _at_levels(levels, told)
        ahead = past.dates_ahead(horizon)
        return Forecast(past.ids, ahead, quantiles[..., LEVELS.index(0.5)], LEVELS, quantiles)


def _at_levels(levels: Sequence[float], told: Floats) -> Floats:
    """Quantiles at `LEVELS` from a model's own; beyond its outermost the last slope goes on."""
    own = np.array(levels)
    told = np.sort(np.asarray(told, np.float64), axis=-1)
    made = np.empty((*told.shape[:-1], len(LEVELS)))
    for place, level in enumerate(LEVELS):
        right = int(np.clip(np.searchsorted(own, level), 1, len(own) - 1))
        share = (level - own[right - 1]) / (own[right] - own[right - 1])
        made[..., place] = told[..., right - 1] + share * (told[..., right] - told[..., right - 1])
    return np.sort(made, axis=-1)


def fracast(season: int | None = None) -> Foundation:
    """Fracast-0, 85,001 parameters; its weights are in its package."""
    return Foundation("fracast", _open_fracast)


def chronos(season: int | None = None) -> Foundation:
    """Chronos, Chronos-Bolt or Chronos-2, from the folder that `MODISTE_CHRONOS` names."""
    return Foundation("chronos", _open_chronos)


def timesfm(season: int | None = None) -> Foundation:
    """TimesFM 2.5, from the folder that `MODISTE_TIMESFM` names."""
    return Foundation("timesfm", _open_timesfm)


@cache
def _open_fracast() -> Callable[[Floats, int], tuple[Sequence[float], Floats]]:
    model = _package("fracast", "fracast").FracastModel.from_pretrained()

    def predict(rows: Floats, horizon: int) -> tuple[Sequence[float], Floats]:
        return model.quantiles, model.forecast_batch(rows, horizon=horizon)

    return predict


def _open_chronos() -> Callable[[Floats, int], tuple[Sequence[float], Floats]]:
    package = _package("chronos", "chronos")
    pipeline = _opened(
        "MODISTE_CHRONOS", package.BaseChronosPipeline, device_map="cpu", use_safetensors=True, **_LOCAL
    )
    torch = import_module("torch")
    levels = (0.1, 0.25, 0.5, 0.75, 0.9)

    def predict(rows: Floats, horizon: int) -> tuple[Sequence[float], Floats]:
        context = [torch.tensor(row, dtype=torch.float32) for row in rows]
        # The first Chronos draws paths by chance: always the same ones, and nobody else's chance is moved.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(_SEED)
            told, _ = pipeline.predict_quantiles(
                context, prediction_length=horizon, quantile_levels=list(levels)
            )
        # Chronos-2 gives a list of (variables, h, levels), the older ones one tensor.
        made = np.stack([np.asarray(each).reshape(horizon, len(levels)) for each in told])
        return levels, made

    return predict


def _open_timesfm() -> Callable[[Floats, int], tuple[Sequence[float], Floats]]:
    package = _package("timesfm", "timesfm")
    model = _opened("MODISTE_TIMESFM", package.TimesFM_2p5_200M_torch, torch_compile=False, **_LOCAL)

    def predict(rows: Floats, horizon: int) -> tuple[Sequence[float], Floats]:
        config = package.ForecastConfig(
            max_context=1024,
            max_horizon=-(-horizon // 128) * 128,
            normalize_inputs=True,
            use_continuous_quantile_head=True,
            fix_quantile_crossing=True,
        )
        model.compile(config)
        filled = [row[np.isfinite(row)] for row in rows]
        _, told = model.forecast(horizon=horizon, inputs=filled)
        # The first of the ten is the mean, the others are deciles.
        return tuple(np.arange(1, 10) / 10), np.asarray(told)[..., 1:]

    return predict


def _package(name: str, extra: str) -> Any:
    for switch in _OFFLINE:
        os.environ.setdefault(switch, "1")
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        what = f"Forecasting with {name}"
        raise ModisteError("MOD-2014", what=what, package=error.name or name, extra=extra) from None


def _opened(variable: str, model: Any, **options: Any) -> Any:
    """The model whose folder a variable names, as its package opens it.

    Only arrays are read: a folder whose weights are pickled, which could run anything, is refused.

    Raises:
        ModisteError: MOD-2413 where there is no such folder, no safetensors in it, or they do not open.
    """
    said = os.environ.get(variable, "")
    folder = Path(said)
    names = sorted(each.name for each in folder.iterdir()) if said and folder.is_dir() else []
    if not names:
        reason = "no folder of a model's weights" if said else "nothing"
        raise ModisteError("MOD-2413", variable=variable, value=said or "no folder", reason=reason)
    if not any(name.endswith(".safetensors") for name in names):
        reason = f"without a safetensors file ({', '.join(names[:5])})"
        raise ModisteError("MOD-2413", variable=variable, value=said, reason=reason)
    try:
        return model.from_pretrained(said, **options)
    except Exception as error:  # whatever a foreign package raises for a damaged or another model's folder
        reason = f"which {type(error).__name__} keeps from opening: {' '.join(str(error).split())[:200]}"
        raise ModisteError("MOD-2413", variable=variable, value=said, reason=reason) from error
