"""A small shop of three locations: a warehouse gives to a big and a little shop, which sell one dress."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from tests.workspace.flows.small_stock import SIZES, monday

from modiste.garment import Colourway, Entity, Garment, Order, OrderLine, Price, Sku, StockEntry
from modiste.workspace import Shop

DRESS = "dress"
WEEKS = 30
BIG, LITTLE, WAREHOUSE = "paris", "lyon", "warehouse"
WANTED = {BIG: {"s": 2, "m": 4, "l": 2}, LITTLE: {"s": 1, "m": 1, "l": 0}}
AT_WAREHOUSE = {"s": 14, "m": 30, "l": 12}
LEFT = {BIG: 3, LITTLE: 8}
"""Pieces of each size that are left in a shop when the weeks are over."""


def places_in(shop: Shop) -> Shop:
    """Thirty weeks of sales at both shops; what is left of them, and the warehouse's stock."""
    shop.store.rows.put(list(_catalogue()))
    shop.store.rows.put(list(_trade()))
    return shop


def _catalogue() -> Iterator[Entity]:
    at = monday(0)
    yield Garment(id=DRESS, name="Dress", category="Dresses", created_at=at, updated_at=at)
    yield Colourway(id=f"{DRESS}-red", garment_id=DRESS, colour="red")
    for size in SIZES:
        sku = f"{DRESS}-red-{size}"
        yield Sku(id=sku, colourway_id=f"{DRESS}-red", size=size)
        yield Price(
            id=f"{sku}-p", sku_id=sku, amount=Decimal(50), currency="EUR", valid_from=at, recorded_at=at
        )


def _trade() -> Iterator[Entity]:
    for size in SIZES:
        sku = f"{DRESS}-red-{size}"
        first = sum(WANTED[shop][size] * WEEKS + LEFT[shop] for shop in LEFT) + AT_WAREHOUSE[size]
        yield _moved(f"{sku}-in", sku, "opening", WAREHOUSE, first, 0.01)
        for shop, wanted in WANTED.items():
            yield _moved(f"{sku}-{shop}", sku, WAREHOUSE, shop, wanted[size] * WEEKS + LEFT[shop], 0.02)
            for week in range(WEEKS):
                for piece in range(wanted[size]):
                    id_ = f"{sku}-{shop}-{week}-{piece}"
                    # The last of a week is bought on Sunday.
                    at = week + (0.95 if piece == wanted[size] - 1 else 0.3)
                    yield Order(id=f"o-{id_}", at=monday(at), currency="EUR", channel="store")
                    yield OrderLine(
                        id=f"l-{id_}",
                        order_id=f"o-{id_}",
                        sku_id=sku,
                        quantity=1,
                        unit_price=Decimal(50),
                    )
                    yield _moved(f"s-{id_}", sku, shop, "customer", 1, at)


def _moved(id_: str, sku: str, source: str, target: str, pieces: int, week: float) -> StockEntry:
    return StockEntry(
        id=id_,
        sku_id=sku,
        from_location=source,
        to_location=target,
        quantity=pieces,
        at=monday(0) + timedelta(weeks=week),
    )
