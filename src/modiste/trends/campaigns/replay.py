"""What a plan would have done to weeks that are past: their own demand, with its promotions and without.

Knows one course of demand and the stock there is; courses that may come are `simulation`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modiste.trends.campaigns.offers import Limits, Promotable
from modiste.trends.campaigns.plan import Promotion
from modiste.trends.campaigns.simulation import margins_beside
from modiste.trends.panel import Floats


@dataclass(frozen=True)
class Outcome:
    """Pieces wanted, sold and left, and the margin of them, all costs taken off."""

    wanted: float
    sold: float
    left: float
    margin: float


def replay_campaign(
    rows: Sequence[Promotion],
    garments: Sequence[Promotable],
    past: Mapping[str, Floats],
    limits: Limits,
    counted: Sequence[Promotable] | None = None,
) -> tuple[Outcome, Outcome]:
    """Past weeks without promotion and with the rows', by the elasticities' own values.

    Args:
        rows: what is promoted; week 1 is the first past week.
        garments: of the shop; those of a category take from each other.
        past: (w,) pieces that were wanted at the usual price, by garment.
        limits: what promoting costs, and what it takes from others.
        counted: whose weeks are added up; all by default.
    """
    lost = margins_beside(garments)
    told = [
        _outcome(each, past[each.id], [row for row in rows if row.garment == each.id], limits, lost[place])
        for place, each in enumerate(garments)
        if counted is None or each in counted
    ]
    without, with_it = (Outcome(*np.sum([_fields(pair[side]) for pair in told], axis=0)) for side in (0, 1))
    return without, with_it


def _outcome(
    garment: Promotable, wanted: Floats, rows: Sequence[Promotion], limits: Limits, lost: float
) -> tuple[Outcome, Outcome]:
    depth = np.zeros(len(wanted))
    for row in rows:
        depth[row.week - 1] = row.depth
    plain = _sold(wanted, garment.stock)
    answered = wanted * (1 - depth) ** garment.elasticity.value
    sold = _sold(answered, garment.stock)
    extra = np.where(depth > 0, np.maximum(sold - plain, 0.0), 0.0).sum()
    off = float((sold * depth).sum()) * garment.price
    costs = off + limits.fixed * len(rows) + limits.taken * float(extra) * lost
    return _told(garment, wanted, plain, 0.0), _told(garment, answered, sold, costs)


def _told(garment: Promotable, wanted: Floats, sold: Floats, costs: float) -> Outcome:
    """Pieces, and the margin of those sold at the usual price and of those left, costs taken off."""
    left, thrown = _left(garment, sold), garment.worth_left - garment.cost
    margin = float(sold.sum()) * (garment.price - garment.cost) + left * thrown - costs
    return Outcome(float(wanted.sum()), float(sold.sum()), left, margin)


def _left(garment: Promotable, sold: Floats) -> float:
    return float(garment.stock - sold.sum()) if np.isfinite(garment.stock) else 0.0


def _sold(wanted: Floats, stock: float) -> Floats:
    before = np.cumsum(wanted) - wanted
    return np.asarray(np.clip(stock - before, 0.0, wanted))


def _fields(each: Outcome) -> tuple[float, float, float, float]:
    return each.wanted, each.sold, each.left, each.margin
