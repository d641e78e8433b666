"""What readings say over HTTP."""

import pytest
from tests.workspace.flows.test_supply_insight import BEGINS, DAY, said, values  # noqa: F401

pytestmark = pytest.mark.anyio


async def test_alarms_curves_and_newest_readings(client, check, values):  # noqa: F811
    from modiste.supply import event_document

    told = await client.post("/api/v1/epcis/capture", json=event_document(said("hall", values)))
    assert told.status_code == 202
    (alarm,) = (await client.get("/api/v1/supply/alarms", params={"lasting": True})).json()
    assert alarm["kind"] == "shift" and alarm["why"]["zh"]
    path = f"/api/v1/supply/alarms/{alarm['id']}/acknowledge"
    seen = (await client.post(path, json={"seen": True, "note": "The valve."})).json()
    assert seen["acknowledged_by"] and seen["note"] == "The valve."
    assert (await client.post(path, json={"seen": False})).json()["acknowledged_at"] == 0
    check(await client.post("/api/v1/supply/alarms/x/acknowledge", json={}), 404, "MOD-1103")
    asked = {"quantity": "Temperature", "since": BEGINS, "until": BEGINS + 14 * DAY, "points": 10}
    curve = (await client.get("/api/v1/supply/devices/hall/series", params=asked)).json()
    assert 0 < len(curve) <= 10 and all(each["low"] <= each["mean"] <= each["high"] for each in curve)
    newest = (await client.get("/api/v1/supply/readings")).json()
    assert newest["hall"][0]["value"] == float(values[-1])
    for part, empty in (("arrivals", "legs"), ("footprint", "orders")):
        assert (await client.get(f"/api/v1/supply/{part}")).json()[empty] == []
    assert (await client.get("/api/v1/supply/health")).json() == []
