"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.campaigns.beliefs import Belief as Belief
    from modiste.trends.campaigns.offers import Limits as Limits
    from modiste.trends.campaigns.offers import Promotable as Promotable
    from modiste.trends.campaigns.plan import CampaignPlan as CampaignPlan
    from modiste.trends.campaigns.plan import plan_campaign as plan_campaign
    from modiste.trends.campaigns.replay import replay_campaign as replay_campaign
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
    from modiste.trends.demand.blend import Blend as Blend
    from modiste.trends.demand.blend import default_forecasters as default_forecasters
    from modiste.trends.demand.blend import stoppable as stoppable
    from modiste.trends.demand.calibration import Calibration as Calibration
    from modiste.trends.demand.calibration import calibrate as calibrate
    from modiste.trends.demand.censored import unconstrained as unconstrained
    from modiste.trends.demand.choice import Choice as Choice
    from modiste.trends.demand.choice import choose as choose
    from modiste.trends.demand.choice import classes_of as classes_of
    from modiste.trends.demand.choice import without_choice as without_choice
    from modiste.trends.demand.classics import CLASSICS as CLASSICS
    from modiste.trends.demand.classics import classics as classics
    from modiste.trends.demand.classics import compile_kernels as compile_kernels
    from modiste.trends.demand.hierarchy import METHODS as METHODS
    from modiste.trends.demand.hierarchy import Hierarchy as Hierarchy
    from modiste.trends.demand.hierarchy import Method as Method
    from modiste.trends.demand.hierarchy import reconcile as reconcile
    from modiste.trends.demand.learned import LEARNED as LEARNED
    from modiste.trends.demand.plug_ins import chronos as chronos
    from modiste.trends.demand.plug_ins import fracast as fracast
    from modiste.trends.demand.plug_ins import timesfm as timesfm
    from modiste.trends.demand.recurrent import RECURRENT_SECONDS as RECURRENT_SECONDS
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
    from modiste.trends.launches.sizes import by_size as by_size
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
    from modiste.trends.sales.elasticity import Elasticity as Elasticity
    from modiste.trends.sales.elasticity import PriceWeeks as PriceWeeks
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
    from modiste.trends.stock.allocation import Allocation as Allocation
    from modiste.trends.stock.allocation import Transfer as Transfer
    from modiste.trends.stock.allocation import decide_allocation as decide_allocation
    from modiste.trends.stock.allocation import decide_pack_allocation as decide_pack_allocation
    from modiste.trends.stock.allocation import decide_transfers as decide_transfers
    from modiste.trends.stock.allocation import marginal_sales as marginal_sales
    from modiste.trends.stock.allocation import worth_of as worth_of
    from modiste.trends.stock.base_stock import EchelonLevels as EchelonLevels
    from modiste.trends.stock.base_stock import Stage as Stage
    from modiste.trends.stock.base_stock import decide_echelon_levels as decide_echelon_levels
    from modiste.trends.stock.demands import CountDemand as CountDemand
    from modiste.trends.stock.demands import DrawnDemand as DrawnDemand
    from modiste.trends.stock.demands import NormalDemand as NormalDemand
    from modiste.trends.stock.demands import demand_of_quantiles as demand_of_quantiles
    from modiste.trends.stock.demands import drawn_demand as drawn_demand
    from modiste.trends.stock.line_balancing import BalancedLine as BalancedLine
    from modiste.trends.stock.line_balancing import Operation as Operation
    from modiste.trends.stock.line_balancing import decide_stations as decide_stations
    from modiste.trends.stock.line_balancing import decide_takt as decide_takt
    from modiste.trends.stock.lost_sales import Frontier as Frontier
    from modiste.trends.stock.lost_sales import Policy as Policy
    from modiste.trends.stock.lost_sales import Replay as Replay
    from modiste.trends.stock.lost_sales import replay as replay
    from modiste.trends.stock.markdown import Beliefs as Beliefs
    from modiste.trends.stock.markdown import PricePath as PricePath
    from modiste.trends.stock.markdown import Season as Season
    from modiste.trends.stock.markdown import decide_prices as decide_prices
    from modiste.trends.stock.markdown import first_beliefs as first_beliefs
    from modiste.trends.stock.markdown_replay import SoldSeason as SoldSeason
    from modiste.trends.stock.markdown_replay import sell_by_decisions as sell_by_decisions
    from modiste.trends.stock.markdown_replay import sell_by_ladder as sell_by_ladder
    from modiste.trends.stock.markdown_replay import truth_of as truth_of
    from modiste.trends.stock.newsvendor import Buy as Buy
    from modiste.trends.stock.newsvendor import Terms as Terms
    from modiste.trends.stock.newsvendor import TwoOrders as TwoOrders
    from modiste.trends.stock.newsvendor import decide_buy as decide_buy
    from modiste.trends.stock.newsvendor import decide_two_orders as decide_two_orders
    from modiste.trends.stock.reorder import Costs as Costs
    from modiste.trends.stock.reorder import ReorderRule as ReorderRule
    from modiste.trends.stock.reorder import decide_reorder_quantity as decide_reorder_quantity
    from modiste.trends.stock.reorder import decide_reorder_up_to as decide_reorder_up_to
    from modiste.trends.stock.reorder import economic_order_quantity as economic_order_quantity
    from modiste.trends.stock.reorder import lot_sizes as lot_sizes
    from modiste.trends.stock.replenishment import AlongPaths as AlongPaths
    from modiste.trends.stock.replenishment import Orders as Orders
    from modiste.trends.stock.replenishment import OrderUpTo as OrderUpTo
    from modiste.trends.stock.replenishment import decide_orders as decide_orders
    from modiste.trends.stock.replenishment import empirical_levels as empirical_levels
    from modiste.trends.stock.replenishment import frontier as frontier
    from modiste.trends.stock.replenishment import textbook_levels as textbook_levels
    from modiste.trends.stock.replenishment import tuned_points as tuned_points
    from modiste.trends.stock.size_curve import SizeCurve as SizeCurve
    from modiste.trends.stock.size_curve import category_strength as category_strength
    from modiste.trends.stock.size_curve import fit_size_curve as fit_size_curve
    from modiste.trends.stock.size_curve import total_variation as total_variation
    from modiste.trends.stock.why import Alternative as Alternative
    from modiste.trends.stock.why import Why as Why
    from modiste.trends.stock.window_demand import BoostingSettings as BoostingSettings
    from modiste.trends.stock.window_demand import WindowDemand as WindowDemand
    from modiste.trends.stock.window_demand import fit_window_demand as fit_window_demand
    from modiste.trends.stock.window_demand import window_of as window_of

