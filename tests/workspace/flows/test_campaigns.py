"""A campaign of a shop's own numbers, and of a table."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from modiste.garment import (
    Colourway,
    Entity,
    Garment,
    ModisteError,
    Order,
    OrderLine,
    Price,
    Sku,
    StockEntry,
)
from modiste.trends import Belief
from modiste.workspace import flows, open_shop

START = datetime(2026, 1, 5, tzinfo=UTC)
TABLE = """garment,name,category,price,cost,weekly,stock,elasticity,elasticity_low,elasticity_high
a,Coat,coats,100,30,20|40,500,-4,-4.5,-3.5
b,Scarf,scarves,20,10,5,,-0.8,-1,-0.6
"""


def records() -> list[Entity]:
    made: list[Entity] = [
        Garment(id="coat", name="Plain coat", category="coats", created_at=START, updated_at=START),
        Colourway(id="coat-c", garment_id="coat", colour="navy"),
        Sku(id="coat-m", colourway_id="coat-c", size="M"),
    ]
    price = {"amount": Decimal(100), "currency": "EUR", "valid_from": START, "recorded_at": START}
    made.append(Price(id="p", sku_id="coat-m", **price))
    made.append(
        StockEntry(
            id="s", sku_id="coat-m", quantity=900, at=START, from_location="supplier", to_location="warehouse"
        )
    )
    for week in range(8):
        at = START + timedelta(weeks=week)
        made.append(Order(id=f"o{week}", at=at, currency="EUR"))
        line = {"order_id": f"o{week}", "sku_id": "coat-m", "quantity": 30}
        made.append(OrderLine(id=f"o{week}", unit_price=Decimal(100), **line))
    return made


def test_a_shop_promotes_what_people_answer_to(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(records())
        steep = {"coats": Belief(-4.0, -4.4, -3.6)}
        made = flows.plan_shop_campaign(shop, elasticities=steep)
        assert [row.garment for row in made.rows] == ["coat"]
        assert made.gain > 0
        weak = flows.plan_shop_campaign(shop, elasticities={"coat": Belief(-0.5, -0.7, -0.3)})
        assert weak.rows == ()
        for wrong in ({"weeks": 0}, {"cost_share": 1.0}):
            with pytest.raises(ModisteError, match="MOD-2474"):
                flows.plan_shop_campaign(shop, **wrong)


def test_without_stock_nothing_can_be_promoted(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put([each for each in records() if not isinstance(each, StockEntry)])
        with pytest.raises(ModisteError, match="MOD-2480"):
            flows.plan_shop_campaign(shop)


def test_a_table_is_planned(tmp_path: Path) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(TABLE.replace(",5,", ",5|5,"), encoding="utf-8")
    (row,) = flows.plan_table_campaign(path).rows
    assert (row.garment, row.name, row.week) == ("a", "Coat", 2)


@pytest.mark.parametrize(
    "text",
    ["", "garment,price\na,1\n", TABLE.replace("100", "many"), TABLE + "c\n"],
)
def test_a_table_that_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-2479"):
        flows.plan_table_campaign(path)
    with pytest.raises(ModisteError, match="MOD-2479"):
        flows.plan_table_campaign(tmp_path / "none.csv")
