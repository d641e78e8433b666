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

_HOMES = {
    "Belief": "campaigns.offers",
    "CampaignPlan": "campaigns.plan",
    "Limits": "campaigns.offers",
    "Promotable": "campaigns.offers",
    "plan_campaign": "campaigns.plan",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "LEVELS": "protocols",
    "Panel": "panel",
    "GarmentFeatures": "launches.kinship",
    "LaunchBand": "launches.band",
    "LaunchBook": "launches.book",
    "LaunchModel": "launches.model",
    "is_visuelle": "launches.visuelle",
    "known_at_launch": "launches.features",
    "launch_worth": "launches.worth",
    "read_launches": "launches.reading",
    "read_visuelle": "launches.visuelle",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
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
    "is_visuelle",
    "known_at_launch",
    "launch_worth",
    "plan_campaign",
    "read_launches",
    "read_visuelle",
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
