"""Sites, costs and simulated devices over HTTP."""

import base64

import numpy as np
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


async def test_sites_lie_on_the_body(client, check):
    told = (await client.get(f"{ROUTE}/placement/body", params={"garment": "trousers"})).json()
    skin = np.frombuffer(base64.b64decode(told["surface"]["positions"]), "<f4").reshape(-1, 3)
    assert len(skin) == told["surface"]["vertices"]
    for at in told["sites"].values():
        assert np.linalg.norm(skin - at, axis=1).min() < 1e-6
    assert told["sites"]["hem-ankle"][1] < told["sites"]["waistband-back"][1]
    check(await client.get(f"{ROUTE}/placement/body", params={"garment": "hat"}), 404, "MOD-2030")


async def test_a_battery_lasts_as_its_currents_say(client, check, shop, tmp_path):
    budget = {
        "battery": {"capacity_mah": 100, "usable": 1},
        "sensor": {"full_ua": 900, "low_ua": 300},
        "processor": {"sleep_ua": 0, "active_ua": 1000, "megahertz": 1, "cycles_a_mac": 1, "macs": 100_000},
        "radio": {"idle_ua": 0, "message_uc": 0, "every_s": 1},
    }
    told = (await client.post(f"{ROUTE}/energy", json={"budget": budget})).json()
    assert (told["full"]["hours"], told["low"]["hours"], told["adaptive"]) == (100.0, 250.0, None)
    assert told["full"]["current_ua"] == {"sensor": 900, "processor": 100, "radio": 0, "total": 1000}
    bad = {**budget, "battery": {"capacity_mah": 0}}
    check(await client.post(f"{ROUTE}/energy", json={"budget": bad}), 422, "MOD-2203")
    given = {"budget": budget, "model": "none", "set": "none"}
    check(await client.post(f"{ROUTE}/energy", json=given), 404, "MOD-1328")
