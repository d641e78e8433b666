"""By which way a shop's demand is forecast: what did best on its own past, and the plainest one beside it.

Knows on how much of a shop's past is chosen; comparing, choosing and calibrating are the trends room's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.trends import (
    LEVELS,
    Choice,
    Forecast,
    Panel,
    Told,
    Windows,
    calibrate,
    choose,
    classes_of,
    errors_of,
    figures,
    mend,
    scales,
    told_by,
    unconstrained,
    windows_of,
    without_choice,
)
from modiste.workspace.flows.forecasting import ON_REQUEST
from modiste.workspace.plugins import forecasters

StopAsked = Callable[[], bool]
NAIVE = "naive"
NAIVES = (NAIVE, "seasonal_naive")
WINDOWS = 2
"""On so many windows before the end is chosen; what is chosen by the first is judged on the last."""
LEAST_PAST = 26
"""So many weeks must lie before a window."""
_SHOWN = ("wape", "mase", "bias", "coverage_90")


@dataclass(frozen=True, eq=False)
class ShopTold:
    """What a way says of a shop's panel.

    Attributes:
        forecast: of every series.
        naive: the same by the plainest way.
        by: (n,) the name of the way each series is forecast by, `naive` where nothing did better.
        figures: what the way and the plainest one were worth on the shop's own past.
    """

    forecast: Forecast
    naive: Forecast
    by: tuple[str, ...]
    figures: Mapping[str, Any]


class Way(Protocol):
    """How to forecast a shop's panel."""

    def __call__(self, panel: Panel, horizon: int, progress: Progress, should_stop: StopAsked) -> ShopTold:
        """The next `horizon` weeks of every series."""


def chosen_way(
    panel: Panel, horizon: int, progress: Progress = silent, should_stop: StopAsked = lambda: False
) -> ShopTold:
    """The models that did best in the windows before; quantiles as far apart as they proved to be there.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    names = [name for name in forecasters() if name not in ON_REQUEST]
    cuts = tuple(
        cut
        for place in range(WINDOWS, 0, -1)
        if (cut := panel.length - horizon * place) >= max(horizon, LEAST_PAST)
    )
    classes = classes_of(panel)
    windows, told = None, list[Told]()
    if cuts:
        told = _told(panel, names, cuts, horizon, progress, should_stop)
        windows = windows_of(panel, cuts, horizon)
        choice = choose(windows, told, classes)
    else:
        choice = without_choice(names, classes, 1)
    whole = _last(panel, choice, horizon, should_stop)
    if windows is not None:
        calibration = calibrate(windows, choice.combined(told).quantiles)
        if calibration is not None:
            floor = np.zeros(len(panel))
            moved = calibration.applied(whole.quantiles, scales(panel.y, panel.season)[None], floor)
            whole = replace(whole, quantiles=moved)
    made = Forecast(panel.ids, panel.dates_ahead(horizon), whole.y_hat[0], LEVELS, whole.quantiles[0])
    plain = forecasters().pick(NAIVE)(None).forecast(unconstrained(panel), horizon)
    by = tuple(
        NAIVE if set(choice.weights[int(place)]) <= set(NAIVES) else name
        for place, name in zip(choice.classes, choice.of_series(), strict=True)
    )
    return ShopTold(made, plain, by, _worth(panel, windows, told))


def _told(
    panel: Panel,
    names: Sequence[str],
    cuts: Sequence[int],
    horizon: int,
    progress: Progress,
    should_stop: StopAsked,
) -> list[Told]:
    """What every model said at every origin; one that cannot forecast such a panel is left out."""
    found = []
    for place, name in enumerate(names):
        if should_stop():
            raise ModisteError("MOD-2018", what="the forecast")
        progress(Event("step", place, len(names), name))
        try:
            found.append(told_by(forecasters().pick(name)(None), panel, cuts, horizon))
        except ModisteError as error:
            if not error.code.startswith("MOD-24") and error.code != "MOD-2014":
                raise
    return found


def _last(panel: Panel, choice: Choice, horizon: int, should_stop: StopAsked) -> Told:
    """What the chosen models say together of the whole past."""
    past, each = unconstrained(panel), list[Told]()
    for name in choice.models:
        if should_stop():
            raise ModisteError("MOD-2018", what="the forecast")
        made, mended = mend(forecasters().pick(name)(None).forecast(past, horizon), past)
        each.append(Told(name, made.y_hat[None], made.quantiles[None], (0.0,), mended))
    return choice.combined(each)


def _worth(panel: Panel, windows: Windows | None, told: Sequence[Told]) -> dict[str, Any]:
    """What was chosen by the first windows was worth in the last one, beside the plainest way."""
    if windows is None or len(windows.cuts) < 2:
        return {}
    last = len(windows.cuts) - 1
    before, heard = windows.only(range(last)), [each.only(range(last)) for each in told]
    choice = choose(before, heard, classes_of(panel.until(windows.cuts[last], 0)))
    rows = {"chosen": choice.combined([each.only([last]) for each in told])}
    rows |= {each.name: each.only([last]) for each in told if each.name == NAIVE}
    final = windows.only([last])
    return {
        **{
            name: {
                figure: found[figure].to_json()["value"]
                for found in [figures(errors_of(final, each.y_hat, each.quantiles))]
                for figure in _SHOWN
            }
            for name, each in rows.items()
        },
        "weeks": windows.horizon,
        "stated": "the last weeks before the forecast, by what earlier weeks chose",
    }
