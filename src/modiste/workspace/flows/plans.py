"""What to do about a garment's stock, proposed from its forecast: numbers, why, and how it would turn out.

Knows which numbers each kind of decision has; how much and at what price is the trends room's, what was
decided is kept by the store.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import (
    Season,
    decide_buy,
    decide_orders,
    decide_prices,
    drawn_demand,
    stretch,
    total_variation,
)
from modiste.trends import Terms as BuyTerms
from modiste.workspace.flows.plan_allocation import allocation
from modiste.workspace.flows.plan_ground import DRAWS, Ground, simulated
from modiste.workspace.flows.plan_proposal import Proposed, sku_row, why_of
from modiste.workspace.flows.plan_transfer import transfer
from modiste.workspace.flows.plan_words import PLAN_KINDS, PlanKind
from modiste.workspace.flows.shop_books import Floats

LADDER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Prices that a markdown chooses among, as shares of the price now."""
_ENDS = (0.05, 0.95)


def proposed(ground: Ground, kind: str) -> Proposed:
    """A decision of one kind on one garment.

    Raises:
        ModisteError: MOD-2012 for an unknown kind, MOD-2491 where there is nothing to decide, MOD-2492 where
            there is nowhere to allocate to.
    """
    if kind not in _MAKERS:
        raise ModisteError("MOD-2012", kind="kind of decision", name=kind, known=", ".join(PLAN_KINDS))
    return _MAKERS[kind](ground)


def _buy(ground: Ground) -> Proposed:
    """Once for all weeks from the arrival on: so many that the last piece is worth its risk (newsvendor)."""
    terms, weeks = ground.terms, ground.kept.horizon
    lead = min(terms.lead_weeks, weeks - 1)
    after = ground.demand[:, lead:].sum(1)
    there = ground.left_at(lead) + ground.coming[:, lead:].sum(1)
    needs = np.maximum(after - there, 0.0)
    price = ground.price or 1.0
    money = BuyTerms(price, terms.cost_share * price, terms.salvage_share * price)
    order = np.array([decide_buy(drawn_demand(column), money).quantity for column in needs.T])
    return _ordered(ground, "buy", order, after, weeks - lead, money.critical_ratio)


def _replenishment(ground: Ground) -> Proposed:
    """What the weeks that this order serves will lack, with the wanted chance, sales before it lost."""
    terms, weeks = ground.terms, ground.kept.horizon
    lead = min(terms.lead_weeks, weeks - 1)
    last = min(lead + terms.review_weeks, weeks)
    served = ground.demand[:, lead:last].sum(1)
    paths = np.concatenate([ground.demand[:, :lead], served[:, None]], 1).transpose(2, 1, 0)
    coming = ground.coming[:, :last].T
    on_hand = ground.level + (coming[0] if len(coming) else 0.0)
    told = decide_orders(paths, on_hand, coming[1:lead] if lead > 1 else coming[:0], terms.service)
    return _ordered(ground, "replenishment", told.quantities, served, last - lead, terms.service)


def _ordered(
    ground: Ground, kind: PlanKind, order: Floats, served: Floats, weeks: int, level: float
) -> Proposed:
    """An order by SKU, with what it is for: (draws, s) demand of the weeks it serves."""
    position = int(ground.level.sum() + ground.coming.sum())
    if not order.any():
        reason = f"{position} pieces are there or coming, which is enough"
        raise ModisteError("MOD-2491", kind=kind, garment=ground.garment, reason=reason)
    low, high = np.quantile(served.sum(1), _ENDS)
    facts = {
        "weeks": weeks,
        "lead_weeks": ground.terms.lead_weeks,
        "wanted": round(float(served.sum(1).mean()), 1),
        "low": round(float(low), 1),
        "high": round(float(high), 1),
        "percent": round(100 * level),
        "position": position,
        "pieces": int(order.sum()),
    }
    rows = [
        {
            **sku_row(ground, place),
            "stock": int(ground.level[place] + ground.coming[place].sum()),
            "wanted": round(float(served[:, place].mean()), 2),
            "pieces": int(order[place]),
        }
        for place in range(len(ground.skus))
    ]
    cost = float(order.sum() * ground.price * ground.terms.cost_share)
    numbers = {
        "pieces": int(order.sum()),
        "cost": round(cost, 2),
        "weeks": weeks,
        "level": round(level, 4),
        "rows": rows,
    }
    as_is, with_it = simulated(ground, np.zeros(len(order))), simulated(ground, order)
    outcome: dict[str, Any] = {
        "basis": "simulated",
        "draws": DRAWS,
        "weeks": ground.kept.horizon,
        "as_is": as_is,
        "with_it": with_it,
    }
    if (past := ground.past) is not None:
        before, after = simulated(ground, np.zeros(len(order)), past), simulated(ground, order, past)
        outcome["replayed"] = {"weeks": ground.kept.horizon, "as_is": before, "with_it": after}
    money = round(with_it["margin"] - as_is["margin"], 2)
    return Proposed(kind, ground.garment, numbers, why_of(kind, facts), outcome, money)