_HOMES = {
    "Allocation": "stock.allocation",
    "AlongPaths": "stock.replenishment",
    "Alternative": "stock.why",
    "BalancedLine": "stock.line_balancing",
    "Belief": "campaigns.beliefs",
    "Beliefs": "stock.markdown",
    "Blend": "demand.blend",
    "BoostingSettings": "stock.window_demand",
    "Buy": "stock.newsvendor",
    "CLASSICS": "demand.classics",
    "Calibration": "demand.calibration",
    "CampaignPlan": "campaigns.plan",
    "Choice": "demand.choice",
    "Costs": "stock.reorder",
    "CountDemand": "stock.demands",
    "DrawnDemand": "stock.demands",
    "EchelonLevels": "stock.base_stock",
    "Elasticity": "sales.elasticity",
    "Evidence": "signals.evidence",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "Frontier": "stock.lost_sales",
    "GarmentFeatures": "launches.kinship",
    "Hierarchy": "demand.hierarchy",
    "Key": "signals.shares",
    "LEARNED": "demand.learned",
    "LEVELS": "protocols",
    "LaunchBand": "launches.band",
    "LaunchBook": "launches.book",
    "LaunchModel": "launches.model",
    "Limits": "campaigns.offers",
    "METHODS": "demand.hierarchy",
    "RECURRENT_SECONDS": "demand.recurrent",
    "Method": "demand.hierarchy",
    "NormalDemand": "stock.demands",
    "Operation": "stock.line_balancing",
    "OrderUpTo": "stock.replenishment",
    "Orders": "stock.replenishment",
    "Panel": "panel",
    "PanelReading": "reading",
    "Policy": "stock.lost_sales",
    "PricePath": "stock.markdown",
    "PriceWeeks": "sales.elasticity",
    "Promotable": "campaigns.offers",
    "ReorderRule": "stock.reorder",
    "Replay": "stock.lost_sales",
    "SalesLog": "sales.log",
    "Season": "stock.markdown",
    "SharePoint": "signals.bands",
    "Shares": "signals.shares",
    "Signal": "signals.verdicts",
    "SizeCurve": "stock.size_curve",
    "SoldSeason": "stock.markdown_replay",
    "Stage": "stock.base_stock",
    "Terms": "stock.newsvendor",
    "Told": "demand.backtest",
    "Transfer": "stock.allocation",
    "TwoOrders": "stock.newsvendor",
    "Why": "stock.why",
    "WindowDemand": "stock.window_demand",
    "Windows": "demand.backtest",
    "baskets": "sales.baskets",
    "by_size": "launches.sizes",
    "calibrate": "demand.calibration",
    "category_strength": "stock.size_curve",
    "choose": "demand.choice",
    "chronos": "demand.plug_ins",
    "classes_of": "demand.choice",
    "classics": "demand.classics",
    "cleaned": "sales.cleaning",
    "cohorts": "sales.cohorts",
    "compile_kernels": "demand.classics",
    "decide_allocation": "stock.allocation",
    "decide_buy": "stock.newsvendor",
    "decide_echelon_levels": "stock.base_stock",
    "decide_orders": "stock.replenishment",
    "decide_pack_allocation": "stock.allocation",
    "decide_prices": "stock.markdown",
    "decide_reorder_quantity": "stock.reorder",
    "decide_reorder_up_to": "stock.reorder",
    "decide_stations": "stock.line_balancing",
    "decide_takt": "stock.line_balancing",
    "decide_transfers": "stock.allocation",
    "decide_two_orders": "stock.newsvendor",
    "default_forecasters": "demand.blend",
    "demand_of_quantiles": "stock.demands",
    "drawn_demand": "stock.demands",
    "drawn_parts": "demand.shares",
    "drawn_weeks": "demand.shares",
    "economic_order_quantity": "stock.reorder",
    "elasticities": "sales.elasticity",
    "empirical_levels": "stock.replenishment",
    "errors_of": "demand.backtest",
    "evidence": "signals.evidence",
    "figures": "demand.backtest",
    "first_beliefs": "stock.markdown",
    "fit_frequency": "sales.lifetime",
    "fit_size_curve": "stock.size_curve",
    "fit_value": "sales.lifetime",
    "fit_window_demand": "stock.window_demand",
    "fracast": "demand.plug_ins",
    "frontier": "stock.replenishment",
    "gamma_quantiles": "demand.shares",
    "histories": "sales.lifetime",
    "is_visuelle": "launches.visuelle",
    "judge": "signals.verdicts",
    "known_at_launch": "launches.features",
    "last_values": "demand.backtest",
    "launch_worth": "launches.worth",
    "lost_and_left": "demand.shares",
    "lot_sizes": "stock.reorder",
    "marginal_sales": "stock.allocation",
    "mend": "demand.backtest",
    "origins": "demand.backtest",
    "plan_campaign": "campaigns.plan",
    "price_weeks": "sales.elasticity",
    "read_launches": "launches.reading",
    "read_panel": "reading",
    "read_visuelle": "launches.visuelle",
    "reconcile": "demand.hierarchy",
    "replay": "stock.lost_sales",
    "replay_campaign": "campaigns.replay",
    "return_rates": "sales.returns",
    "rfm": "sales.segments",
    "scales": "demand.backtest",
    "sell_by_decisions": "stock.markdown_replay",
    "sell_by_ladder": "stock.markdown_replay",
    "sell_through": "sales.sell_through",
    "share_points": "signals.bands",
    "shares_of": "signals.shares",
    "spread": "demand.shares",
    "stoppable": "demand.blend",
    "stretch": "demand.shares",
    "textbook_levels": "stock.replenishment",
    "thinned": "demand.shares",
    "timesfm": "demand.plug_ins",
    "told_by": "demand.backtest",
    "total_variation": "stock.size_curve",
    "truth_of": "stock.markdown_replay",
    "tuned_points": "stock.replenishment",
    "unconstrained": "demand.censored",
    "visits": "sales.weekly",
    "weekly_acts": "sales.weekly",
    "weekly_sales": "sales.weekly",
    "window_of": "stock.window_demand",
    "windows_of": "demand.backtest",
    "without_choice": "demand.choice",
    "worth": "sales.lifetime",
    "worth_of": "stock.allocation",
    "written": "periods",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "CLASSICS",
    "LEARNED",
    "LEVELS",
    "METHODS",
    "RECURRENT_SECONDS",
    "Allocation",
    "AlongPaths",
    "Alternative",
    "BalancedLine",
    "Belief",
    "Beliefs",
    "Blend",
    "BoostingSettings",
    "Buy",
    "Calibration",
    "CampaignPlan",
    "Choice",
    "Costs",
    "CountDemand",
    "DrawnDemand",
    "EchelonLevels",
    "Elasticity",
    "Evidence",
    "Forecast",
    "Forecaster",
    "Frontier",
    "GarmentFeatures",
    "Hierarchy",
    "Key",
    "LaunchBand",
    "LaunchBook",
    "LaunchModel",
    "Limits",
    "Method",
    "NormalDemand",
    "Operation",
    "OrderUpTo",
    "Orders",
    "Panel",
    "PanelReading",
    "Policy",
    "PricePath",
    "PriceWeeks",
    "Promotable",
    "ReorderRule",
    "Replay",
    "SalesLog",
    "Season",
    "SharePoint",
    "Shares",
    "Signal",
    "SizeCurve",
    "SoldSeason",
    "Stage",
    "Terms",
    "Told",
    "Transfer",
    "TwoOrders",
    "Why",
    "WindowDemand",
    "Windows",
    "baskets",
    "by_size",
    "calibrate",
    "category_strength",
    "choose",
    "chronos",
    "classes_of",
    "classics",
    "cleaned",
    "cohorts",
    "compile_kernels",
    "decide_allocation",
    "decide_buy",
    "decide_echelon_levels",
    "decide_orders",
    "decide_pack_allocation",
    "decide_prices",
    "decide_reorder_quantity",
    "decide_reorder_up_to",
    "decide_stations",
    "decide_takt",
    "decide_transfers",
    "decide_two_orders",
    "default_forecasters",
    "demand_of_quantiles",
    "drawn_demand",
    "drawn_parts",
    "drawn_weeks",
    "economic_order_quantity",
    "elasticities",
    "empirical_levels",
    "errors_of",
    "evidence",
    "figures",
    "first_beliefs",
    "fit_frequency",
    "fit_size_curve",
    "fit_value",
    "fit_window_demand",
    "fracast",
    "frontier",
    "gamma_quantiles",
    "histories",
    "is_visuelle",
    "judge",
    "known_at_launch",
    "last_values",
    "launch_worth",
    "lost_and_left",
    "lot_sizes",
    "marginal_sales",
    "mend",
    "origins",
    "plan_campaign",
    "price_weeks",
    "read_launches",
    "read_panel",
    "read_visuelle",
    "reconcile",
    "replay",
    "replay_campaign",
    "return_rates",
    "rfm",
    "scales",
    "sell_by_decisions",
    "sell_by_ladder",
    "sell_through",
    "share_points",
    "shares_of",
    "spread",
    "stoppable",
    "stretch",
    "textbook_levels",
    "thinned",
    "timesfm",
    "told_by",
    "total_variation",
    "truth_of",
    "tuned_points",
    "unconstrained",
    "visits",
    "weekly_acts",
    "weekly_sales",
    "window_of",
    "windows_of",
    "without_choice",
    "worth",
    "worth_of",
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
