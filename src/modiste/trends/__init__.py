"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.demand.classics import CLASSICS as CLASSICS
    from modiste.trends.demand.classics import classics as classics
    from modiste.trends.demand.classics import compile_kernels as compile_kernels
    from modiste.trends.panel import Panel as Panel
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster

_HOMES = {
    "CLASSICS": "demand.classics",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "LEVELS": "protocols",
    "Panel": "panel",
    "classics": "demand.classics",
    "compile_kernels": "demand.classics",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "CLASSICS",
    "LEVELS",
    "Forecast",
    "Forecaster",
    "Panel",
    "classics",
    "compile_kernels",
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
