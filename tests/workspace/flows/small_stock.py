"""A small shop with forty weeks of orders and stock: one garment sells steadily, one runs out, one lies."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np

from modiste.garment import (
    Colourway,
    Entity,
    Garment,
    Order,
    OrderLine,
    Price,
    Return,
    Sku,
    StockEntry,
)
from modiste.trends import Forecast, Panel
from modiste.workspace import Shop
from modiste.workspace.flows.shop_ways import ShopTold

START = datetime(2025, 1, 6, tzinfo=UTC)
"""A Monday."""
WEEKS = 40
STEADY, EMPTY, LYING, NEW = "tee", "dress", "coat", "hat"
SIZES = ("s", "m", "l")
PRICES = {STEADY: 20, EMPTY: 80, LYING: 100, NEW: 15}
LEVELS = (0.05, 0.5, 0.95)


def flat(panel: Panel, horizon: int, progress: object, should_stop: object) -> ShopTold:
    """Six pieces a week of everything, from four to eight: numbers that a test can follow."""
    y_hat = np.full((len(panel), horizon), 6.0)
    quantiles = y_hat[:, :, None] + np.array([-2.0, 0.0, 2.0])
    made = Forecast(panel.ids, panel.dates_ahead(horizon), y_hat, LEVELS, quantiles)
    return ShopTold(made, made, ("flat", "naive", "flat")[: len(panel)], {"chosen": {"wape": 0.1}})


def monday(week: float) -> datetime:
    return START + timedelta(weeks=week)


def weekly(garment: str, size: str, week: int) -> int:
    """Pieces that are wanted: six a week of two garments, and of one only what lies there."""
    if garment == LYING:
        return int(week % 20 == 3 and size == "m")
    return {"s": 1, "m": 3, "l": 2}[size] + (week % 2 if size == "m" else 0)


def stock_in(shop: Shop, weeks: int = WEEKS) -> Shop:
    """Orders, returns, prices and a ledger in which the dress in M is sold out from week 30 on."""
    shop.store.rows.put(list(_catalogue()))
    shop.store.rows.put(list(_prices()))
    shop.store.rows.put(list(_trade(weeks)))
    return shop


def _catalogue() -> Iterator[Entity]:
    for garment in PRICES:
        yield Garment(
            id=garment,
            name=garment.title(),
            category="Tops" if garment == STEADY else "Other",
            brand="House",
            season="SS25",
            created_at=START,
            updated_at=START,
        )
        yield Colourway(id=f"{garment}-red", garment_id=garment, colour="red", colour_hex="#c03030")
        for size in SIZES:
            yield Sku(id=f"{garment}-red-{size}", colourway_id=f"{garment}-red", size=size)


def _prices() -> Iterator[Entity]:
    for garment, amount in PRICES.items():
        for size in SIZES:
            sku = f"{garment}-red-{size}"
            told = {"sku_id": sku, "currency": "EUR"}
            yield Price(id=f"{sku}-p", amount=Decimal(amount), valid_from=START, recorded_at=START, **told)
            if garment == STEADY:
                # A promotion in week 42, announced in week 39, and one that is announced too late to know.
                yield Price(
                    id=f"{sku}-q",
                    amount=Decimal(15),
                    valid_from=monday(42),
                    valid_to=monday(43),
                    recorded_at=monday(39),
                    **told,
                )
                yield Price(
                    id=f"{sku}-r",
                    amount=Decimal(10),
                    valid_from=monday(44),
                    valid_to=monday(45),
                    recorded_at=monday(43),
                    **told,
                )


def _trade(weeks: int) -> Iterator[Entity]:
    level: dict[str, int] = {}
    for garment in (STEADY, EMPTY, LYING):
        for size in SIZES:
            sku = f"{garment}-red-{size}"
            level[sku] = {
                STEADY: {"s": 45, "m": 30, "l": 90}[size],
                EMPTY: 106 if size == "m" else 100,
                LYING: 50,
            }[garment]
            yield _moved(f"{sku}-first", sku, "supplier", "warehouse", level[sku], monday(0.01))
    for week in range(weeks):
        for sku in list(level):
            garment, _, size = sku.split("-")
            if garment == STEADY and size == "m" and level[sku] < 10:
                level[sku] += 20
                yield _moved(f"{sku}-{week}", sku, "supplier", "warehouse", 20, monday(week + 0.01))
            pieces = min(weekly(garment, size, week), level[sku])
            level[sku] -= pieces
            for piece in range(pieces):
                id_ = f"{sku}-{week:02d}-{piece}"
                # The last of a week is bought on Sunday.
                at = monday(week + (0.95 if piece == pieces - 1 else 0.3))
                yield Order(id=f"o-{id_}", at=at, currency="EUR", channel="online")
                yield OrderLine(
                    id=f"l-{id_}",
                    order_id=f"o-{id_}",
                    sku_id=sku,
                    quantity=1,
                    unit_price=Decimal(PRICES[garment]),
                )
                yield _moved(f"s-{id_}", sku, "warehouse", "customer", 1, at)
            if garment == STEADY and size == "s" and pieces and week % 4 == 0 and week + 1 < weeks:
                yield Return(
                    id=f"r-{sku}-{week}",
                    order_line_id=f"l-{sku}-{week:02d}-0",
                    quantity=1,
                    at=monday(week + 1.2),
                )


def _moved(id_: str, sku: str, source: str, target: str, pieces: int, at: datetime) -> StockEntry:
    return StockEntry(id=id_, sku_id=sku, from_location=source, to_location=target, quantity=pieces, at=at)
