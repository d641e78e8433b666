"""A new garment's sizes follow its kin, drawn to its category's; where neither sold them, that is said."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from modiste.garment import Colourway, Entity, Garment, Order, OrderLine, Sku, StockEntry
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.launch_sizes import launch_sizes

START = datetime(2025, 1, 6, tzinfo=UTC)
SIZES = ("s", "m", "l")
CURVES = {"shirt": (0.5, 0.3, 0.2), "coat": (0.2, 0.3, 0.5)}
WEEKS = 12
SOLD_OUT = 4
"""From this week on, every other shirt has no s left."""
NOW = START + timedelta(weeks=40)


def made(id_: str, kind: str, at: datetime) -> list[Entity]:
    skus = [Sku(id=f"{id_}-{size}", colourway_id=f"{id_}-c", size=size) for size in SIZES]
    garment = Garment(id=id_, name=id_, category=kind, created_at=at, updated_at=at)
    return [garment, Colourway(id=f"{id_}-c", garment_id=id_, colour="navy"), *skus]


def records() -> Iterator[Entity]:
    chance = np.random.default_rng(5)
    for number in range(24):
        kind = ("shirt", "coat")[number % 2]
        id_ = f"{kind}-{number:02d}"
        launched = START + timedelta(weeks=number)
        yield from made(id_, kind, launched)
        for size, share in zip(SIZES, CURVES[kind], strict=True):
            sku = f"{id_}-{size}"
            gone = SOLD_OUT if kind == "shirt" and size == "s" and number % 4 else WEEKS + 99
            pieces = [int(chance.poisson(12 * share)) if week < gone else 0 for week in range(WEEKS)]
            arrived = sum(pieces) + (0 if gone < WEEKS else 500)
            yield moved(f"{sku}-in", sku, "supplier", "warehouse", arrived, launched)
            for week, count in enumerate(pieces):
                if count:
                    at = launched + timedelta(weeks=week, days=3)
                    order = f"{sku}-{week}"
                    yield Order(id=order, at=at, currency="EUR")
                    yield OrderLine(
                        id=order, order_id=order, sku_id=sku, quantity=count, unit_price=Decimal(20)
                    )
                    yield moved(order, sku, "warehouse", "customer", count, at)
    yield from made("shirt-90", "shirt", START)
    yield from made("cape-90", "cape", START)
    yield Garment(id="bare", name="Bare", category="shirt", created_at=START, updated_at=START)
    yield from (
        Garment(id="hat-90", name="Hat", category="hat", created_at=START, updated_at=START),
        Colourway(id="hat-90-c", garment_id="hat-90", colour="navy"),
        Sku(id="hat-90-58", colourway_id="hat-90-c", size="58"),
    )


def moved(id_: str, sku: str, source: str, target: str, pieces: int, at: datetime) -> StockEntry:
    return StockEntry(id=id_, sku_id=sku, from_location=source, to_location=target, quantity=pieces, at=at)


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("sizes") / "shop") as shop:
        shop.store.rows.put(list(records()))
        yield shop


def shares(told: flows.LaunchSizes) -> tuple[float, ...]:
    by = {each.size: each.share for each in told.sizes}
    return tuple(by[size] for size in SIZES)


def test_kin_tell_the_curve_with_what_was_missing(sold: Shop) -> None:
    kin = ("shirt-02", "shirt-06", "shirt-10")
    told = launch_sizes(sold, "shirt-90", "shirt", kin, 41.2, NOW)
    assert told.basis == "kin" and told.strength > 1
    assert shares(told) == pytest.approx(CURVES["shirt"], abs=0.06)
    assert sum(each.pieces for each in told.sizes) == 41
    assert all(0 < each.error < 0.1 for each in told.sizes)
    assert f"{told.sold:.0f} pieces" in told.en and f"{told.sold:.0f} 件" in told.zh
    rows = {each.id: each for each in sold.store.rows.scan(OrderLine)}
    raw = [sum(rows[id_].quantity for id_ in rows if id_.startswith(f"shirt-02-{size}")) for size in SIZES]
    assert raw[0] / sum(raw) < CURVES["shirt"][0] - 0.12, "raw sales miss s"


def test_without_kin_the_category_tells_it_and_else_the_shop(sold: Shop) -> None:
    category = launch_sizes(sold, "shirt-90", "shirt", (), 100, NOW)
    assert category.basis == "category"
    assert shares(category) == pytest.approx(CURVES["shirt"], abs=0.04)
    shop = launch_sizes(sold, "cape-90", "cape", (), 100, NOW)
    assert shop.basis == "shop"
    assert CURVES["coat"][0] < shares(shop)[0] < CURVES["shirt"][0]
    likened = launch_sizes(sold, "cape-90", "cape", ("coat-01", "coat-03"), 100, NOW)
    assert likened.basis == "kin" and likened.strength == 0, "its category has no curve to be drawn to"
    assert shares(likened) == pytest.approx(CURVES["coat"], abs=0.08)


def test_its_own_sales_count_once_there_are_some(sold: Shop) -> None:
    told = launch_sizes(sold, "shirt-22", "shirt", ("shirt-20",), 50, NOW)
    assert told.basis == "own" and "its own" in told.en


def test_sizes_that_nobody_sold_are_not_made_up(sold: Shop) -> None:
    for garment in ("bare", "hat-90"):
        told = launch_sizes(sold, garment, "hat", ("coat-01",), 50, NOW)
        assert (told.basis, told.sizes) == ("none", ())
        assert told.en and told.zh
    early = launch_sizes(sold, "shirt-90", "shirt", (), 50, START)
    assert early.basis == "none"


def test_a_launch_gives_quantities_by_size(sold: Shop) -> None:
    launch = flows.forecast_launch(sold, "shirt-90", weeks=6)
    assert launch.sizes.basis == "kin"
    assert sum(each.pieces for each in launch.sizes.sizes) == round(launch.total)
    plain = launch.to_json()["sizes"]
    assert [each["size"] for each in plain["sizes"]] and plain["basis"] == "kin" and plain["zh"]
