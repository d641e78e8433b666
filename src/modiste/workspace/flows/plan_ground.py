"""What decisions on one garment rest on: its forecast, stock and terms, and courses that demand may take.

Knows courses and what becomes of stock along them; which decision follows is `plans`'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import drawn_parts, drawn_weeks, spread
from modiste.workspace.flows.shop_books import Floats, Ints
from modiste.workspace.flows.shop_forecast import KeptForecast
from modiste.workspace.flows.shop_places import Places
from modiste.workspace.flows.shop_stock import Position, Terms, price_now

DRAWS = 400
"""So many courses of demand a decision is tried on before anybody approves it."""
ELASTICITY = (-1.5, -2.5, -0.5)
"""Per cent of demand for a per cent of price with both ends, where a shop's own prices never told it."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What decisions on one garment rest on.

    Attributes:
        kept: the forecast.
        position: what lies there.
        terms: on which is bought.
        row: the garment's place in the forecast.
        skus: (s,) places of its SKUs.
        places: where it lies and sells, for an allocation or a transfer.
        packs: pieces by size of each kind of pack that is given whole; none for single pieces.
    """

    kept: KeptForecast
    position: Position
    terms: Terms
    row: int
    skus: Ints
    places: Places | None = None
    packs: tuple[Mapping[str, int], ...] = ()

    @property
    def garment(self) -> str:
        """Its id."""
        return self.kept.garments[self.row]

    @property
    def price(self) -> float:
        """What a piece costs the customer now; 0 where that is not known."""
        return float(price_now(self.kept)[self.row])

    @property
    def mean(self) -> Floats:
        """(h,) pieces wanted in each coming week."""
        return np.asarray(self.kept.forecast.y_hat[self.row])

    @property
    def deviation(self) -> Floats:
        """(h,) by how much they may differ."""
        return np.asarray(spread(self.kept.forecast)[self.row])

    @property
    def level(self) -> Floats:
        """(s,) pieces of each SKU now."""
        return self.position.level[self.skus].astype(float)

    @property
    def coming(self) -> Floats:
        """(s, h) pieces that the ledger announces for each coming week."""
        return self.position.coming[self.skus].astype(float)

    @property
    def elasticity(self) -> tuple[float, float, float, str]:
        """Per cent of demand for a per cent of price, both ends, and `measured` or `assumed`."""
        value, low, high = self.kept.elasticity[self.row]
        if np.isfinite(value) and value < -0.05:
            return float(value), float(low), float(high), "measured"
        return *ELASTICITY, "assumed"

    @cached_property
    def demand(self) -> Floats:
        """(draws, h, s) courses of demand: whole pieces of every SKU, week by week; always the same ones."""
        chance = np.random.default_rng(7)
        weeks = drawn_weeks(self.mean, self.deviation, DRAWS, chance)
        return drawn_parts(weeks, self.kept.share[self.skus], chance)

    @property
    def past(self) -> Floats | None:
        """(1, h, s) the last weeks as they were wanted, missing sizes added in; None where too few."""
        wanted = self.kept.wanted[self.row, -self.kept.horizon :]
        if len(wanted) < self.kept.horizon or not np.isfinite(wanted).all():
            return None
        return np.asarray(wanted[None, :, None] * self.kept.share[self.skus])

    def left_at(self, week: int) -> Floats:
        """(draws, s) pieces left when a coming week begins, its arrivals not yet among them."""
        shelf = np.repeat(self.level[None], DRAWS, 0)
        for each in range(week):
            shelf = np.maximum(shelf + self.coming[:, each] - self.demand[:, each], 0.0)
        return shelf


def ground_of(kept: KeptForecast, position: Position, terms: Terms, garment: str) -> Ground:
    """What decisions on a garment rest on.

    Raises:
        ModisteError: MOD-2489 where it has no forecast.
    """
    row = kept.place(garment)
    if row is None:
        raise ModisteError("MOD-2489", garment=garment)
    return Ground(kept, position, terms, row, np.flatnonzero(kept.owner == row))


def repriced(ground: Ground, price: float | None, promotion: float | None, weeks: int) -> Ground:
    """The same ground with another price for all weeks, and a promotion for the first ones of them.

    Demand follows by the garment's elasticity, quantiles in proportion.
    """
    kept, row = ground.kept, ground.row
    before = kept.price[row, kept.weeks :]
    after = before.copy() if price is None else np.full_like(before, price)
    depth = kept.promotion[row, kept.weeks :].copy()
    if promotion is not None:
        full = after if price is not None else before / np.where(depth < 1.0, 1.0 - depth, 1.0)
        after[:weeks] = full[:weeks] * (1.0 - promotion)
        depth[:weeks] = promotion
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.nan_to_num((after / before) ** ground.elasticity[0], nan=1.0, posinf=1.0)
    prices, depths = kept.price.copy(), kept.promotion.copy()
    prices[row, kept.weeks :], depths[row, kept.weeks :] = after, depth
    y_hat, quantiles = kept.forecast.y_hat.copy(), kept.forecast.quantiles.copy()
    y_hat[row] *= factor
    quantiles[row] *= factor[:, None]
    forecast = replace(kept.forecast, y_hat=y_hat, quantiles=quantiles)
    return replace(ground, kept=replace(kept, forecast=forecast, price=prices, promotion=depths))


def simulated(ground: Ground, order: Floats, demand: Floats | None = None) -> dict[str, float]:
    """What becomes of the coming weeks with an order of today (s,), on average over courses of demand.

    By default these are drawn from the forecast; `demand` (draws, h, s) may be the past's own.

    A week begins with what arrives, then customers come; who finds none is lost. What is left at the end is
    worth what it fetches then; the order was paid for, what lay there before was paid for long ago.
    """
    terms, horizon = ground.terms, ground.kept.horizon
    demand = ground.demand if demand is None else demand
    shelf = np.repeat(ground.level[None], len(demand), 0)
    sold = np.zeros(len(demand))
    for week in range(horizon):
        shelf += ground.coming[:, week]
        if week == terms.lead_weeks:
            shelf += order
        went = np.minimum(shelf, demand[:, week])
        shelf -= went
        sold += went.sum(1)
    wanted = demand.sum((1, 2))
    left = shelf.sum(1) + (order.sum() if terms.lead_weeks >= horizon else 0.0)
    margin = ground.price * (sold + terms.salvage_share * left - terms.cost_share * order.sum())
    return averaged(wanted, sold, left, margin)


def averaged(wanted: Floats, sold: Floats, left: Floats, margin: Floats) -> dict[str, float]:
    """What became of courses of demand (draws,), on average; `fill` is the share of all that was sold."""
    return {
        "wanted": round(float(wanted.mean()), 2),
        "sold": round(float(sold.mean()), 2),
        "lost": round(float((wanted - sold).mean()), 2),
        "left": round(float(left.mean()), 2),
        "fill": round(float(sold.sum() / max(wanted.sum(), 1e-9)), 4),
        "margin": round(float(margin.mean()), 2),
    }
