"""Campaigns of a shop: what may be promoted, from its sales, prices and stock, or from a table; and the plan.

Knows rows and tables; the choice is the trends room's. What is believed of trends and elasticities is given
by people, else told by the shop's own sales (`campaign_beliefs`), else a prior; each says which.
"""

import csv
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.trends import Belief as Belief  # noqa: PLC0414 - the door of flows opens it
from modiste.trends import CampaignPlan, LaunchBook, Promotable, plan_campaign
from modiste.trends import Limits as Limits  # noqa: PLC0414
from modiste.workspace.flows.campaign_beliefs import (
    NO_TREND,
    USUAL_ELASTICITY,
    elasticity_beliefs,
    trend_beliefs,
)
from modiste.workspace.flows.launches import shop_launches
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

WEEKS = 4
COST_SHARE = 0.4
"""What a piece costs as a share of its price, where the shop does not know."""
_PAST_WEEKS = 8
_MOST_WEEKS = 26
_WEEK = 7
_NUMBERS = ("price", "cost", "weekly", "stock", "elasticity")


@dataclass(frozen=True, eq=False)
class Campaign:
    """What a shop may promote.

    Attributes:
        garments: with stock, a price and sales in the last weeks.
        weeks: (w,) Mondays or other first days of the coming weeks.
        past: (w,) pieces of the last weeks, by garment.
        currency: of their prices.
    """

    garments: tuple[Promotable, ...]
    weeks: tuple[date, ...]
    past: Mapping[str, NDArray[np.float64]]
    currency: str


def campaign_of(
    shop: "Shop",
    *,
    weeks: int = WEEKS,
    cost_share: float = COST_SHARE,
    elasticities: Mapping[str, Belief] | None = None,
    trends: Mapping[str, Belief] | None = None,
    now: datetime | None = None,
) -> Campaign:
    """What a shop may promote, with what is believed of each garment.

    Demand without promotion is the mean of the last weeks. An elasticity or a trend that is given holds for a
    garment's id or, where that is not given, for its category; else the shop's own sales tell it.

    Args:
        shop: where.
        weeks: how many coming weeks are planned.
        cost_share: what a piece costs as a share of its price.
        elasticities: with intervals, by garment or category.
        trends: growth a year as a logarithm, with intervals, by garment or category.
        now: nothing after it counts; by default the day after the last order.

    Raises:
        ModisteError: MOD-2474 for weeks or a share that are not taken, MOD-2476 where nothing was ordered,
            MOD-2480 where nothing can be promoted.
    """
    if not 1 <= weeks <= _MOST_WEEKS:
        raise ModisteError("MOD-2474", name="weeks", value=weeks, reason=f"1 to {_MOST_WEEKS} are taken")
    if not 0 <= cost_share < 1:
        raise ModisteError("MOD-2474", name="cost_share", value=cost_share, reason="it is a share below 1")
    book = shop_launches(shop)
    moment = now or datetime.fromisoformat(f"{book.last + 1}").replace(tzinfo=UTC)
    there, currency = _on_offer(shop, book, moment)
    if not there:
        raise ModisteError("MOD-2480", path=shop.root, weeks=_PAST_WEEKS)
    elasticities, trends = elasticities or {}, trends or {}
    seen, signals = elasticity_beliefs(shop, moment), trend_beliefs(shop, moment)
    garments = tuple(
        Promotable(
            garment.id,
            garment.category,
            price,
            price * cost_share,
            (rate,) * weeks,
            _believed(garment, elasticities, seen, USUAL_ELASTICITY),
            _believed(garment, trends, signals, NO_TREND),
            stock,
            price * cost_share,
            name=garment.name,
        )
        for garment, price, stock, rate in there
    )
    day = np.datetime64(moment.date(), "D")
    starts = day + _WEEK * np.arange(-weeks, 0)
    places = np.array([book.ids.index(each.id) for each in garments])
    past = book.sold(places[:, None], starts, starts + _WEEK)
    coming = tuple((moment + timedelta(weeks=each)).date() for each in range(weeks))
    return Campaign(garments, coming, {each.id: past[row] for row, each in enumerate(garments)}, currency)


