"""A panel forecast: models heard on earlier windows, the best chosen, quantiles calibrated, sums adding up.

Knows the order of these steps for one panel; files are `forecasting`'s, a shop's books `shop_demand`'s.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress
from modiste.trends import (
    LEVELS,
    RECURRENT_SECONDS,
    Blend,
    Calibration,
    Choice,
    Forecast,
    Forecaster,
    Hierarchy,
    Method,
    Panel,
    Told,
    Windows,
    calibrate,
    choose,
    classes_of,
    default_forecasters,
    errors_of,
    figures,
    mend,
    reconcile,
    scales,
    stoppable,
    told_by,
    unconstrained,
    windows_of,
    without_choice,
)
from modiste.workspace.plugins import FORECASTERS, forecasters

Floats = NDArray[np.float64]
StopAsked = Callable[[], bool]
MISSING = "MOD-2014"
SLOW = "recurrent"
NAIVES = ("naive", "seasonal_naive")
"""Who is asked in any case."""

EARLIER = 2
"""On how many earlier windows is chosen and calibrated, where the past holds as many."""

_SHOWN = ("wape", "mase", "bias", "coverage_90", "scaled_quantile_loss")


@dataclass(frozen=True)
class Manner:
    """How a panel is forecast and judged.

    Attributes:
        horizon: periods ahead.
        season: steps of a season; None as the dates tell.
        windows, step: how many windows are judged, and how far apart they begin; None for the horizon.
        earlier: on how many windows before them is chosen, where the past holds as many.
        models: whose forecasts are compared, the naive ones among them in any case; all where empty.
        allow, without: columns that may tell values, and such as are left out.
        budget: processor seconds, about, that models which are trained anew each time may take in all.
        hierarchy: columns whose sums must add up, from the widest on.
        reconcile: how they are made to.
    """

    horizon: int = 13
    season: int | None = None
    windows: int = 1
    step: int | None = None
    earlier: int = EARLIER
    models: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    budget: int = 120
    hierarchy: tuple[str, ...] = ()
    reconcile: Method = "variance"


@dataclass(frozen=True, eq=False)
class Foretold:
    """A panel's forecast, with what it was chosen and calibrated by.

    Attributes:
        forecast: of every series, at `LEVELS`; of every sum too, where a hierarchy is asked for.
        choice: who forecasts which series.
        calibration: of the quantiles; None where the past held no earlier window.
        windows: the earlier windows; None likewise.
        told: what every model said of them.
        asked: the models, by name.
        refused: those that could not forecast this panel, and why.
        hierarchy: what adds up to what; None where nothing must.
    """

    forecast: Forecast
    choice: Choice
    calibration: Calibration | None
    windows: Windows | None
    told: tuple[Told, ...]
    asked: Mapping[str, Forecaster]
    refused: Mapping[str, str]
    hierarchy: Hierarchy | None


def forecast_panel(leaves: Panel, manner: Manner, progress: Progress, should_stop: StopAsked) -> Foretold:
    """Forecast a panel by models chosen, and with quantiles calibrated, on the last windows of its past.

    Args:
        leaves: the past; what it knows ahead reaches as far as the horizon.
        manner: how.
        progress: told of every model and window.
        should_stop: asked between them.

    Raises:
        ModisteError: MOD-2012 for an unknown model, MOD-2411 for a hierarchy of other columns, MOD-2018 when
            stopped.
    """
    panel, hierarchy = nodes_of(leaves, manner)
    cuts = earlier_cuts(panel.length, panel.season, manner)
    asked, spared = asked_about(panel, cuts, manner)
    classes = classes_of(panel)
    calibration, windows, errors, told = None, None, None, list[Told]()
    refused: dict[str, str] = {}
    if cuts:
        told, refused = heard_all(panel, cuts, asked, manner.horizon, progress, should_stop, spared)
        windows = windows_of(panel, cuts, manner.horizon)
        choice = choose(windows, told, classes)
        before = choice.combined(told)
        calibration, errors = calibrate(windows, before.quantiles), _errors(windows, before)
    else:
        choice = without_choice(list(asked), classes, panel.season)
    past = unconstrained(panel)
    last = []
    total = len(choice.models)
    progress(Event("start", 0, total, f"the next {manner.horizon} periods"))
    for place, name in enumerate(choice.models, 1):
        last.append(_one(past, stoppable(asked[name], should_stop), manner.horizon, should_stop))
        progress(Event("step", place, total, name))
    _stop_if(should_stop)
    whole = choice.combined(last)
    if calibration is not None:
        moved = calibration.applied(whole.quantiles, scales(panel.y, panel.season)[None], _floor(panel))
        whole = replace(whole, quantiles=moved)
    if hierarchy is not None:
        whole = _coherent(hierarchy, whole, errors, panel, manner.reconcile)
    dates = panel.dates_ahead(manner.horizon)
    made = Forecast(panel.ids, dates, whole.y_hat[0], LEVELS, whole.quantiles[0])
    progress(Event("done", total, total, "all periods forecast"))
    return Foretold(made, choice, calibration, windows, tuple(told), asked, refused, hierarchy)


def forecast_before(
    panel: Panel, made: Foretold, length: int, horizon: int, should_stop: StopAsked
) -> Forecast | None:
    """What would have been said after `length` periods: by whom the windows that had ended then choose.

    Only who is chosen is asked again. None where no window had ended.

    Args:
        panel: whose forecast was made; without a hierarchy.
        made: that forecast.
        length: periods that were past.
        horizon: periods ahead, at most as many as of that forecast.
        should_stop: asked between forecasters.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    windows = made.windows
    ended = [k for k, cut in enumerate(windows.cuts) if cut + windows.horizon <= length] if windows else []
    if windows is None or not ended:
        return None
    earlier, heard = windows.only(ended), [each.only(ended) for each in made.told]
    young = panel.until(length, horizon)
    choice = choose(earlier, heard, classes_of(young))
    past = unconstrained(young)
    whole = choice.combined([_one(past, made.asked[name], horizon, should_stop) for name in choice.models])
    near = Windows(earlier.cuts, earlier.actual[:, :, :horizon], earlier.scale)
    calibration = calibrate(near, choice.combined(heard).quantiles[:, :, :horizon])
    quantiles = whole.quantiles
    if calibration is not None:
        quantiles = calibration.applied(quantiles, scales(young.y, young.season)[None], _floor(young))
    return Forecast(panel.ids, young.dates_ahead(horizon), whole.y_hat[0], LEVELS, quantiles[0])


