"""A journey and a label over HTTP."""

import pytest
from tests.supply.epcis.small_events import document, item, seen

pytestmark = pytest.mark.anyio


async def test_a_journey_is_told(client, check):
    await client.post("/api/v1/epcis/capture", json=document(seen(1, bizStep="shipping")))
    told = (await client.get("/api/v1/supply/journey", params={"item": item(1)})).json()
    assert [each["step"] for each in told["steps"]] == ["shipping"]
    check(await client.get("/api/v1/supply/journey", params={"item": item(2)}), 404, "MOD-1103")


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
