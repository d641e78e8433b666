"""Demand forecast and backtested: a file of series in, the one result shape or a file of forecasts out.

Knows the order of reading, choosing, calibrating and judging; each step is the trends room's.
"""

import io
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    METHODS,
    Choice,
    Forecast,
    Forecaster,
    Hierarchy,
    Method,
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
    reconcile,
    scales,
    told_by,
    unconstrained,
    windows_of,
    without_choice,
    written,
)
from modiste.workspace.cycles import Cycle
from modiste.workspace.plugins import forecasters

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
BACKTEST, MISSING = "backtest", "MOD-2014"
ON_REQUEST = ("chronos", "fracast", "timesfm")
"""Models of others, which forecast where they are asked for by name."""

EARLIER = 2
"""On how many earlier windows is chosen and calibrated, where the past holds as many."""

_NUMBERS = ("horizon", "season", "windows", "step", "earlier")
_LISTS = ("models", "allow", "without", "hierarchy")
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
    hierarchy: tuple[str, ...] = ()
    reconcile: Method = "variance"


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
        panel, hierarchy = _nodes(reading.panel, wish)
        judged = origins(panel.length, wish.horizon, wish.windows, wish.step)
        cuts = _earlier(judged[0], panel.season, wish) + judged
        told, refused = _all_told(panel, cuts, wish, progress, should_stop)
        windows = windows_of(panel, cuts, wish.horizon)
        parts = [_chosen(panel, windows, told, cuts.index(cut), hierarchy, wish) for cut in judged]
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
        "models_refused": refused,
        **_summed_up(hierarchy, together),
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
    leaves, left_out = _with_future(reading.panel, horizon)
    panel, hierarchy = _nodes(leaves, wish)
    cuts = _earlier(panel.length, panel.season, wish)
    classes = classes_of(panel)
    names = _names(wish)
    calibration, errors = None, None
    refused: dict[str, str] = {}
    if cuts:
        told, refused = _all_told(panel, cuts, wish, progress, should_stop)
        windows = windows_of(panel, cuts, horizon)
        choice = choose(windows, told, classes)
        before = choice.combined(told)
        calibration, errors = calibrate(windows, before.quantiles), _errors(windows, before)
    else:
        choice = without_choice(names, classes, panel.season)
    past = unconstrained(panel)
    whole = choice.combined([_one(past, name, horizon, should_stop) for name in choice.models])
    if calibration is not None:
        moved = calibration.applied(whole.quantiles, scales(panel.y, panel.season)[None], _floor(panel))
        whole = replace(whole, quantiles=moved)
    if hierarchy is not None:
        whole = _coherent(hierarchy, whole, errors, panel, wish)
    made = Forecast(panel.ids, panel.dates_ahead(horizon), whole.y_hat[0], LEVELS, whole.quantiles[0])
    who = choice.of_series()
    with telling(out):
        write_whole(out, _encoded(made, who, reading, out.suffix.lower()))
    extras = {
        **choice.extras(),
        "calibrated_on": calibration.cases if calibration else 0,
        "models_refused": refused,
        **_summed_up(hierarchy, whole),
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
        elif name == "reconcile" and value in METHODS:
            made[name] = value
        elif name in _LISTS:
            made[name] = tuple(part.strip() for part in value.split(",") if part.strip())
        else:
            known = METHODS if name == "reconcile" else (*_NUMBERS, *_LISTS, "reconcile")
            raise ModisteError("MOD-2408", name=name, value=value, reason=f"known are {', '.join(known)}")
    return _Wish(**made)


def _names(wish: _Wish) -> list[str]:
    """Whose forecasts are compared: those asked for and the naive ones, or all."""
    known = list(forecasters())
    if not wish.models:
        return [name for name in known if name not in ON_REQUEST]
    naives = [name for name in ("naive", "seasonal_naive") if name in known]
    return list(dict.fromkeys([*naives, *wish.models]))


def _earlier(first: int, season: int, wish: _Wish) -> tuple[int, ...]:
    """Origins of windows that end before `first`, as many as the past holds and are wanted."""
    least = max(2 * season + 4 if season > 1 else 2, wish.horizon, 8)
    cuts = [first - wish.horizon * place for place in range(wish.earlier, 0, -1)]
    return tuple(cut for cut in cuts if cut >= least)


def _all_told(
    panel: Panel, cuts: Sequence[int], wish: _Wish, progress: Progress, should_stop: StopAsked
) -> tuple[list[Told], dict[str, str]]:
    """What every forecaster said at every origin, and which could not, and why."""
    names = _names(wish)
    total = len(names) * len(cuts)
    progress(Event("start", 0, total, f"{len(panel)} series, {len(names)} models, {len(cuts)} windows"))
    made, refused = [], {}
    for place, name in enumerate(names):

        def heard(done: int, before: int = place * len(cuts), name: str = name) -> None:
            progress(Event("step", before + done, total, name))
            _stop_if(should_stop)

        _stop_if(should_stop)
        try:
            made.append(told_by(_built(name), panel, cuts, wish.horizon, heard))
        except ModisteError as error:
            if not error.code.startswith("MOD-24") and error.code != MISSING:
                raise
            refused[name] = error.detail
    progress(Event("done", total, total, "all windows forecast"))
    return made, refused


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


def _chosen(
    panel: Panel,
    windows: Windows,
    told: Sequence[Told],
    place: int,
    hierarchy: Hierarchy | None,
    wish: _Wish,
) -> tuple[Choice, Told]:
    """Who is chosen for one judged window by the windows that end before it, and what they say there."""
    cut = windows.cuts[place]
    before = [each for each in range(place) if windows.cuts[each] + windows.horizon <= cut]
    past = panel.until(cut, 0)
    classes = classes_of(past)
    here = [each.only([place]) for each in told]
    if not before:
        choice = without_choice([each.name for each in told], classes, panel.season)
        made = choice.combined(here)
        return choice, made if hierarchy is None else _coherent(hierarchy, made, None, past, wish)
    earlier, heard = windows.only(before), [each.only(before) for each in told]
    choice = choose(earlier, heard, classes)
    before_all = choice.combined(heard)
    calibration = calibrate(earlier, before_all.quantiles)
    made = choice.combined(here)
    if calibration is not None:
        moved = calibration.applied(made.quantiles, windows.scale[[place]], _floor(past))
        made = replace(made, name=f"{made.name} (calibrated)", quantiles=moved)
    if hierarchy is not None:
        made = _coherent(hierarchy, made, _errors(earlier, before_all), past, wish)
    return choice, made


def _nodes(panel: Panel, wish: _Wish) -> tuple[Panel, Hierarchy | None]:
    """The panel of all that is summed, where a hierarchy is asked for."""
    if not wish.hierarchy:
        return panel, None
    known = {name.lower(): values for name, values in panel.static.items()}
    missing = [name for name in wish.hierarchy if name.lower() not in known]
    if missing:
        reason = (
            f"no column {missing[0]!r} says one thing of every series; there are {', '.join(panel.static)}"
        )
        raise ModisteError("MOD-2411", columns=", ".join(wish.hierarchy), reason=reason)
    hierarchy = Hierarchy.of(panel.ids, {name: known[name.lower()] for name in wish.hierarchy})
    return hierarchy.whole(panel), hierarchy


def _errors(windows: Windows, told: Told) -> Any:
    """(m, k) how wrong each node's forecasts were on earlier windows."""
    errors = windows.actual - told.y_hat
    return np.concatenate(list(errors), axis=1)


def _coherent(hierarchy: Hierarchy, told: Told, errors: Any, past: Panel, wish: _Wish) -> Told:
    """Forecasts that add up; quantiles move along with their value.

    Without earlier errors each node counts by how many leaves it holds.
    """
    method: Method = wish.reconcile
    if errors is None and method in ("variance", "shrinkage"):
        method = "structural"
    said, leaves = told.y_hat[0], past.y[hierarchy.n_sums :]
    is_positive = not (np.nan_to_num(leaves) < 0).any()
    made = reconcile(hierarchy, said, method, errors=errors, past=leaves, at_least_zero=is_positive)
    quantiles = told.quantiles[0] + (made - said)[..., None]
    if is_positive:
        quantiles = np.maximum(quantiles, 0.0)
    return replace(told, y_hat=made[None], quantiles=quantiles[None])


def _summed_up(hierarchy: Hierarchy | None, told: Told) -> dict[str, Any]:
    if hierarchy is None:
        return {}
    gap = max(hierarchy.incoherence(each) for each in told.y_hat)
    levels = dict(Counter(hierarchy.levels))
    return {"hierarchy": {"levels": levels, "nodes": len(hierarchy.ids), "incoherence": gap}}


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