def judged_last(panel: Panel, made: Foretold) -> list[dict[str, Any]]:
    """What every model was worth in the last earlier window, and what was chosen by those before it; last.

    Nothing where there were less than two.
    """
    if made.windows is None or len(made.windows.cuts) < 2:
        return []
    last = len(made.windows.cuts) - 1
    _, together = chosen_at(panel, made.windows, made.told, last)
    final = made.windows.only([last])
    rows = [each.only([last]) for each in made.told] + [together]
    return [row_of(each, figures(errors_of(final, each.y_hat, each.quantiles))) for each in rows]


def asked_about(
    panel: Panel, cuts: Sequence[int], manner: Manner
) -> tuple[dict[str, Forecaster], dict[str, str]]:
    """Whose forecasts are compared, by name: those asked for and the naive ones, or whoever suits the data.

    And who was left out for want of time, and why: what training takes is reckoned beforehand, so that the
    same data give the same forecast on a slow day.

    Raises:
        ModisteError: MOD-2012 for an unknown name.
    """
    table = forecasters()
    if manner.models:
        names = dict.fromkeys([*NAIVES, *manner.models])
        return {name: table.pick(name)(None) for name in names}, {}
    past = panel.until(cuts[0], manner.horizon) if cuts else panel
    took = RECURRENT_SECONDS * (len(cuts) + 1)
    slow = took <= manner.budget
    made = {each.name: each for each in default_forecasters(past, manner.horizon, slow=slow)}
    spared = {}
    if not slow and any(each.name == SLOW for each in default_forecasters(past, manner.horizon)):
        spared[SLOW] = f"It would take about {took} processor seconds; budget allows {manner.budget}."
    return made | {name: table.pick(name)(None) for name in table if name not in FORECASTERS}, spared


