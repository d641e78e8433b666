"""Trends over HTTP: what rises and fades, with garments that show it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from modiste.garment import Colourway, Garment, Order, OrderLine, Sku

pytestmark = pytest.mark.anyio


async def test_a_colour_that_comes_is_told_with_the_garments_that_show_it(shop, client):
    now = datetime.now(UTC)
    start = now - timedelta(weeks=110)
    rows = []
    for colour in ("red", "blue"):
        made = {"id": colour, "name": colour, "category": "Tops", "created_at": start, "updated_at": start}
        rows += [
            Garment(**made),
            Colourway(id=f"{colour}-c", garment_id=colour, colour=colour),
            Sku(id=f"{colour}-s", colourway_id=f"{colour}-c", size="m"),
        ]
    for week in range(108):
        for colour, pieces in (("red", 2 if week < 60 else 12), ("blue", 8)):
            id_ = f"{colour}-{week}"
            rows.append(Order(id=id_, at=start + timedelta(weeks=week, hours=5), currency="EUR"))
            line = {"order_id": id_, "sku_id": f"{colour}-s", "quantity": pieces}
            rows.append(OrderLine(id=id_, unit_price=Decimal(10), **line))
    shop.store.rows.put(sorted(rows, key=lambda row: isinstance(row, OrderLine)))
    told = (await client.get("/api/v1/trends", params={"attribute": "colour", "source": "sales"})).json()
    by_value = {each["value"]: each for each in told["items"]}
    assert by_value["red"]["verdict"] == "rising" and by_value["blue"]["verdict"] == "fading"
    assert by_value["red"]["growth"] > 0.5
    assert [each["item"] for each in by_value["red"]["evidence"]] == ["red"]
    rising = (await client.get("/api/v1/trends", params={"verdict": "rising", "source": "sales"})).json()
    assert {each["verdict"] for each in rising["items"]} == {"rising"}
    assert (await client.get("/api/v1/trends", params={"source": "moon"})).status_code == 422


async def test_where_nothing_was_sold_it_says_so(client):
    refused = await client.get("/api/v1/trends")
    assert (refused.status_code, refused.json()["code"]) == (409, "MOD-2435")
