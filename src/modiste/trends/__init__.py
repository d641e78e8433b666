"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.demand.backtest import Told as Told
    from modiste.trends.demand.backtest import Windows as Windows
    from modiste.trends.demand.backtest import errors_of as errors_of
    from modiste.trends.demand.backtest import figures as figures
    from modiste.trends.demand.backtest import last_values as last_values
    from modiste.trends.demand.backtest import mend as mend
    from modiste.trends.demand.backtest import origins as origins
    from modiste.trends.demand.backtest import scales as scales
    from modiste.trends.demand.backtest import told_by as told_by
    from modiste.trends.demand.backtest import windows_of as windows_of
    from modiste.trends.demand.calibration import Calibration as Calibration
    from modiste.trends.demand.calibration import calibrate as calibrate
    from modiste.trends.demand.censored import unconstrained as unconstrained
    from modiste.trends.demand.choice import Choice as Choice
    from modiste.trends.demand.choice import choose as choose
    from modiste.trends.demand.choice import classes_of as classes_of
    from modiste.trends.demand.choice import without_choice as without_choice
    from modiste.trends.demand.classics import CLASSICS as CLASSICS
    from modiste.trends.demand.hierarchy import METHODS as METHODS
    from modiste.trends.demand.hierarchy import Hierarchy as Hierarchy
    from modiste.trends.demand.hierarchy import Method as Method
    from modiste.trends.demand.hierarchy import reconcile as reconcile
    from modiste.trends.demand.plug_ins import boosted as boosted
    from modiste.trends.demand.plug_ins import chronos as chronos
    from modiste.trends.demand.plug_ins import fracast as fracast
    from modiste.trends.demand.plug_ins import timesfm as timesfm
    from modiste.trends.panel import Panel as Panel
    from modiste.trends.periods import written as written
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster
    from modiste.trends.reading import PanelReading as PanelReading
    from modiste.trends.reading import read_panel as read_panel

_HOMES = {
    "calibrate": "demand.calibration",
    "Calibration": "demand.calibration",
    "Choice": "demand.choice",
    "CLASSICS": "demand.classics",
    "choose": "demand.choice",
    "chronos": "demand.plug_ins",
    "fracast": "demand.plug_ins",
    "timesfm": "demand.plug_ins",
    "boosted": "demand.plug_ins",
    "classes_of": "demand.choice",
    "errors_of": "demand.backtest",
    "figures": "demand.backtest",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "Hierarchy": "demand.hierarchy",
    "last_values": "demand.backtest",
    "LEVELS": "protocols",
    "mend": "demand.backtest",
    "Method": "demand.hierarchy",
    "METHODS": "demand.hierarchy",
    "origins": "demand.backtest",
    "Panel": "panel",
    "PanelReading": "reading",
    "read_panel": "reading",
    "reconcile": "demand.hierarchy",
    "scales": "demand.backtest",
    "Told": "demand.backtest",
    "told_by": "demand.backtest",
    "Windows": "demand.backtest",
    "unconstrained": "demand.censored",
    "windows_of": "demand.backtest",
    "without_choice": "demand.choice",
    "written": "periods",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "CLASSICS",
    "LEVELS",
    "METHODS",
    "Calibration",
    "Choice",
    "Forecast",
    "Forecaster",
    "Hierarchy",
    "Method",
    "Panel",
    "PanelReading",
    "Told",
    "Windows",
    "boosted",
    "calibrate",
    "choose",
    "chronos",
    "classes_of",
    "errors_of",
    "figures",
    "fracast",
    "last_values",
    "mend",
    "origins",
    "read_panel",
    "reconcile",
    "scales",
    "timesfm",
    "told_by",
    "unconstrained",
    "windows_of",
    "without_choice",
    "written",
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