def _size_curve(ground: Ground) -> Proposed:
    """The shares of SKUs, as they would have sold had each always been there."""
    kept, skus = ground.kept, ground.skus
    raw, share = kept.raw_share[skus], kept.share[skus]
    if not raw.any():
        reason = "none of it was sold"
        raise ModisteError("MOD-2491", kind="size_curve", garment=ground.garment, reason=reason)
    rows = [
        {**sku_row(ground, place), "raw_share": round(float(raw[place]), 4)} for place in range(len(skus))
    ]
    off = total_variation(share, raw)
    facts = {"sold": int(np.nansum(kept.y[ground.row])), "percent": round(100 * off, 1)}
    return Proposed("size_curve", ground.garment, {"rows": rows}, why_of("size_curve", facts), {}, 0.0)


def _markdown(ground: Ground) -> Proposed:
    """Prices until the forecast ends that bring most for the stock there is, beside the price as it is."""
    kept, price = ground.kept, ground.price
    stock = float(ground.level.sum())
    if not price or not stock or not ground.mean.any():
        reason = "there is no stock, no price or no demand to bring forward"
        raise ModisteError("MOD-2491", kind="markdown", garment=ground.garment, reason=reason)
    value, low, high, basis = ground.elasticity
    mean, deviation = stretch(ground.mean[None], ground.deviation[None])
    season = Season(
        ladder=tuple(round(price * step, 2) for step in LADDER),
        demand=tuple(ground.mean.tolist()),
        elasticity=value,
        salvage=round(min(ground.terms.salvage_share, 0.9 * LADDER[-1]) * price, 2),
        elasticity_error=(high - low) / 3.92,
        demand_error=float(min(deviation[0] / max(mean[0], 1e-9), 1.0)),
    )
    path = decide_prices(season, stock)
    full = next(each.worth for each in path.why.alternatives if each.name == "full_price")
    if min(path.prices) >= price:
        reason = f"the price of {price:g} brings most for {int(stock)} pieces"
        raise ModisteError("MOD-2491", kind="markdown", garment=ground.garment, reason=reason)
    rows = [
        {
            "week": str(kept.dates[kept.weeks + step]),
            "price": float(asked),
            "promotion": round(1.0 - float(asked) / price, 2),
        }
        for step, asked in enumerate(path.prices)
    ]
    numbers = {"price": float(path.prices[0]), "weeks": kept.horizon, "stock": int(stock), "rows": rows}
    facts = {
        "stock": int(stock),
        "weeks": kept.horizon,
        "wanted": round(float(mean[0]), 1),
        "elasticity": round(value, 2),
        "basis": basis,
        "left": round(path.left, 1),
        "price": price,
        "lowest": min(path.prices),
    }
    outcome = {
        "basis": "simulated",
        "weeks": kept.horizon,
        "as_is": {"revenue": round(full, 2)},
        "with_it": {"revenue": round(path.revenue, 2), "left": round(path.left, 2)},
    }
    money = round(path.revenue - full, 2)
    return Proposed("markdown", ground.garment, numbers, why_of("markdown", facts), outcome, money)


_MAKERS: Mapping[str, Callable[[Ground], Proposed]] = {
    "buy": _buy,
    "replenishment": _replenishment,
    "size_curve": _size_curve,
    "markdown": _markdown,
    "allocation": allocation,
    "transfer": transfer,
}
