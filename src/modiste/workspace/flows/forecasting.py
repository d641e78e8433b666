"""Demand forecast and backtested: a file of series in, the one result shape or a file of forecasts out.

Knows the order of reading, choosing, calibrating and judging; each step is the trends room's.
"""

import io
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress, Result
from modiste.store import telling, write_whole
from modiste.trends import (
    LEVELS,
    Calibration,
    Choice,
    Forecast,
    Forecaster,
    Panel,
    PanelReading,
    Told,
    Windows,
    calibrate,
    choose,
    classes_of,
    errors_of,
    figures,
    mend,
    origins,
    read_panel,
    scales,
    told_by,
    windows_of,
    without_choice,
    written,
)
from modiste.workspace.cycles import Cycle
from modiste.workspace.plugins import forecasters

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
BACKTEST = "backtest"
EARLIER = 2
"""On how many earlier windows is chosen and calibrated, where the past holds as many."""

_NUMBERS = ("horizon", "season", "windows", "step", "earlier")
_LISTS = ("models", "allow", "without")
_SHOWN = ("wape", "mase", "bias", "coverage_90", "scaled_quantile_loss")


@dataclass(frozen=True)
class _Wish:
    """What `--set` asked for."""

    horizon: int = 13
    season: int | None = None
    windows: int = 1
    step: int | None = None
    earlier: int = EARLIER
    models: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forecasted:
    """A file of forecasts that was written.

    Attributes:
        out: where it lies.
        n_series: how many series it holds.
        horizon: periods ahead.
        chosen: who forecast.
        extras: what was read, chosen and found; `models` says per series who forecast it.
    """

    out: Path
    n_series: int
    horizon: int
    chosen: str
    extras: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        shown = {
            "out": str(self.out),
            "n_series": self.n_series,
            "horizon": self.horizon,
            "chosen": self.chosen,
        }
        return {**shown, **self.extras}


@dataclass(frozen=True, eq=False)
class Foretold:
    """A panel's forecast, with what it was chosen and calibrated by.

    Attributes:
        forecast: of every series, at `LEVELS`.
        choice: who forecasts which series.
        calibration: of the quantiles; None where the past held no earlier window.
        windows: the earlier windows; None likewise.
        told: what every model said of them.
    """

    forecast: Forecast
    choice: Choice
    calibration: Calibration | None
    windows: Windows | None
    told: tuple[Told, ...]


def forecast_panel(
    panel: Panel,
    horizon: int,
    progress: Progress,
    should_stop: StopAsked,
    models: Sequence[str] = (),
    earlier: int = EARLIER,
) -> Foretold:
    """Forecast a panel by models chosen, and with quantiles calibrated, on the last windows of its past.

    Args:
        panel: the past; what it knows ahead reaches as far as the horizon.
        horizon: periods ahead.
        progress: told of every model and window.
        should_stop: asked between them.
        models: whose forecasts are compared, the naive ones among them in any case; all by default.
        earlier: on how many windows, where the past holds as many.

    Raises:
        ModisteError: MOD-2012 for an unknown model, MOD-2018 when stopped.
    """
    wish = _Wish(horizon, earlier=earlier, models=tuple(models))
    cuts = _earlier(panel.length, wish)
    classes = classes_of(panel)
    calibration, windows, told = None, None, list[Told]()
    if cuts:
        told = _all_told(panel, cuts, wish, progress, should_stop)
        windows = windows_of(panel, cuts, horizon)
        choice = choose(windows, told, classes)
        calibration = calibrate(windows, choice.combined(told).quantiles)
    else:
        choice = without_choice(_names(wish), classes, panel.season)
    whole = choice.combined([_one(panel, name, horizon, should_stop) for name in choice.models])
    quantiles = whole.quantiles
    if calibration is not None:
        quantiles = calibration.applied(quantiles, scales(panel.y, panel.season)[None], _floor(panel))
    made = Forecast(panel.ids, panel.dates_ahead(horizon), whole.y_hat[0], LEVELS, quantiles[0])
    return Foretold(made, choice, calibration, windows, tuple(told))


