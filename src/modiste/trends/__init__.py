"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.trends.panel import Panel as Panel
    from modiste.trends.protocols import LEVELS as LEVELS
    from modiste.trends.protocols import Forecast as Forecast
    from modiste.trends.protocols import Forecaster as Forecaster
    from modiste.trends.stock.allocation import Allocation as Allocation
    from modiste.trends.stock.allocation import Transfer as Transfer
    from modiste.trends.stock.allocation import decide_allocation as decide_allocation
    from modiste.trends.stock.allocation import decide_pack_allocation as decide_pack_allocation
    from modiste.trends.stock.allocation import decide_transfers as decide_transfers
    from modiste.trends.stock.allocation import marginal_sales as marginal_sales
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
    "Beliefs": "stock.markdown",
    "BoostingSettings": "stock.window_demand",
    "Buy": "stock.newsvendor",
    "category_strength": "stock.size_curve",
    "Costs": "stock.reorder",
    "CountDemand": "stock.demands",
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
    "demand_of_quantiles": "stock.demands",
    "drawn_demand": "stock.demands",
    "DrawnDemand": "stock.demands",
    "EchelonLevels": "stock.base_stock",
    "economic_order_quantity": "stock.reorder",
    "empirical_levels": "stock.replenishment",
    "first_beliefs": "stock.markdown",
    "fit_size_curve": "stock.size_curve",
    "fit_window_demand": "stock.window_demand",
    "Forecast": "protocols",
    "Forecaster": "protocols",
    "Frontier": "stock.lost_sales",
    "frontier": "stock.replenishment",
    "LEVELS": "protocols",
    "lot_sizes": "stock.reorder",
    "marginal_sales": "stock.allocation",
    "NormalDemand": "stock.demands",
    "Operation": "stock.line_balancing",
    "Orders": "stock.replenishment",
    "OrderUpTo": "stock.replenishment",
    "Panel": "panel",
    "Policy": "stock.lost_sales",
    "PricePath": "stock.markdown",
    "ReorderRule": "stock.reorder",
    "Replay": "stock.lost_sales",
    "replay": "stock.lost_sales",
    "Season": "stock.markdown",
    "sell_by_decisions": "stock.markdown_replay",
    "sell_by_ladder": "stock.markdown_replay",
    "SizeCurve": "stock.size_curve",
    "SoldSeason": "stock.markdown_replay",
    "Stage": "stock.base_stock",
    "Terms": "stock.newsvendor",
    "textbook_levels": "stock.replenishment",
    "total_variation": "stock.size_curve",
    "Transfer": "stock.allocation",
    "truth_of": "stock.markdown_replay",
    "tuned_points": "stock.replenishment",
    "TwoOrders": "stock.newsvendor",
    "Why": "stock.why",
    "window_of": "stock.window_demand",
    "WindowDemand": "stock.window_demand",
}
_NEEDED = ("lightgbm", "numba", "scipy")
__all__ = [
    "LEVELS",
    "Allocation",
    "AlongPaths",
    "Alternative",
    "BalancedLine",
    "Beliefs",
    "BoostingSettings",
    "Buy",
    "Costs",
    "CountDemand",
    "DrawnDemand",
    "EchelonLevels",
    "Forecast",
    "Forecaster",
    "Frontier",
    "NormalDemand",
    "Operation",
    "OrderUpTo",
    "Orders",
    "Panel",
    "Policy",
    "PricePath",
    "ReorderRule",
    "Replay",
    "Season",
    "SizeCurve",
    "SoldSeason",
    "Stage",
    "Terms",
    "Transfer",
    "TwoOrders",
    "Why",
    "WindowDemand",
    "category_strength",
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
    "demand_of_quantiles",
    "drawn_demand",
    "economic_order_quantity",
    "empirical_levels",
    "first_beliefs",
    "fit_size_curve",
    "fit_window_demand",
    "frontier",
    "lot_sizes",
    "marginal_sales",
    "replay",
    "sell_by_decisions",
    "sell_by_ladder",
    "textbook_levels",
    "total_variation",
    "truth_of",
    "tuned_points",
    "window_of",
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
