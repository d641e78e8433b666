"""Sites, costs and simulated devices over HTTP."""

import pytest
from tests.wearables.edge.small_motion import framed, motions, pooled

pytestmark = pytest.mark.anyio

ROUTE = "/api/v1/wearables"


async def test_sites_come_with_their_picture(client, check):
    query = {"garment": "trousers", "sensors": 1, "washes": 100}
    told = (await client.get(f"{ROUTE}/placement", params=query)).json()
    assert told["chosen"] == ["front-pocket"]
    assert all(site["title_zh"] for site in told["sites"])
    drawn = await client.get(f"{ROUTE}/placement/picture", params=query)
    assert drawn.headers["content-type"] == "image/png"
    check(await client.get(f"{ROUTE}/placement", params={"garment": "hat"}), 404, "MOD-2030")
    check(await client.get(f"{ROUTE}/placement", params={**query, "washes": 9000}), 422, "MOD-2951")


async def test_models_are_costed_sent_and_taken_back(client, check, shop, tmp_path):
    shop.registry.register(pooled().folder(tmp_path / "one", motions(8), 66), "one")
    shop.registry.register(framed().folder(tmp_path / "two", motions(8), 24), "two")
    cost = (await client.get(f"{ROUTE}/edge", params={"model": "one"})).json()
    assert cost["macs"] > 100_000 and "no chip was run" in cost["assumed"]
    path = f"{ROUTE}/devices/band-1"
    for name in ("one", "two"):
        told = (await client.post(f"{path}/install", json={"model": name})).json()
    assert told["is_simulated"] is True
    assert told["previous"]["number"] < told["current"]["number"]
    back = (await client.post(f"{path}/rollback")).json()
    assert back["current"] == told["previous"]
    check(await client.post(f"{path}/rollback"), 409, "MOD-2963")
    listed = (await client.get(f"{ROUTE}/devices")).json()
    assert [each["device"] for each in listed["items"]] == ["band-1"]