def judged_last(panel: Panel, made: Foretold) -> list[dict[str, Any]]:
    """What every model was worth in the last earlier window, and what was chosen by those before it; last.

    Nothing where there were less than two.
    """
    if made.windows is None or len(made.windows.cuts) < 2:
        return []
    last = len(made.windows.cuts) - 1
    _, together = _chosen(panel, made.windows, made.told, last)
    final = made.windows.only([last])
    rows = [each.only([last]) for each in made.told] + [together]
    return [_row(each, figures(errors_of(final, each.y_hat, each.quantiles))) for each in rows]


def judge(
    shop: "Shop | None",
    model: str,
    data: str | Path,
    protocol: str,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> Result:
    """Backtest every forecaster on the last windows; choose, blend and calibrate on windows before each.

    Raises:
        ModisteError: MOD-2401 to 2410 for data and settings, MOD-2012 for an unknown model, MOD-2018 when
            stopped.
    """
    wish = _wish(settings)
    with learning.measured() as cost:
        reading = read_panel(
            data, season=wish.season, horizon=wish.horizon, allow=wish.allow, without=wish.without
        )
        panel = reading.panel
        judged = origins(panel.length, wish.horizon, wish.windows, wish.step)
        cuts = _earlier(judged[0], wish) + judged
        told = _all_told(panel, cuts, wish, progress, should_stop)
        windows = windows_of(panel, cuts, wish.horizon)
        parts = [_chosen(panel, windows, told, cuts.index(cut)) for cut in judged]
        places = range(len(cuts) - len(judged), len(cuts))
        final = windows.only(places)
        choice = parts[-1][0]
        together = _joined([each for _, each in parts])
        rows, found = [], {}
        for each in [one.only(places) for one in told] + [together]:
            found = figures(errors_of(final, each.y_hat, each.quantiles))
            rows.append(_row(each, found))
    extras = {
        "horizon": wish.horizon,
        "windows": [str(panel.dates[cut]) for cut in judged],
        "models": rows,
        **choice.extras(),
        "chosen": together.name,
        "stated": _stated(wish, judged, cuts),
        **reading.extras(),
    }
    n = int(np.isfinite(final.actual).sum())
    return Result("trends.forecast", str(data), protocol, n, cost.seconds, cost.peak_mb, found, extras)


def forecast(
    data: str | Path,
    horizon: int,
    out: str | Path,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> Forecasted:
    """Forecast a file of series, and write `unique_id, ds, y_hat` and quantiles as CSV or Parquet, whole.

    Models are chosen and quantiles calibrated on the last windows of the past. A column is used where the
    file says it for periods ahead as well; others are left out, by name.

    Raises:
        ModisteError: MOD-2401 to 2410 for data and settings, MOD-2012 for an unknown model, MOD-1110 when the
            file cannot be written, MOD-2018 when stopped.
    """
    out = Path(out)
    wish = _wish({**settings, "horizon": str(horizon)})
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise ModisteError(
            "MOD-2408", name="out", value=out, reason="its name ends neither .csv nor .parquet"
        )
    reading = read_panel(data, season=wish.season, horizon=horizon, allow=wish.allow, without=wish.without)
    panel, left_out = _with_future(reading.panel, horizon)
    found = forecast_panel(panel, horizon, progress, should_stop, wish.models, wish.earlier)
    made, choice, calibration = found.forecast, found.choice, found.calibration
    who = choice.of_series()
    with telling(out):
        write_whole(out, _encoded(made, who, reading, out.suffix.lower()))
    extras = {
        **choice.extras(),
        "calibrated_on": calibration.cases if calibration else 0,
        "models": [{"unique_id": name, "model": model} for name, model in zip(made.ids, who, strict=True)],
        **reading.extras(),
    }
    extras["left_out"] = {**extras["left_out"], **left_out}
    return Forecasted(out, len(panel), horizon, choice.name, extras)


def _wish(settings: Mapping[str, str]) -> _Wish:
    made: dict[str, Any] = {}
    for name, value in settings.items():
        if name in _NUMBERS:
            try:
                number = int(value)
            except ValueError:
                raise ModisteError(
                    "MOD-2408", name=name, value=value, reason="a whole number is wanted"
                ) from None
            least = 0 if name == "earlier" else 1
            if not least <= number <= 10_000:
                raise ModisteError("MOD-2408", name=name, value=value, reason=f"{least} to 10000 is wanted")
            made[name] = number
        elif name in _LISTS:
            made[name] = tuple(part.strip() for part in value.split(",") if part.strip())
        else:
            known = ", ".join((*_NUMBERS, *_LISTS))
            raise ModisteError("MOD-2408", name=name, value=value, reason=f"known are {known}")
    return _Wish(**made)


def _names(wish: _Wish) -> list[str]:
    """Whose forecasts are compared: those asked for and the naive ones, or all."""
    known = list(forecasters())
    if not wish.models:
        return known
    naives = [name for name in ("naive", "seasonal_naive") if name in known]
    return list(dict.fromkeys([*naives, *wish.models]))


def _earlier(first: int, wish: _Wish) -> tuple[int, ...]:
    """Origins of windows that end before `first`, as many as the past holds and are wanted."""
    least = max(2 * (wish.season or 1), 2 * wish.horizon if wish.horizon < 8 else wish.horizon, 8)
    cuts = [first - wish.horizon * place for place in range(wish.earlier, 0, -1)]
    return tuple(cut for cut in cuts if cut >= least)


def _all_told(
    panel: Panel, cuts: Sequence[int], wish: _Wish, progress: Progress, should_stop: StopAsked
) -> list[Told]:
    names = _names(wish)
    total = len(names) * len(cuts)
    progress(Event("start", 0, total, f"{len(panel)} series, {len(names)} models, {len(cuts)} windows"))
    made = []
    for place, name in enumerate(names):

        def heard(done: int, before: int = place * len(cuts), name: str = name) -> None:
            progress(Event("step", before + done, total, name))
            _stop_if(should_stop)

        _stop_if(should_stop)
        made.append(told_by(_built(name), panel, cuts, wish.horizon, heard))
    progress(Event("done", total, total, "all windows forecast"))
    return made


def _built(name: str) -> Forecaster:
    made: Forecaster = forecasters().pick(name)(None)
    return made


def _stop_if(should_stop: StopAsked) -> None:
    if should_stop():
        raise ModisteError("MOD-2018", what="Forecasting")


def _one(panel: Panel, name: str, horizon: int, should_stop: StopAsked) -> Told:
    """One forecaster's last word, on the whole past."""
    _stop_if(should_stop)
    begun = time.process_time()
    made, mended = mend(_built(name).forecast(panel, horizon), panel)
    seconds = (time.process_time() - begun,)
    return Told(name, made.y_hat[None], made.quantiles[None], seconds, mended)


def _chosen(panel: Panel, windows: Windows, told: Sequence[Told], place: int) -> tuple[Choice, Told]:
    """Who is chosen for one judged window by the windows that end before it, and what they say there."""
    cut = windows.cuts[place]
    before = [each for each in range(place) if windows.cuts[each] + windows.horizon <= cut]
    past = panel.until(cut, 0)
    classes = classes_of(past)
    here = [each.only([place]) for each in told]
    if not before:
        choice = without_choice([each.name for each in told], classes, panel.season)
        return choice, choice.combined(here)
    earlier, heard = windows.only(before), [each.only(before) for each in told]
    choice = choose(earlier, heard, classes)
    calibration = calibrate(earlier, choice.combined(heard).quantiles)
    made = choice.combined(here)
    if calibration is None:
        return choice, made
    quantiles = calibration.applied(made.quantiles, windows.scale[[place]], _floor(past))
    return choice, Told(f"{made.name} (calibrated)", made.y_hat, quantiles, made.seconds, made.mended)


def _joined(parts: Sequence[Told]) -> Told:
    """One row of the table from what was chosen window by window; named as for the last."""
    return Told(
        parts[-1].name,
        np.concatenate([each.y_hat for each in parts]),
        np.concatenate([each.quantiles for each in parts]),
        tuple(second for each in parts for second in each.seconds),
        sum(each.mended for each in parts),
    )


def _floor(past: Panel) -> Any:
    """(n,) below which a series is not forecast: zero where it never was below."""
    return np.where((np.nan_to_num(past.y, nan=0.0) < 0).any(1), -np.inf, 0.0)


def _row(told: Told, found: Mapping[str, Metric]) -> dict[str, Any]:
    row: dict[str, Any] = {"name": told.name}
    for name in _SHOWN:
        shown = found[name].to_json()
        row[name] = shown["value"]
        row[f"{name}_ci95"] = shown["ci95"]
    return {**row, "seconds": round(sum(told.seconds), 3), "mended": told.mended}


def _stated(wish: _Wish, judged: Sequence[int], cuts: Sequence[int]) -> dict[str, str]:
    earlier = len(cuts) - len(judged)
    return {
        "windows": f"{len(judged)} of {wish.horizon} periods, origins {wish.step or wish.horizon} apart, "
        "the last ends with the data",
        "choice": f"on {earlier} windows before the first judged one, and on judged ones that had ended",
        "mase": "mean over series of mean absolute error over the seasonal naive error inside each past",
        "wape": "sum of absolute errors over sum of absolute actual values, all series together",
        "bias": "sum of forecast less actual over sum of absolute actual values",
        "coverage_90": "share of actual values from the 5 % to the 95 % quantile",
        "seconds": "processor seconds of the judged windows",
    }


def _with_future(panel: Panel, horizon: int) -> tuple[Panel, dict[str, str]]:
    """Known columns as far as the horizon; those of which nothing is said ahead are left out."""
    left_out, known = {}, {}
    for name, values in panel.known.items():
        ahead = values[:, panel.length : panel.length + horizon]
        if not np.isfinite(ahead).any():
            left_out[name] = f"not known for the {horizon} periods ahead"
            continue
        missing = horizon - ahead.shape[1]
        filled = np.concatenate([ahead, np.full((len(panel), missing), np.nan)], axis=1)
        known[name] = np.concatenate([values[:, : panel.length], filled], axis=1)
    made = Panel(
        panel.ids, panel.dates, panel.y, panel.step, panel.season, known, panel.static, panel.censored
    )
    return made, left_out


def _encoded(made: Forecast, who: Sequence[str], reading: PanelReading, suffix: str) -> bytes:
    n, horizon = made.y_hat.shape
    dates = written(made.dates, reading.kind)
    days = pa.array(np.tile(made.dates, n).astype("datetime64[us]"))
    columns: dict[str, Any] = {
        "unique_id": np.repeat(np.array(made.ids, object), horizon),
        "ds": days if suffix == ".parquet" and reading.kind == "day" else np.tile(np.array(dates, object), n),
        "y_hat": made.y_hat.ravel(),
    }
    for place, level in enumerate(made.levels):
        columns[f"q{round(100 * level):02}"] = made.quantiles[..., place].ravel()
    columns["model"] = np.repeat(np.array(who, object), horizon)
    table, sink = pa.table(columns), io.BytesIO()
    if suffix == ".parquet":
        parquet.write_table(table, sink)
    else:
        arrow_csv.write_csv(table, sink, arrow_csv.WriteOptions(quoting_style="needed"))
    return sink.getvalue()


CYCLE = Cycle((BACKTEST,), judge)
