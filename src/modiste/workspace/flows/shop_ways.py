"""By which way a shop's demand is forecast: what did best on its own past, and the plainest one beside it.

Knows what a shop's screens need of a forecast; choosing and calibrating are `forecasting`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from modiste.learning import Progress, silent
from modiste.trends import Forecast, Forecaster, Panel, unconstrained
from modiste.workspace.flows.panel_forecasts import (
    NAIVES,
    Manner,
    forecast_before,
    forecast_panel,
    judged_last,
)
from modiste.workspace.plugins import forecasters

StopAsked = Callable[[], bool]
NAIVE = "naive"
_SHOWN = ("wape", "mase", "bias", "coverage_90")


@dataclass(frozen=True, eq=False)
class ShopTold:
    """What a way says of a shop's panel.

    Attributes:
        forecast: of every series.
        naive: the same by the plainest way.
        by: (n,) the name of the way each series is forecast by, `naive` where nothing did better.
        figures: what the way and the plainest one were worth on the shop's own past.
        before: what the same way would have said after so many weeks, of so many more; None where it has to
            be asked anew.
    """

    forecast: Forecast
    naive: Forecast
    by: tuple[str, ...]
    figures: Mapping[str, Any]
    before: Callable[[int, int], Forecast | None] = lambda _length, _weeks: None


class Way(Protocol):
    """How to forecast a shop's panel."""

    def __call__(self, panel: Panel, horizon: int, progress: Progress, should_stop: StopAsked) -> ShopTold:
        """The next `horizon` weeks of every series."""


def chosen_way(
    panel: Panel,
    horizon: int,
    progress: Progress = silent,
    should_stop: StopAsked = lambda: False,
    models: tuple[str, ...] = (),
) -> ShopTold:
    """The models that did best in the windows before; quantiles as far apart as they proved to be there."""
    made = forecast_panel(panel, Manner(horizon, models=models, budget=0), progress, should_stop)
    plain: Forecaster = forecasters().pick(NAIVE)(None)
    by = tuple(
        NAIVE if set(made.choice.weights[int(place)]) <= set(NAIVES) else name
        for place, name in zip(made.choice.classes, made.choice.of_series(), strict=True)
    )
    rows = judged_last(panel, made)
    figures: dict[str, Any] = {}
    if rows:
        figures = {
            "chosen": {name: rows[-1][name] for name in _SHOWN},
            "naive": {name: each[name] for each in rows if each["name"] == NAIVE for name in _SHOWN},
            "weeks": horizon,
            "stated": "the last weeks before the forecast, by what earlier weeks chose",
        }
    naive = plain.forecast(unconstrained(panel), horizon)

    def before(length: int, weeks: int) -> Forecast | None:
        return forecast_before(panel, made, length, weeks, should_stop) if weeks <= horizon else None

    return ShopTold(made.forecast, naive, by, figures, before)