def plan_shop_campaign(
    shop: "Shop",
    limits: Limits | None = None,
    *,
    weeks: int = WEEKS,
    cost_share: float = COST_SHARE,
    elasticities: Mapping[str, Belief] | None = None,
    trends: Mapping[str, Belief] | None = None,
    now: datetime | None = None,
) -> CampaignPlan:
    """Plan a campaign of what the shop may promote; arguments and errors as `campaign_of`'s.

    Raises:
        ModisteError: as `campaign_of`, and MOD-2477 for what is believed and cannot be.
    """
    found = campaign_of(
        shop, weeks=weeks, cost_share=cost_share, elasticities=elasticities, trends=trends, now=now
    )
    return plan_campaign(found.garments, limits)


def _believed(
    garment: Garment, given: Mapping[str, Belief], seen: Mapping[str, Belief], usual: Belief
) -> Belief:
    """What people gave of the garment or its category, else what was seen, else what is usual."""
    for key in (garment.id, garment.category):
        if key in given:
            return given[key]
    return seen.get(garment.id, usual)


def plan_table_campaign(path: Path, limits: Limits | None = None, weeks: int = WEEKS) -> CampaignPlan:
    """Plan a campaign of a text table, a garment a row.

    Columns are garment, price, cost, weekly (pieces; several with | are week by week), stock, elasticity with
    elasticity_low and elasticity_high, and where known category, name, growth with growth_low and
    growth_high, floor and left.

    Raises:
        ModisteError: MOD-2479 where it cannot be read, MOD-2477 for an impossible garment.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ModisteError("MOD-2479", path=path, reason=str(error)) from None
    missing = [name for name in ("garment", *_NUMBERS) if rows and name not in rows[0]]
    if not rows or missing:
        reason = f"it has no column {', '.join(missing)}" if missing else "it has no rows"
        raise ModisteError("MOD-2479", path=path, reason=reason)
    made = []
    for number, row in enumerate(rows, 2):
        try:
            made.append(_promotable(row, weeks))
        except (ValueError, TypeError, AttributeError):
            reason = f"line {number} has something else than a number"
            raise ModisteError("MOD-2479", path=path, reason=reason) from None
    return plan_campaign(made, limits)


def _promotable(row: Mapping[str, str], weeks: int) -> Promotable:
    weekly = [float(each) for each in row["weekly"].split("|")]
    return Promotable(
        row["garment"],
        row.get("category") or "",
        float(row["price"]),
        float(row["cost"]),
        tuple(weekly) if len(weekly) > 1 else tuple(weekly * weeks),
        _belief(row, "elasticity"),
        _belief(row, "growth") if row.get("growth") else NO_TREND,
        float(row["stock"]) if row["stock"] else math.inf,
        float(row.get("floor") or 0),
        float(row["left"]) if row.get("left") else None,
        row.get("name") or "",
    )


def _belief(row: Mapping[str, str], name: str) -> Belief:
    """A number with its interval; without one it is taken as sure."""
    value = float(row[name])
    return Belief(value, float(row.get(f"{name}_low") or value), float(row.get(f"{name}_high") or value))


def _on_offer(
    shop: "Shop", book: LaunchBook, moment: datetime
) -> tuple[Sequence[tuple[Garment, float, float, float]], str]:
    """Garments with their price, stock and pieces a week, of those that have all three; and the currency."""
    rows, trade = shop.store.rows, shop.store.trade
    colourways = {each.id: each.garment_id for each in rows.scan(Colourway)}
    skus = {each.id: colourways[each.colourway_id] for each in rows.scan(Sku)}
    stock: dict[str, float] = {}
    for level in trade.stock(list(skus), at=moment):
        if level.location not in OUTSIDE and level.quantity > 0:
            stock[skus[level.sku_id]] = stock.get(skus[level.sku_id], 0.0) + level.quantity
    asked = trade.prices(list(skus), valid=moment, known=moment)
    currencies = Counter(currency for _, currency in asked)
    currency = min(currencies, key=lambda name: (-currencies[name], name), default="")
    prices: dict[str, list[float]] = {}
    for (sku, of), price in asked.items():
        if of == currency:
            prices.setdefault(skus[sku], []).append(float(price.amount))
    day = np.datetime64(moment.date(), "D")
    rates = dict(zip(book.ids, book.rates(np.arange(len(book)), day, _PAST_WEEKS).tolist(), strict=True))
    garments = rows.find(Garment, sorted(set(stock) & set(prices) & set(rates)))
    there = [
        (each, float(np.median(prices[id_])), stock[id_], rates[id_])
        for id_, each in garments.items()
        if rates[id_] > 0 and np.median(prices[id_]) > 0
    ]
    return there, currency
