"""When to order and how much where each order costs: EOQ, Wagner-Whitin, (s, S) and (r, Q), each the best.

Knows cost a period, closed or enumerated; lost sales are `lost_sales`', stages in a row `base_stock`'s.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True)
class Costs:
    """What ordering, holding and lacking cost.

    Attributes:
        order: Of an order, however large.
        holding: Of a piece for a period.
        lacking: Of a piece that a customer waits for, for a period.
    """

    order: float
    holding: float
    lacking: float = float("inf")

    def __post_init__(self) -> None:
        if not (self.order >= 0 and self.holding > 0 and self.lacking > 0 and np.isfinite(self.order)):
            reason = f"an order costs {self.order}, holding {self.holding}, lacking {self.lacking}"
            raise ModisteError("MOD-2458", reason=reason)


@dataclass(frozen=True)
class ReorderRule:
    """When and how much.

    Attributes:
        point: Order where there are no more pieces than this, on the way among them.
        up_to: Up to so many, or for (r, Q) point plus quantity.
        cost: A period, on average.
        why: The inputs; the alternatives' worths are their costs, negative.
    """

    point: int
    up_to: int
    cost: float
    why: Why


def economic_order_quantity(demand: float, costs: Costs) -> tuple[float, float]:
    """The order quantity of the lowest cost at a steady demand a period, and that cost (Harris 1913).

    Example:
        >>> quantity, cost = economic_order_quantity(1300, Costs(8, 0.225))
        >>> round(quantity, 4), round(cost, 4)
        (304.0468, 68.4105)
    """
    if not demand > 0:
        raise ModisteError("MOD-2458", reason=f"demand is {demand}")
    return float((2 * costs.order * demand / costs.holding) ** 0.5), float(
        (2 * costs.order * demand * costs.holding) ** 0.5
    )


def lot_sizes(demand: Floats, costs: Costs) -> tuple[Floats, float]:
    """Orders by period that serve a known demand at the lowest cost (Wagner, Whitin 1958).

    Args:
        demand: (t,) pieces, known; what an order brings is there in its own period.
        costs: Of orders, and of pieces held at the end of a period.

    Returns:
        (t,) pieces to order, and the cost.

    Example:
        >>> orders, cost = lot_sizes(np.array([90.0, 120, 80, 70]), Costs(500, 2))
        >>> orders.tolist(), cost
        ([210.0, 0.0, 150.0, 0.0], 1380.0)
    """
    if demand.ndim != 1 or not len(demand) or not np.isfinite(demand).all() or (demand < 0).any():
        raise ModisteError("MOD-2458", reason=f"demand {demand.shape} is no row of pieces")
    length = len(demand)
    best = np.zeros(length + 1)
    until = np.zeros(length, np.int64)
    for period in reversed(range(length)):
        held = costs.holding * np.cumsum(np.arange(length - period) * demand[period:])
        ways = costs.order + held + best[period + 1 :]
        until[period] = period + 1 + int(np.argmin(ways))
        best[period] = ways.min()
        if demand[period] == 0 and best[period + 1] <= best[period]:
            best[period], until[period] = best[period + 1], -1
    orders, period = np.zeros(length), 0
    while period < length:
        if until[period] < 0:
            period += 1
            continue
        orders[period] = demand[period : until[period]].sum()
        period = int(until[period])
    return orders, float(best[0])


def decide_reorder_up_to(chances: Floats, costs: Costs) -> ReorderRule:
    """The best (s, S) of periodic review without lead time, where customers wait (Zheng, Federgruen 1991).

    Where customers leave, and for lead times, `replenishment.tuned_points` replays.

    Args:
        chances: (m,) probabilities of 0, 1, 2, ... pieces a period.
        costs: Of ordering, holding and lacking.

    Raises:
        ModisteError: MOD-2458 where these are no probabilities or lacking costs nothing finite.
    """
    if chances.ndim != 1 or (chances < 0).any() or abs(chances.sum() - 1) > 1e-6 or not chances[0] < 1:
        raise ModisteError("MOD-2458", reason="demand is no list of probabilities of 0, 1, 2, ... pieces")
    if not np.isfinite(costs.lacking):
        raise ModisteError("MOD-2458", reason="what lacks must cost something finite")
    mean = float(chances @ np.arange(len(chances)))
    reach = len(chances) + int(np.ceil(economic_order_quantity(max(mean, 1e-9), costs)[0] * 2)) + 5

    def at(level: int) -> float:
        return _cost_at(chances, costs, level)

    renewals = np.zeros(reach + 1)
    renewals[0] = 1 / (1 - chances[0])
    for count in range(1, reach + 1):
        used = min(count, len(chances) - 1)
        renewals[count] = renewals[0] * (chances[1 : used + 1] @ renewals[count - used : count][::-1])

    def cost(point: int, up_to: int) -> float:
        width = up_to - point
        levels = np.array([at(up_to - back) for back in range(width)])
        return float((costs.order + renewals[:width] @ levels) / renewals[:width].sum())

    share = costs.lacking / (costs.lacking + costs.holding)
    newsvendor = int(np.searchsorted(np.cumsum(chances), share - 1e-12))
    point, up_to = newsvendor - 1, newsvendor
    while cost(point, up_to) > at(point):
        point -= 1
    best, level = cost(point, up_to), up_to + 1
    while at(level) <= best and level - point < reach:
        found = cost(point, level)
        if found < best:
            up_to = level
            while cost(point, up_to) <= at(point + 1):
                point += 1
            best = cost(point, up_to)
        level += 1
    others = (
        Alternative("every_period", float(newsvendor), -cost(newsvendor - 1, newsvendor)),
        Alternative("a_piece_less", float(up_to - 1), -cost(min(point, up_to - 2), up_to - 1)),
        Alternative("a_piece_more", float(up_to + 1), -cost(point, up_to + 1)),
    )
    return ReorderRule(point, up_to, best, Why(_inputs(costs, mean), -best, "money a period", others))


def decide_reorder_quantity(demand: float, lead: float, costs: Costs) -> ReorderRule:
    """The best (r, Q) of continuous review and Poisson demand, what lacks being waited for.

    Federgruen, Zheng 1992: levels are taken in the order of their cost until one more would raise the mean.

    Args:
        demand: Pieces a period.
        lead: Periods from order to delivery.
        costs: Of ordering, holding and lacking.
    """
    if not demand > 0 or not lead > 0 or not np.isfinite(costs.lacking):
        raise ModisteError("MOD-2458", reason=f"demand {demand}, lead time {lead}, lacking {costs.lacking}")
    most = int(stats.poisson.isf(1e-12, demand * lead)) + 1
    chances = stats.poisson.pmf(np.arange(most + 1), demand * lead)

    def at(level: int) -> float:
        return _cost_at(chances, costs, level)

    share = costs.lacking / (costs.lacking + costs.holding)
    low = high = int(stats.poisson.ppf(share, demand * lead))
    total, best = costs.order * demand + at(low), np.inf
    while total / (high - low + 1) < best:
        best = total / (high - low + 1)
        if at(low - 1) <= at(high + 1):
            low, total = low - 1, total + at(low - 1)
            last = "low"
        else:
            high, total = high + 1, total + at(high + 1)
            last = "high"
    low, high = (low + 1, high) if last == "low" else (low, high - 1)
    quantity, _ = economic_order_quantity(demand, costs)
    even = max(round(quantity), 1)
    levels = sum(at(low + step) for step in range(even))
    others = (Alternative("economic_quantity", float(even), -(costs.order * demand + levels) / even),)
    inputs = {**_inputs(costs, demand), "lead": lead}
    return ReorderRule(low - 1, high, float(best), Why(inputs, -float(best), "money a period", others))


def _cost_at(chances: Floats, costs: Costs, level: int) -> float:
    """Holding and lacking of a period that begins with so many pieces."""
    left = level - np.arange(len(chances))
    return float(chances @ np.where(left > 0, costs.holding * left, -costs.lacking * left))


def _inputs(costs: Costs, mean: float) -> dict[str, float]:
    return {"order": costs.order, "holding": costs.holding, "lacking": costs.lacking, "mean_demand": mean}
