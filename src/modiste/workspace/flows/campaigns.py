"""Campaigns of a shop: what may be promoted, from its sales, prices and stock, or from a table; and the plan.

Knows rows and tables; the choice is the trends room's. Trend signals and elasticities are handed in as
numbers with intervals: without them a trend is nothing and an elasticity what retail's usually is, widely.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.trends import Belief, CampaignPlan, LaunchBook, Limits, Promotable, plan_campaign
from modiste.workspace.flows.launches import shop_launches
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

WEEKS = 4
COST_SHARE = 0.4
"""What a piece costs as a share of its price, where the shop does not know."""
USUAL_ELASTICITY = Belief(-2.0, -3.6, -0.4)
"""About the mean and spread of price elasticities of goods (Bijmolt et al., J. Marketing Research, 2005)."""
NO_TREND = Belief(0.0, -0.2, 0.2)
_PAST_WEEKS = 8
_MOST_WEEKS = 26
_NUMBERS = ("price", "cost", "weekly", "stock", "elasticity")


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
    """Plan a campaign of the garments that have stock, a price and sales in the last weeks.

    Demand without promotion is the mean of those weeks. An elasticity or a trend holds for a garment's id or,
    where that is not given, for its category.

    Args:
        shop: where.
        limits: to keep to.
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
    there = _on_offer(shop, book, moment)
    elasticities, trends = elasticities or {}, trends or {}
    promotable = [
        Promotable(
            garment.id,
            garment.category,
            price,
            price * cost_share,
            (rate,) * weeks,
            elasticities.get(garment.id, elasticities.get(garment.category, USUAL_ELASTICITY)),
            trends.get(garment.id, trends.get(garment.category, NO_TREND)),
            stock,
            price * cost_share,
            name=garment.name,
        )
        for garment, price, stock, rate in there
    ]
    if not promotable:
        raise ModisteError("MOD-2480", path=shop.root, weeks=_PAST_WEEKS)
    return plan_campaign(promotable, limits)


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
) -> Sequence[tuple[Garment, float, float, float]]:
    """Garments with their price, stock and pieces a week, of those that have all three."""
    rows, trade = shop.store.rows, shop.store.trade
    colourways = {each.id: each.garment_id for each in rows.scan(Colourway)}
    skus = {each.id: colourways[each.colourway_id] for each in rows.scan(Sku)}
    stock: dict[str, float] = {}
    for level in trade.stock(list(skus), at=moment):
        if level.location not in OUTSIDE and level.quantity > 0:
            stock[skus[level.sku_id]] = stock.get(skus[level.sku_id], 0.0) + level.quantity
    prices: dict[str, list[float]] = {}
    for (sku, _), price in trade.prices(list(skus), valid=moment, known=moment).items():
        prices.setdefault(skus[sku], []).append(float(price.amount))
    day = np.datetime64(moment.date(), "D")
    rates = dict(zip(book.ids, book.rates(np.arange(len(book)), day, _PAST_WEEKS).tolist(), strict=True))
    garments = rows.find(Garment, sorted(set(stock) & set(prices) & set(rates)))
    return [
        (each, float(np.median(prices[id_])), stock[id_], rates[id_])
        for id_, each in garments.items()
        if rates[id_] > 0 and np.median(prices[id_]) > 0
    ]
