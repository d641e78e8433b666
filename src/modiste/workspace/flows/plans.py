"""What to do about a garment's stock, proposed from its forecast: numbers, why, and how it would turn out.

Knows which numbers each kind of decision has; forecasts and positions are handed in, what was decided is kept
by the store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import drawn_parts, drawn_weeks, gamma_quantiles, spread, stretch
from modiste.workspace.flows.plan_words import plan_words
from modiste.workspace.flows.shop_books import Floats, Ints
from modiste.workspace.flows.shop_forecast import KeptForecast
from modiste.workspace.flows.shop_stock import Position, Terms, price_now

PlanKind = Literal["buy", "replenishment", "size_curve"]
PLAN_KINDS: tuple[PlanKind, ...] = get_args(PlanKind)
ELASTICITY = -1.5
"""Per cent of demand for a per cent of price, where a shop's own prices never told it."""
DRAWS = 400
"""So many courses of demand a decision is tried on before anybody approves it."""
_LEVELS = (0.05, 0.95)


@dataclass(frozen=True)
class Proposed:
    """A decision as it is proposed.

    Attributes:
        kind: which.
        garment: of which garment.
        numbers: what is to be done, by name; `rows` says it SKU by SKU.
        why: the sentence in `en` and `zh`, and the `facts` it rests on.
        outcome: what becomes of the coming weeks as they are and with it, simulated.
        money: what it gains, in the shop's currency, on average over the simulated courses.
    """

    kind: PlanKind
    garment: str
    numbers: Mapping[str, Any]
    why: Mapping[str, Any]
    outcome: Mapping[str, Any]
    money: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return vars(self)


@dataclass(frozen=True, eq=False)
class Ground:
    """What decisions of one garment rest on.

    Attributes:
        kept: the forecast.
        position: what lies there.
        terms: on which is bought.
        row: the garment's place in the forecast.
        skus: (s,) places of its SKUs.
    """

    kept: KeptForecast
    position: Position
    terms: Terms
    row: int
    skus: Ints

    @property
    def garment(self) -> str:
        """Its id."""
        return self.kept.garments[self.row]

    @property
    def price(self) -> float:
        """What a piece costs the customer now; 0 where that is not known."""
        return float(price_now(self.kept)[self.row])

    def wanted(self, weeks: int) -> tuple[Floats, Floats, Floats]:
        """Mean, deviation (1 + s,) of the garment and of its SKUs over so many weeks, and the stock (s,)."""
        weeks = min(weeks, self.kept.horizon)
        y_hat = self.kept.forecast.y_hat[self.row : self.row + 1, :weeks]
        about = spread(self.kept.forecast)[self.row : self.row + 1, :weeks]
        mean, deviation = stretch(y_hat, about)
        all_means = np.zeros(len(self.kept.garments))
        all_deviations = all_means.copy()
        all_means[self.row], all_deviations[self.row] = mean[0], deviation[0]
        parts = self.kept.of_skus(all_means, all_deviations)
        stock = self.position.within(weeks)[self.skus].astype(float)
        return (
            np.concatenate([mean, parts[0][self.skus]]),
            np.concatenate([deviation, parts[1][self.skus]]),
            stock,
        )


def ground_of(kept: KeptForecast, position: Position, terms: Terms, garment: str) -> Ground:
    """What decisions of a garment rest on.

    Raises:
        ModisteError: MOD-2489 where it has no forecast.
    """
    row = kept.place(garment)
    if row is None:
        raise ModisteError("MOD-2489", garment=garment)
    return Ground(kept, position, terms, row, np.flatnonzero(kept.owner == row))


def proposed(ground: Ground, kind: str) -> Proposed:
    """A decision of one kind.

    Raises:
        ModisteError: MOD-2012 for an unknown kind, MOD-2491 where there is nothing to decide.
    """
    if kind not in _MAKERS:
        raise ModisteError("MOD-2012", kind="kind of decision", name=kind, known=", ".join(_MAKERS))
    return _MAKERS[kind](ground)


def repriced(
    ground: Ground, price: float | None, promotion: float | None, weeks: int
) -> tuple[Ground, float, str]:
    """The same ground with another price for all weeks, and a promotion for the first ones of them.

    Demand follows by the elasticity of the garment's sales, where it is known; its deviation in proportion.

    Returns:
        The ground, the elasticity, and `measured` or `assumed`.
    """
    kept, row = ground.kept, ground.row
    elasticity, basis = ELASTICITY, "assumed"
    before = kept.price[row, kept.weeks :]
    after = before.copy() if price is None else np.full_like(before, price)
    depth = kept.promotion[row, kept.weeks :].copy()
    if promotion is not None:
        after[:weeks] = (after[:weeks] if price is not None else usual(before, depth)[:weeks]) * (
            1 - promotion
        )
        depth[:weeks] = promotion
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.nan_to_num((after / before) ** elasticity, nan=1.0, posinf=1.0)
    prices, depths = kept.price.copy(), kept.promotion.copy()
    prices[row, kept.weeks :], depths[row, kept.weeks :] = after, depth
    y_hat, quantiles = kept.forecast.y_hat.copy(), kept.forecast.quantiles.copy()
    y_hat[row] *= factor
    quantiles[row] *= factor[:, None]
    forecast = replace(kept.forecast, y_hat=y_hat, quantiles=quantiles)
    changed = replace(kept, forecast=forecast, price=prices, promotion=depths)
    return replace(ground, kept=changed), elasticity, basis


def usual(price: Floats, depth: Floats) -> Floats:
    """The price without a promotion that takes the share `depth` off it."""
    return np.asarray(price / np.where(depth < 1.0, 1.0 - depth, 1.0))