def earlier_cuts(first: int, season: int, manner: Manner) -> tuple[int, ...]:
    """Origins of windows that end before `first`, as many as the past holds and are wanted.

    Two seasons lie before each where the past holds as much, half a one at least where it does not.
    """
    least = max(manner.horizon, 8)
    cuts = [first - manner.horizon * place for place in range(manner.earlier, 0, -1)]
    whole = tuple(cut for cut in cuts if cut >= max(least, 2 * season + 4 if season > 1 else 2))
    return whole or tuple(cut for cut in cuts if cut >= max(least, season // 2))


def heard_all(
    panel: Panel,
    cuts: Sequence[int],
    asked: Mapping[str, Forecaster],
    horizon: int,
    progress: Progress,
    should_stop: StopAsked,
    spared: Mapping[str, str] | None = None,
) -> tuple[list[Told], dict[str, str]]:
    """What every forecaster said at every origin, and which could not, and why; `spared` ones among these.

    A blend of those that were heard is reckoned from what they said.
    """
    total = len(asked) * len(cuts)
    progress(Event("start", 0, total, f"{len(panel)} series, {len(asked)} models, {len(cuts)} windows"))
    made, refused = list[Told](), dict(spared or {})
    for place, (name, forecaster) in enumerate(asked.items()):

        def heard(done: int, before: int = place * len(cuts), name: str = name) -> None:
            progress(Event("step", before + done, total, name))
            _stop_if(should_stop)

        _stop_if(should_stop)
        if isinstance(forecaster, Blend):
            mixed = forecaster.of_told({each.name: each for each in made}, refused)
            if mixed is not None:
                made.append(mixed)
                heard(len(cuts))
                continue
        try:
            made.append(told_by(stoppable(forecaster, should_stop), panel, cuts, horizon, heard))
        except ModisteError as error:
            if not error.code.startswith("MOD-24") and error.code != MISSING:
                raise
            refused[name] = error.detail
    progress(Event("done", total, total, "all windows forecast"))
    return made, refused


def _stop_if(should_stop: StopAsked) -> None:
    if should_stop():
        raise ModisteError("MOD-2018", what="Forecasting")


def _one(panel: Panel, forecaster: Forecaster, horizon: int, should_stop: StopAsked) -> Told:
    """One forecaster's last word, on the whole past."""
    _stop_if(should_stop)
    begun = time.process_time()
    made, mended = mend(forecaster.forecast(panel, horizon), panel)
    seconds = (time.process_time() - begun,)
    return Told(forecaster.name, made.y_hat[None], made.quantiles[None], seconds, mended)


def chosen_at(
    panel: Panel,
    windows: Windows,
    told: Sequence[Told],
    place: int,
    hierarchy: Hierarchy | None = None,
    method: Method = "variance",
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
        return choice, made if hierarchy is None else _coherent(hierarchy, made, None, past, method)
    earlier, heard = windows.only(before), [each.only(before) for each in told]
    choice = choose(earlier, heard, classes)
    before_all = choice.combined(heard)
    calibration = calibrate(earlier, before_all.quantiles)
    made = choice.combined(here)
    if calibration is not None:
        moved = calibration.applied(made.quantiles, windows.scale[[place]], _floor(past))
        made = replace(made, name=f"{made.name} (calibrated)", quantiles=moved)
    if hierarchy is not None:
        made = _coherent(hierarchy, made, _errors(earlier, before_all), past, method)
    return choice, made


def nodes_of(panel: Panel, manner: Manner) -> tuple[Panel, Hierarchy | None]:
    """The panel of all that is summed, where a hierarchy is asked for."""
    if not manner.hierarchy:
        return panel, None
    known = {name.lower(): values for name, values in panel.static.items()}
    missing = [name for name in manner.hierarchy if name.lower() not in known]
    if missing:
        reason = (
            f"no column {missing[0]!r} says one thing of every series; there are {', '.join(panel.static)}"
        )
        raise ModisteError("MOD-2411", columns=", ".join(manner.hierarchy), reason=reason)
    hierarchy = Hierarchy.of(panel.ids, {name: known[name.lower()] for name in manner.hierarchy})
    return hierarchy.whole(panel), hierarchy


def _errors(windows: Windows, told: Told) -> Any:
    """(m, k) how wrong each node's forecasts were on earlier windows."""
    errors = windows.actual - told.y_hat
    return np.concatenate(list(errors), axis=1)


def _coherent(hierarchy: Hierarchy, told: Told, errors: Any, past: Panel, method: Method) -> Told:
    """Forecasts that add up; quantiles move along with their value.

    Without earlier errors each node counts by how many leaves it holds.
    """
    if errors is None and method in ("variance", "shrinkage"):
        method = "structural"
    said, leaves = told.y_hat[0], past.y[hierarchy.n_sums :]
    is_positive = not (np.nan_to_num(leaves) < 0).any()
    made = reconcile(hierarchy, said, method, errors=errors, past=leaves, at_least_zero=is_positive)
    quantiles = told.quantiles[0] + (made - said)[..., None]
    if is_positive:
        quantiles = np.maximum(quantiles, 0.0)
    return replace(told, y_hat=made[None], quantiles=quantiles[None])


def summed_up(hierarchy: Hierarchy | None, y_hat: Floats) -> dict[str, Any]:
    """What was summed, and by how much sums of forecasts (windows, nodes, horizon) miss their parts."""
    if hierarchy is None:
        return {}
    gap = max(hierarchy.incoherence(each) for each in y_hat)
    levels = dict(Counter(hierarchy.levels))
    return {"hierarchy": {"levels": levels, "nodes": len(hierarchy.ids), "incoherence": gap}}


def joined(parts: Sequence[Told]) -> Told:
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


def row_of(told: Told, found: Mapping[str, Metric]) -> dict[str, Any]:
    """A model's row in a table of results."""
    row: dict[str, Any] = {"name": told.name}
    for name in _SHOWN:
        shown = found[name].to_json()
        row[name] = shown["value"]
        row[f"{name}_ci95"] = shown["ci95"]
    return {**row, "seconds": round(sum(told.seconds), 3), "mended": told.mended}
