"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.demand.shares import drawn_parts as drawn_parts
    from modiste.trends.demand.shares import drawn_weeks as drawn_weeks
    from modiste.trends.demand.shares import gamma_quantiles as gamma_quantiles
    from modiste.trends.demand.shares import lost_and_left as lost_and_left
    from modiste.trends.demand.shares import spread as spread
    from modiste.trends.demand.shares import stretch as stretch
    from modiste.trends.demand.shares import thinned as thinned
    from modiste.trends.panel import Panel as Panel
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster

_HOMES = {
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "LEVELS": "protocols",
    "Panel": "panel",
    "drawn_parts": "demand.shares",
    "drawn_weeks": "demand.shares",
    "gamma_quantiles": "demand.shares",
    "lost_and_left": "demand.shares",
    "spread": "demand.shares",
    "stretch": "demand.shares",
    "thinned": "demand.shares",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "LEVELS",
    "Forecast",
    "Forecaster",
    "Panel",
    "drawn_parts",
    "drawn_weeks",
    "gamma_quantiles",
    "lost_and_left",
    "spread",
    "stretch",
    "thinned",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.trends' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.trends.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        needed = {"what": "Forecasting", "package": error.name, "extra": "trends"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
