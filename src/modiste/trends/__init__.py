"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.campaigns.offers import Belief as Belief
    from modiste.trends.campaigns.offers import Limits as Limits
    from modiste.trends.campaigns.offers import Promotable as Promotable
    from modiste.trends.campaigns.plan import CampaignPlan as CampaignPlan
    from modiste.trends.campaigns.plan import plan_campaign as plan_campaign
    from modiste.trends.demand.classics import CLASSICS as CLASSICS
    from modiste.trends.demand.classics import classics as classics
    from modiste.trends.demand.classics import compile_kernels as compile_kernels
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
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster
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
    from modiste.trends.signals.evidence import evidence as evidence
    from modiste.trends.signals.shares import Shares as Shares
    from modiste.trends.signals.shares import shares_of as shares_of
    from modiste.trends.signals.verdicts import Signal as Signal
    from modiste.trends.signals.verdicts import judge as judge

_HOMES = {
    "Belief": "campaigns.offers",
    "CLASSICS": "demand.classics",
    "CampaignPlan": "campaigns.plan",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "GarmentFeatures": "launches.kinship",
    "LEVELS": "protocols",
    "LaunchBand": "launches.band",
    "LaunchBook": "launches.book",
    "LaunchModel": "launches.model",
    "Limits": "campaigns.offers",
    "Panel": "panel",
    "Promotable": "campaigns.offers",
    "SalesLog": "sales.log",
    "Shares": "signals.shares",
    "Signal": "signals.verdicts",
    "baskets": "sales.baskets",
    "classics": "demand.classics",
    "cleaned": "sales.cleaning",
    "cohorts": "sales.cohorts",
    "compile_kernels": "demand.classics",
    "elasticities": "sales.elasticity",
    "evidence": "signals.evidence",
    "fit_frequency": "sales.lifetime",
    "fit_value": "sales.lifetime",
    "histories": "sales.lifetime",
    "is_visuelle": "launches.visuelle",
    "judge": "signals.verdicts",
    "known_at_launch": "launches.features",
    "launch_worth": "launches.worth",
    "plan_campaign": "campaigns.plan",
    "price_weeks": "sales.elasticity",
    "read_launches": "launches.reading",
    "read_visuelle": "launches.visuelle",
    "return_rates": "sales.returns",
    "rfm": "sales.segments",
    "sell_through": "sales.sell_through",
    "shares_of": "signals.shares",
    "visits": "sales.weekly",
    "weekly_acts": "sales.weekly",
    "weekly_sales": "sales.weekly",
    "worth": "sales.lifetime",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "CLASSICS",
    "LEVELS",
    "Belief",
    "CampaignPlan",
    "Forecast",
    "Forecaster",
    "GarmentFeatures",
    "LaunchBand",
    "LaunchBook",
    "LaunchModel",
    "Limits",
    "Panel",
    "Promotable",
    "SalesLog",
    "Shares",
    "Signal",
    "baskets",
    "classics",
    "cleaned",
    "cohorts",
    "compile_kernels",
    "elasticities",
    "evidence",
    "fit_frequency",
    "fit_value",
    "histories",
    "is_visuelle",
    "judge",
    "known_at_launch",
    "launch_worth",
    "plan_campaign",
    "price_weeks",
    "read_launches",
    "read_visuelle",
    "return_rates",
    "rfm",
    "sell_through",
    "shares_of",
    "visits",
    "weekly_acts",
    "weekly_sales",
    "worth",
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
