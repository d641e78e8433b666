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
    from modiste.trends.demand.choice import Choice as Choice
    from modiste.trends.demand.choice import choose as choose
    from modiste.trends.demand.choice import classes_of as classes_of
    from modiste.trends.demand.choice import without_choice as without_choice
    from modiste.trends.demand.classics import CLASSICS as CLASSICS
    from modiste.trends.demand.hierarchy import METHODS as METHODS
    from modiste.trends.demand.hierarchy import Hierarchy as Hierarchy
    from modiste.trends.demand.hierarchy import reconcile as reconcile
    from modiste.trends.demand.shares import drawn_parts as drawn_parts
    from modiste.trends.demand.shares import drawn_weeks as drawn_weeks
    from modiste.trends.demand.shares import gamma_quantiles as gamma_quantiles
    from modiste.trends.demand.shares import lost_and_left as lost_and_left
    from modiste.trends.demand.shares import spread as spread
    from modiste.trends.demand.shares import stretch as stretch
    from modiste.trends.demand.shares import thinned as thinned
    from modiste.trends.launches.band import LaunchBand as LaunchBand
    from modiste.trends.launches.book import LaunchBook as LaunchBook
    from modiste.trends.launches.features import known_at_launch as known_at_launch
    from modiste.trends.launches.kinship import GarmentFeatures as GarmentFeatures
    from modiste.trends.launches.model import LaunchModel as LaunchModel
    from modiste.trends.launches.reading import read_launches as read_launches
    from modiste.trends.launches.visuelle import is_visuelle as is_visuelle
    from modiste.trends.launches.visuelle import read_visuelle as read_visuelle
    from modiste.trends.launches.worth import launch_worth as launch_worth
    from modiste.trends.panel import Panel as Panel
    from modiste.trends.periods import written as written
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster
    from modiste.trends.reading import PanelReading as PanelReading
    from modiste.trends.reading import read_panel as read_panel
    from modiste.trends.sales.baskets import baskets as baskets
    from modiste.trends.sales.cleaning import cleaned as cleaned
    from modiste.trends.sales.cohorts import cohorts as cohorts
    from modiste.trends.sales.elasticity import elasticities as elasticities
    from modiste.trends.sales.elasticity import price_weeks as price_weeks
    from modiste.trends.sales.lifetime import fit_frequency as fit_frequency
    from modiste.trends.sales.lifetime import fit_value as fit_value
    from modiste.trends.sales.lifetime import histories as histories
    from modiste.trends.sales.lifetime import worth as worth
    from modiste.trends.sales.log import SalesLog as SalesLog
    from modiste.trends.sales.returns import return_rates as return_rates
    from modiste.trends.sales.segments import rfm as rfm
    from modiste.trends.sales.sell_through import sell_through as sell_through
    from modiste.trends.sales.weekly import visits as visits
    from modiste.trends.sales.weekly import weekly_acts as weekly_acts
    from modiste.trends.sales.weekly import weekly_sales as weekly_sales
    from modiste.trends.signals.bands import SharePoint as SharePoint
    from modiste.trends.signals.bands import share_points as share_points
    from modiste.trends.signals.evidence import Evidence as Evidence
    from modiste.trends.signals.evidence import evidence as evidence
    from modiste.trends.signals.shares import Key as Key
    from modiste.trends.signals.shares import Shares as Shares
    from modiste.trends.signals.shares import shares_of as shares_of
    from modiste.trends.signals.verdicts import Signal as Signal
    from modiste.trends.signals.verdicts import judge as judge

_HOMES = {
    "CLASSICS": "demand.classics",
    "Calibration": "demand.calibration",
    "Choice": "demand.choice",
    "Evidence": "signals.evidence",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "GarmentFeatures": "launches.kinship",
    "Hierarchy": "demand.hierarchy",
    "Key": "signals.shares",
    "LEVELS": "protocols",
    "LaunchBand": "launches.band",
    "LaunchBook": "launches.book",
    "LaunchModel": "launches.model",
    "METHODS": "demand.hierarchy",
    "Panel": "panel",
    "PanelReading": "reading",
    "SalesLog": "sales.log",
    "SharePoint": "signals.bands",
    "Shares": "signals.shares",
    "Signal": "signals.verdicts",
    "Told": "demand.backtest",
    "Windows": "demand.backtest",
    "baskets": "sales.baskets",
    "calibrate": "demand.calibration",
    "choose": "demand.choice",
    "classes_of": "demand.choice",
    "cleaned": "sales.cleaning",
    "cohorts": "sales.cohorts",
    "drawn_parts": "demand.shares",
    "drawn_weeks": "demand.shares",
    "elasticities": "sales.elasticity",
    "errors_of": "demand.backtest",
    "evidence": "signals.evidence",
    "figures": "demand.backtest",
    "fit_frequency": "sales.lifetime",
    "fit_value": "sales.lifetime",
    "gamma_quantiles": "demand.shares",
    "histories": "sales.lifetime",
    "is_visuelle": "launches.visuelle",
    "judge": "signals.verdicts",
    "known_at_launch": "launches.features",
    "last_values": "demand.backtest",
    "launch_worth": "launches.worth",
    "lost_and_left": "demand.shares",
    "mend": "demand.backtest",
    "origins": "demand.backtest",
    "price_weeks": "sales.elasticity",
    "read_launches": "launches.reading",
    "read_panel": "reading",
    "read_visuelle": "launches.visuelle",
    "reconcile": "demand.hierarchy",
    "return_rates": "sales.returns",
    "rfm": "sales.segments",
    "scales": "demand.backtest",
    "sell_through": "sales.sell_through",
    "share_points": "signals.bands",
    "shares_of": "signals.shares",
    "spread": "demand.shares",
    "stretch": "demand.shares",
    "thinned": "demand.shares",
    "told_by": "demand.backtest",
    "visits": "sales.weekly",
    "weekly_acts": "sales.weekly",
    "weekly_sales": "sales.weekly",
    "windows_of": "demand.backtest",
    "without_choice": "demand.choice",
    "worth": "sales.lifetime",
    "written": "periods",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "CLASSICS",
    "LEVELS",
    "METHODS",
    "Calibration",
    "Choice",
    "Evidence",
    "Forecast",
    "Forecaster",
    "GarmentFeatures",
    "Hierarchy",
    "Key",
    "LaunchBand",
    "LaunchBook",
    "LaunchModel",
    "Panel",
    "PanelReading",
    "SalesLog",
    "SharePoint",
    "Shares",
    "Signal",
    "Told",
    "Windows",
    "baskets",
    "calibrate",
    "choose",
    "classes_of",
    "cleaned",
    "cohorts",
    "drawn_parts",
    "drawn_weeks",
    "elasticities",
    "errors_of",
    "evidence",
    "figures",
    "fit_frequency",
    "fit_value",
    "gamma_quantiles",
    "histories",
    "is_visuelle",
    "judge",
    "known_at_launch",
    "last_values",
    "launch_worth",
    "lost_and_left",
    "mend",
    "origins",
    "price_weeks",
    "read_launches",
    "read_panel",
    "read_visuelle",
    "reconcile",
    "return_rates",
    "rfm",
    "scales",
    "sell_through",
    "share_points",
    "shares_of",
    "spread",
    "stretch",
    "thinned",
    "told_by",
    "visits",
    "weekly_acts",
    "weekly_sales",
    "windows_of",
    "without_choice",
    "worth",
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
