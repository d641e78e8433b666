"""How much to buy for one season: once, or some now and more after early sales.

Knows price, cost, salvage, packs and least orders; demand is `demands`', later weeks `replenishment`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.demands import Demand, DrawnDemand, drawn_demand
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True)
class Terms:
    """What a piece brings and costs, and how it may be bought.

    Attributes:
        price: What a piece sells for.
        cost: What it costs.
        salvage: What a piece left over brings; negative where it must be disposed of.
        goodwill: What a customer who finds none costs beyond the margin.
        least: The least that may be bought, unless nothing is.
        pack: Pieces are bought in multiples of it; None for any quantity, fractions too.
        most: The most that may be bought.
    """

    price: float
    cost: float
    salvage: float = 0.0
    goodwill: float = 0.0
    least: float = 0.0
    pack: float | None = 1.0
    most: float = float("inf")

    def __post_init__(self) -> None:
        reason = ""
        if not all(map(np.isfinite, (self.price, self.cost, self.salvage, self.goodwill, self.least))):
            reason = "a number is not finite"
        elif self.cost < 0 or self.goodwill < 0:
            reason = f"cost {self.cost} or goodwill {self.goodwill} is negative"
        elif self.price <= self.cost:
            reason = f"the price {self.price} does not exceed the cost {self.cost}"
        elif self.salvage >= self.cost:
            reason = f"what is left brings {self.salvage}, as much as its cost {self.cost} or more"
        elif self.least < 0 or self.most < self.least or (self.pack is not None and not self.pack > 0):
            reason = f"at least {self.least}, at most {self.most}, in packs of {self.pack}"
        if reason:
            raise ModisteError("MOD-2453", reason=reason)

    @property
    def critical_ratio(self) -> float:
        """The probability of selling out of nothing that pays best: underage over underage and overage."""
        under = self.price - self.cost + self.goodwill
        return under / (under + self.cost - self.salvage)


@dataclass(frozen=True)
class Buy:
    """How much to buy, and why.

    Attributes:
        quantity: Pieces.
        profit: Expected, goodwill taken off.
        sold: Pieces expected to sell.
        left: Pieces expected to be left.
        in_stock: Probability that every customer finds a piece.
        why: The inputs, and what the mean, the median, a pack less and more and the free optimum are worth.
    """

    quantity: float
    profit: float
    sold: float
    left: float
    in_stock: float
    why: Why


def decide_buy(demand: Demand, terms: Terms) -> Buy:
    """The quantity of the largest expected profit (newsvendor), within packs and limits.

    Profit is concave in the quantity, so the best multiple lies beside the free optimum; nothing is bought
    where even the best quantity loses against buying nothing.

    Example:
        >>> from modiste.trends.stock.demands import NormalDemand
        >>> round(decide_buy(NormalDemand(50, 8), Terms(0.88, 0.18, pack=None)).quantity, 3)
        56.604
    """
    free = max(demand.quantile(terms.critical_ratio), 0.0)

    def profit(quantity: float) -> float:
        return expected_profit(demand, terms, quantity)

    candidates = {0.0, *_allowed(free, terms)}
    quantity = max(sorted(candidates), key=profit)
    step = terms.pack or 1.0
    lacking = demand.lacking(quantity)
    others = {
        "nothing": 0.0,
        "mean": demand.mean,
        "median": max(demand.quantile(0.5), 0.0),
        "a_pack_less": max(quantity - step, 0.0),
        "a_pack_more": quantity + step,
        "free_optimum": free,
    }
    why = Why(
        {
            "price": terms.price,
            "cost": terms.cost,
            "salvage": terms.salvage,
            "goodwill": terms.goodwill,
            "critical_ratio": terms.critical_ratio,
            "mean_demand": demand.mean,
            "demand_90": demand.quantile(0.9),
        },
        profit(quantity),
        "money",
        tuple(Alternative(name, other, profit(other)) for name, other in others.items()),
    )
    sold = demand.mean - lacking
    return Buy(quantity, profit(quantity), sold, quantity - sold, demand.within(quantity), why)


def expected_profit(demand: Demand, terms: Terms, quantity: float) -> float:
    """What a quantity brings on average: sales and salvage less cost and goodwill."""
    lacking = demand.lacking(quantity)
    sold = demand.mean - lacking
    left = quantity - sold
    return terms.price * sold + terms.salvage * left - terms.cost * quantity - terms.goodwill * lacking


def _allowed(free: float, terms: Terms) -> list[float]:
    """The quantities beside a free one that terms allow."""
    if terms.pack is None:
        return [float(np.clip(free, terms.least, terms.most))]
    low, high = np.ceil(terms.least / terms.pack - 1e-9), np.floor(terms.most / terms.pack + 1e-9)
    beside = (np.floor(free / terms.pack + 1e-9), np.ceil(free / terms.pack - 1e-9))
    return [float(np.clip(each, low, high) * terms.pack) for each in beside if low <= high]


@dataclass(frozen=True, eq=False)
class TwoOrders:
    """Some now, more after early sales.

    Attributes:
        first: Pieces to order now.
        profit: Expected of both orders.
        second: Pieces of the second order to expect.
        seen: (g,) early sales at which each rule begins, rising.
        up_to: (g,) have so many pieces for the rest of the season, where early sales were so.
        why: The inputs, and what one order now, one order later and the mean are worth.
    """

    first: float
    profit: float
    second: float
    seen: Floats
    up_to: Floats
    why: Why


def decide_two_orders(
    early: Floats,
    late: Floats,
    terms: Terms,
    later_cost: float,
    capacity: float = float("inf"),
    groups: int = 16,
) -> TwoOrders:
    """Quick response: the first order that pays best if a second may follow early sales (Fisher, Raman 1996).

    What early sales tell of the rest is read from the samples: scenarios of like early *sales*, cut off by
    the first order as they would be, share one rule for the second.

    Args:
        early: (m,) demand until the second order arrives, by scenario; a thousand scenarios or more.
        late: (m,) demand after it, in the same scenarios.
        terms: Of the first order; packs hold for it and least orders for it alone.
        later_cost: Of a piece of the second order; as dear as the first or dearer.
        capacity: The most that the second order may bring.
        groups: Rules that the second order is cut into.

    Raises:
        ModisteError: MOD-2453 where the later cost is no cost, MOD-2454 where scenarios do not match.
    """
    if not terms.cost <= later_cost < terms.price or capacity < 0:
        reason = f"a later piece costs {later_cost}, a first one {terms.cost}, at a price of {terms.price}"
        raise ModisteError("MOD-2453", reason=reason)
    total = drawn_demand(early + late) if early.shape == late.shape and early.ndim == 1 else None
    if total is None or (early < 0).any() or (late < 0).any() or len(early) < groups:
        raise ModisteError("MOD-2454", what=f"{early.shape} early and {late.shape} late scenarios")

    def outcome(first: float) -> tuple[float, float, Floats, Floats]:
        return _outcome(first, early, late, terms, later_cost, capacity, groups)

    first = _best(lambda quantity: outcome(quantity)[0], total, terms)
    profit, second, seen, up_to = outcome(first)
    once = decide_buy(total, terms)
    why = Why(
        {
            "critical_ratio": terms.critical_ratio,
            "later_cost": later_cost,
            "capacity": capacity,
            "early_share": float(early.mean() / max(total.mean, 1e-12)),
            "early_tells": float(np.corrcoef(early, late)[0, 1]) if early.std() and late.std() else 0.0,
        },
        profit,
        "money",
        (
            Alternative("one_order_now", once.quantity, once.profit),
            Alternative("one_order_later", 0.0, outcome(0.0)[0]),
            Alternative("mean_now", total.mean, outcome(total.mean)[0]),
        ),
    )
    return TwoOrders(first, profit, second, seen, up_to, why)


def _outcome(
    first: float, early: Floats, late: Floats, terms: Terms, later_cost: float, capacity: float, groups: int
) -> tuple[float, float, Floats, Floats]:
    """Expected profit and second order after a first one, with the rule that it follows."""
    sales = np.minimum(early, first)
    left = first - sales
    edges = np.unique(np.quantile(sales, np.linspace(0, 1, groups + 1)[:-1]))
    group = np.searchsorted(edges, sales, side="right") - 1
    under = terms.price - later_cost + terms.goodwill
    ratio = under / (under + later_cost - terms.salvage)
    up_to = np.array(
        [np.quantile(late[group == place], ratio, method="higher") for place in range(len(edges))]
    )
    second = np.minimum(np.maximum(up_to[group] - left, 0), capacity)
    later = np.minimum(left + second, late)
    money = (
        terms.price * (sales + later)
        + terms.salvage * (left + second - later)
        - terms.cost * first
        - later_cost * second
        - terms.goodwill * (early + late - sales - later)
    )
    return float(money.mean()), float(second.mean()), edges, up_to


def _best(worth: Callable[[float], float], total: DrawnDemand, terms: Terms) -> float:
    """The allowed quantity of the largest worth: a coarse look, then a finer one around the best."""
    grid = np.linspace(0, float(total.samples[-1]), 41)
    for _ in range(3):
        allowed = sorted({0.0, *(each for wanted in grid for each in _allowed(float(wanted), terms))})
        best = max(allowed, key=worth)
        width = grid[1] - grid[0]
        grid = np.maximum(np.linspace(best - width, best + width, 21), 0)
    return best
