"""Demand forecast and backtested: a file of series in, the one result shape or a file of forecasts out.

Knows the order of reading, choosing, calibrating and judging; each step is the trends room's.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from modiste.garment import ModisteError
from modiste.learning import Progress
from modiste.store import telling, write_whole
from modiste.trends import (
    METHODS,
    Forecast,
    Panel,
    PanelReading,
    errors_of,
    figures,
    origins,
    read_panel,
    windows_of,
    written,
)
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.panel_forecasts import (
    Manner,
    asked_about,
    chosen_at,
    earlier_cuts,
    forecast_panel,
    heard_all,
    joined,
    nodes_of,
    row_of,
    summed_up,
)

if TYPE_CHECKING:
    pass

StopAsked = Callable[[], bool]
BACKTEST = "backtest"
_NUMBERS = ("horizon", "season", "windows", "step", "earlier", "budget")
_LISTS = ("models", "allow", "without", "hierarchy")


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


def judge(asked: Asked) -> Answer:
    """Backtest every forecaster on the last windows; choose, blend and calibrate on windows before each.

    Raises:
        ModisteError: MOD-2401 to 2410 for data and settings, MOD-2012 for an unknown model, MOD-2018 when
            stopped.
    """
    manner = _manner(asked.settings)
    reading = read_panel(
        asked.data, season=manner.season, horizon=manner.horizon, allow=manner.allow, without=manner.without
    )
    panel, hierarchy = nodes_of(reading.panel, manner)
    judged = origins(panel.length, manner.horizon, manner.windows, manner.step)
    cuts = earlier_cuts(judged[0], panel.season, manner) + judged
    models, spared = asked_about(panel, cuts, manner)
    told, refused = heard_all(panel, cuts, models, manner.horizon, asked.progress, asked.should_stop, spared)
    windows = windows_of(panel, cuts, manner.horizon)
    parts = [chosen_at(panel, windows, told, cuts.index(cut), hierarchy, manner.reconcile) for cut in judged]
    places = range(len(cuts) - len(judged), len(cuts))
    final = windows.only(places)
    choice = parts[-1][0]
    together = joined([each for _, each in parts])
    rows, found = [], {}
    for each in [one.only(places) for one in told] + [together]:
        found = figures(errors_of(final, each.y_hat, each.quantiles))
        rows.append(row_of(each, found))
    extras = {
        "horizon": manner.horizon,
        "windows": [str(panel.dates[cut]) for cut in judged],
        "models": rows,
        **choice.extras(),
        "chosen": together.name,
        "models_refused": refused,
        **summed_up(hierarchy, together.y_hat),
        "stated": _stated(manner, judged, cuts),
        **reading.extras(),
    }
    n = int(np.isfinite(final.actual).sum())
    return Answer(n, found, extras, model="trends.forecast")


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
    manner = _manner({**settings, "horizon": str(horizon)})
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise ModisteError(
            "MOD-2408", name="out", value=out, reason="its name ends neither .csv nor .parquet"
        )
    reading = read_panel(
        data, season=manner.season, horizon=horizon, allow=manner.allow, without=manner.without
    )
    panel, left_out = _with_future(reading.panel, horizon)
    found = forecast_panel(panel, manner, progress, should_stop)
    made, who = found.forecast, found.choice.of_series()
    with telling(out):
        write_whole(out, _encoded(made, who, reading, out.suffix.lower()))
    extras = {
        **found.choice.extras(),
        "calibrated_on": found.calibration.cases if found.calibration else 0,
        "models_refused": dict(found.refused),
        **summed_up(found.hierarchy, made.y_hat[None]),
        "models": [{"unique_id": name, "model": model} for name, model in zip(made.ids, who, strict=True)],
        **reading.extras(),
    }
    extras["left_out"] = {**extras["left_out"], **left_out}
    return Forecasted(out, len(made.ids), horizon, found.choice.name, extras)


def _manner(settings: Mapping[str, str]) -> Manner:
    made: dict[str, Any] = {}
    for name, value in settings.items():
        if name in _NUMBERS:
            try:
                number = int(value)
            except ValueError:
                raise ModisteError(
                    "MOD-2408", name=name, value=value, reason="a whole number is wanted"
                ) from None
            least = 0 if name in ("earlier", "budget") else 1
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
    return Manner(**made)


def _stated(manner: Manner, judged: Sequence[int], cuts: Sequence[int]) -> dict[str, str]:
    earlier = len(cuts) - len(judged)
    return {
        "windows": f"{len(judged)} of {manner.horizon} periods, origins "
        f"{manner.step or manner.horizon} apart, the last ends with the data",
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
