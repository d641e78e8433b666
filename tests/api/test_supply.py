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
