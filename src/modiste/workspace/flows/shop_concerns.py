"""What of a shop's demand and stock wants a look first, by the money at stake.

Knows when a garment is worth a look; the sentences are `plan_words`', what can be done about it is `plans`'.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from modiste.workspace.flows.shop_forecast import LOOKED_BACK, KeptForecast
from modiste.workspace.flows.shop_stock import Position, Terms, added, cover, outlook, price_now
from modiste.workspace.flows.shop_ways import NAIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

ConcernKind = Literal["stock_out", "overstock", "off_track", "fell_back", "no_history"]
CONCERN_KINDS: tuple[ConcernKind, ...] = get_args(ConcernKind)
YOUNG = 4
"""A garment with less weeks on sale has no history to forecast from."""
_LOST, _LEFT, _PIECES = 1.0, 3.0, 2.0


@dataclass(frozen=True)
class Concern:
    """One thing about a garment that wants a look.

    Attributes:
        kind: which.
        garment: the garment's id.
        money: what is at stake, in the shop's currency: sales lost, cost bound, or sales in doubt.
        facts: the numbers behind it, by name.
    """

    kind: ConcernKind
    garment: str
    money: float
    facts: dict[str, Any] = field(default_factory=dict)


def concerns_of(kept: KeptForecast, position: Position, terms: Terms) -> list[Concern]:
    """All of them, the one with the most money at stake first."""
    found = [
        *_stock_outs(kept, position, terms),
        *_overstocks(kept, position, terms),
        *_off_track(kept),
        *_without_past(kept, position, terms),
    ]
    return sorted(found, key=lambda each: (-each.money, each.garment, each.kind))


def _stock_outs(kept: KeptForecast, position: Position, terms: Terms) -> "Iterator[Concern]":
    """Pieces that will be wanted and not be there before an order of today arrives."""
    weeks = min(terms.window, kept.horizon)
    seen, count = outlook(kept, position, weeks), len(kept.garments)
    lost, mean = added(seen.lost, kept.owner, count), added(seen.mean, kept.owner, count)
    empty = added((seen.stock <= 0) & (seen.mean > 0.2), kept.owner, count)
    stock, price = added(seen.stock, kept.owner, count), price_now(kept)
    for row in np.flatnonzero(lost >= np.maximum(_LOST, 0.1 * mean)):
        facts = {
            "lost": round(float(lost[row]), 1),
            "wanted": round(float(mean[row]), 1),
            "weeks": weeks,
            "stock": int(stock[row]),
            "sizes_out": int(empty[row]),
            "cover_weeks": _rounded(cover(kept.forecast.y_hat[row], float(stock[row]))),
        }
        yield Concern("stock_out", kept.garments[row], round(float(lost[row] * price[row]), 2), facts)


def _overstocks(kept: KeptForecast, position: Position, terms: Terms) -> "Iterator[Concern]":
    """Pieces that no one will want within the forecast's weeks."""
    seen, count = outlook(kept, position, kept.horizon), len(kept.garments)
    left, stock = added(seen.left, kept.owner, count), added(seen.stock, kept.owner, count)
    cost = price_now(kept) * terms.cost_share
    for row in np.flatnonzero((left >= _LEFT) & (left >= 0.5 * stock)):
        recent = np.nan_to_num(kept.y[row, -kept.horizon :]).sum()
        facts = {
            "left": round(float(left[row]), 1),
            "stock": int(stock[row]),
            "weeks": kept.horizon,
            "wanted": round(float(kept.forecast.y_hat[row].sum()), 1),
            "sold": int(recent),
        }
        yield Concern("overstock", kept.garments[row], round(float(left[row] * cost[row]), 2), facts)


def _off_track(kept: KeptForecast) -> "Iterator[Concern]":
    """Garments that sold otherwise, in the last weeks, than the same forecast would have said before them."""
    actual = kept.wanted[:, -LOOKED_BACK:].sum(1)
    cut_off = kept.censored[:, -LOOKED_BACK:].any(1)
    low, value, high = kept.before.T
    price = price_now(kept)
    with np.errstate(invalid="ignore"):
        is_off = ((actual > high) | ((actual < low) & ~cut_off)) & (np.abs(actual - value) >= _PIECES)
    for row in np.flatnonzero(is_off):
        money = float(abs(actual[row] - value[row]) * price[row])
        facts = {
            "sold": round(float(actual[row]), 1),
            "value": round(float(value[row]), 1),
            "low": round(float(low[row]), 1),
            "high": round(float(high[row]), 1),
            "weeks": LOOKED_BACK,
        }
        yield Concern("off_track", kept.garments[row], round(money, 2), facts)


def _without_past(kept: KeptForecast, position: Position, terms: Terms) -> "Iterator[Concern]":
    """Garments too young to forecast, and those for which nothing did better than the plainest way."""
    lived = (~np.isnan(kept.y)).sum(1)
    price = price_now(kept)
    stock = added(position.level, kept.owner, len(kept.garments))
    first, last = kept.forecast.quantiles[:, :, 0].sum(1), kept.forecast.quantiles[:, :, -1].sum(1)
    for row, garment in enumerate(kept.garments):
        facts: dict[str, Any]
        if lived[row] < YOUNG:
            money = float(stock[row] * price[row] * terms.cost_share)
            facts = {"weeks_on_sale": int(lived[row]), "stock": int(stock[row])}
            yield Concern("no_history", garment, round(money, 2), facts)
        elif kept.by[row] == NAIVE and kept.forecast.y_hat[row].sum() >= _PIECES:
            money = float((last[row] - first[row]) / 2 * price[row])
            facts = {"low": round(float(first[row]), 1), "high": round(float(last[row]), 1)}
            yield Concern("fell_back", garment, round(money, 2), {**facts, "weeks": kept.horizon})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