def _buy(ground: Ground) -> Proposed:
    """For the whole forecast at once: so many that the last is worth its risk (the newsvendor's answer)."""
    return _ordered(ground, "buy", ground.kept.horizon, ground.terms.critical_ratio)


def _replenishment(ground: Ground) -> Proposed:
    """Up to what lasts, with the wanted chance, until the order after this one arrives."""
    return _ordered(ground, "replenishment", ground.terms.window, ground.terms.service)


def _ordered(ground: Ground, kind: PlanKind, weeks: int, level: float) -> Proposed:
    weeks = min(weeks, ground.kept.horizon)
    mean, deviation, stock = ground.wanted(weeks)
    target = gamma_quantiles(mean[1:], deviation[1:], (level,))[:, 0]
    order = np.maximum(np.round(target) - stock, 0.0)
    if not order.any():
        reason = f"{int(stock.sum())} pieces are there or coming, which is enough for {weeks} weeks"
        raise ModisteError("MOD-2491", kind=kind, garment=ground.garment, reason=reason)
    ends = gamma_quantiles(mean[:1], deviation[:1], _LEVELS)[0]
    facts = {
        "weeks": weeks,
        "wanted": round(float(mean[0]), 1),
        "low": round(float(ends[0]), 1),
        "high": round(float(ends[1]), 1),
        "percent": round(100 * level),
        "position": int(stock.sum()),
    }
    cost = ground.price * ground.terms.cost_share
    rows = [
        {
            "sku": ground.kept.skus[k],
            "size": ground.kept.sizes[k],
            "share": round(float(ground.kept.share[k]), 4),
            "stock": int(stock[place]),
            "wanted": round(float(mean[1 + place]), 2),
            "target": round(float(target[place])),
            "pieces": int(order[place]),
        }
        for place, k in enumerate(ground.skus.tolist())
    ]
    numbers = {
        "pieces": int(order.sum()),
        "cost": round(float(order.sum() * cost), 2),
        "weeks": weeks,
        "level": round(level, 4),
        "rows": rows,
    }
    return _whole(ground, kind, numbers, facts, order)


def _size_curve(ground: Ground) -> Proposed:
    """The shares of SKUs, as they would have sold had each always been there."""
    kept = ground.kept
    sold = float(np.nansum(kept.y[ground.row]))
    raw = kept.raw_share[ground.skus]
    share = kept.share[ground.skus]
    if not raw.any():
        raise ModisteError(
            "MOD-2491", kind="size_curve", garment=ground.garment, reason="none of it was sold"
        )
    rows = [
        {
            "sku": kept.skus[k],
            "size": kept.sizes[k],
            "share": round(float(share[place]), 4),
            "raw_share": round(float(raw[place]), 4),
        }
        for place, k in enumerate(ground.skus.tolist())
    ]
    off = float(np.abs(share - raw).sum() / 2)
    facts = {"sold": int(sold), "percent": round(100 * off, 1)}
    return _whole(ground, "size_curve", {"rows": rows}, facts, np.zeros(len(ground.skus)))


_MAKERS: Mapping[str, Callable[[Ground], Proposed]] = {
    "buy": _buy,
    "replenishment": _replenishment,
    "size_curve": _size_curve,
}


def _whole(
    ground: Ground, kind: PlanKind, numbers: Mapping[str, Any], facts: dict[str, Any], order: Floats
) -> Proposed:
    words = plan_words(kind, facts)
    if not order.any():
        return Proposed(kind, ground.garment, numbers, {**words, "facts": facts}, {}, 0.0)
    as_is, with_it = simulated(ground, np.zeros(len(order))), simulated(ground, order)
    money = with_it["margin"] - as_is["margin"]
    outcome = {
        "basis": "simulated",
        "draws": DRAWS,
        "weeks": ground.kept.horizon,
        "as_is": as_is,
        "with_it": with_it,
    }
    return Proposed(kind, ground.garment, numbers, {**words, "facts": facts}, outcome, round(money, 2))


def simulated(ground: Ground, order: Floats) -> dict[str, float]:
    """What becomes of the coming weeks with an order of today (s,), on average over courses of demand.

    A week begins with what arrives, then customers come; who finds none is lost. What is left at the end is
    worth what it fetches then, and was paid for.
    """
    kept, terms = ground.kept, ground.terms
    chance = np.random.default_rng(7)
    mean = kept.forecast.y_hat[ground.row]
    courses = drawn_weeks(mean, spread(kept.forecast)[ground.row], DRAWS, chance)
    demand = drawn_parts(courses, kept.share[ground.skus], chance)
    shelf = np.repeat(ground.position.level[ground.skus][None].astype(float), DRAWS, 0)
    sold = np.zeros(DRAWS)
    for week in range(kept.horizon):
        shelf += ground.position.coming[ground.skus, week]
        if week == terms.lead_weeks:
            shelf += order
        went = np.minimum(shelf, demand[:, week])
        shelf -= went
        sold += went.sum(1)
    wanted = demand.sum((1, 2))
    late = order.sum() if terms.lead_weeks >= kept.horizon else 0.0
    left = shelf.sum(1) + late
    margin = ground.price * (sold + terms.salvage_share * left - terms.cost_share * order.sum())
    return {
        "wanted": round(float(wanted.mean()), 2),
        "sold": round(float(sold.mean()), 2),
        "lost": round(float((wanted - sold).mean()), 2),
        "left": round(float(left.mean()), 2),
        "fill": round(float(sold.sum() / max(wanted.sum(), 1e-9)), 4),
        "margin": round(float(margin.mean()), 2),
    }
