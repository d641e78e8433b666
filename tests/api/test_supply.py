"""A journey and a label over HTTP."""

from datetime import UTC, datetime

import pytest
from tests.supply.epcis.small_events import BOX, document, item, packed, seen

from modiste.garment import Colourway, Garment, Sku

MADE = datetime(2026, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.anyio


async def test_a_journey_is_told(client, check):
    await client.post("/api/v1/epcis/capture", json=document(seen(1, bizStep="shipping")))
    told = (await client.get("/api/v1/supply/journey", params={"item": item(1)})).json()
    assert [each["step"] for each in told["steps"]] == ["shipping"]
    check(await client.get("/api/v1/supply/journey", params={"item": item(2)}), 404, "MOD-1103")


async def test_the_items_of_a_garment_and_of_a_box_are_listed(client, shop, check):
    shop.store.rows.put(
        [
            Garment(id="tee", name="Tee", category="T-shirts", created_at=MADE, updated_at=MADE),
            Colourway(id="tee-red", garment_id="tee", colour="red"),
            Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
        ]
    )
    await client.post("/api/v1/epcis/capture", json=document(seen(1, 2), packed("ADD", 1, hour=1)))
    asked = {"garment": "tee", "limit": 1}
    first = (await client.get("/api/v1/supply/items", params=asked)).json()
    assert [(each["item"], each["sku"], each["inside"]) for each in first["items"]] == [
        (item(1), "tee-red-m", BOX)
    ]
    rest = await client.get("/api/v1/supply/items", params={**asked, "cursor": first["next_cursor"]})
    assert [each["item"] for each in rest.json()["items"]] == [item(2)]
    check(await client.get("/api/v1/supply/items", params={"garment": "none"}), 404, "MOD-1103")
    box = (await client.get("/api/v1/supply/contents", params={"item": BOX})).json()
    assert box["items"] == [{"gtin": "09506000134352", "garment": "tee", "count": 1}]


async def test_a_label_is_drawn(client, check):
    for kind, media in (("svg", "image/svg+xml"), ("png", "image/png")):
        drawn = await client.get("/api/v1/supply/label", params={"item": item(1), "kind": kind})
        assert drawn.headers["content-type"] == media
    check(await client.get("/api/v1/supply/label", params={"item": "x"}), 422, "MOD-2501")


async def test_a_place_is_put_on_the_map(client, check):
    given = {
        "place": "urn:epc:id:sgln:4012345.00007.0",
        "latitude": 52.5,
        "longitude": 13.3,
        "name": "Kreuzberg",
    }
    made = (await client.put("/api/v1/supply/places", json=given)).json()
    assert made["id"] == "https://id.gs1.org/414/4012345000078"
    assert (await client.get("/api/v1/supply/places")).json() == [made]
    check(await client.put("/api/v1/supply/places", json={**given, "place": "x:y"}), 422, "MOD-2551")
