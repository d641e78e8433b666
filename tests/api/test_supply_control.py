"""Settings and limits of devices over HTTP."""

import base64

import numpy as np
import pytest
from tests.workspace.flows.test_supply_insight import said

from modiste.supply import SETTING, Outbox, Sensed, event_document
from modiste.supply.devices.envelope import open_settings, seal
from modiste.supply.devices.sender import now_ms

pytestmark = pytest.mark.anyio
PATH = "/api/v1/supply/control"


@pytest.fixture
def values() -> np.ndarray:
    return 20 + 3 * np.sin(2 * np.pi * np.arange(6 * 96) / 96)


async def test_a_proposal_is_approved_told_to_its_device_and_reversed(client, check, shop, values, tmp_path):
    drawn = {"device": "hall", "tolerance": 0.6}
    check(await client.post(PATH, json=drawn), 404, "MOD-1103")
    key = shop.devices.register("hall", "sensor", place="https://id.gs1.org/414/4012345000016")
    check(await client.post(PATH, json=drawn), 422, "MOD-2552")
    events = [
        {**each, "readPoint": {"id": "https://id.gs1.org/414/4012345000016"}} for each in said("hall", values)
    ]
    await client.post("/api/v1/epcis/capture", json=event_document(events))
    made = (await client.post(PATH, json=drawn)).json()
    assert made["state"] == "proposed" and made["was"] == 900_000 < made["value"] <= made["high"]
    assert 0 < made["gain"] < 1 and made["taken"] is None
    approved = await client.post(f"{PATH}/{made['id']}/approve", json={"note": "Saves the battery."})
    assert approved.json()["note"] == "Saves the battery."
    check(await client.post(f"{PATH}/{made['id']}/refuse", json={}), 409, "MOD-2553")
    outbox = Outbox(tmp_path / "hall", "hall")
    outbox.add([([Sensed(now_ms(), f"{SETTING}every_ms", made["value"], "C26")], ())], now_ms())
    sealed = base64.b64encode(seal(outbox.due(), key.key, key.sealing_key())).decode()
    answer = (await client.post("/api/v1/devices/messages", json={"envelopes": [sealed]})).json()
    (order,) = [
        open_settings(base64.b64decode(each), key.key, key.receipt_key()) for each in answer["settings"]
    ]
    assert (order.epoch, order.number, order.values) == (1, 1, {"every_ms": made["value"]})
    (shown,) = (await client.get(PATH, params={"device": "hall", "state": "approved"})).json()
    assert shown["taken"]["value"] == made["value"]
    assert (await client.post(f"{PATH}/{made['id']}/reverse", json={})).json()["state"] == "reversed"
    outbox.close()


async def test_a_limit_is_set_listed_and_forgotten(client, check, shop):
    shop.devices.register("hall", "sensor")
    path, given = (
        "/api/v1/supply/limits",
        {"device": "hall", "quantity": "RelativeHumidity", "low": 30, "high": 65},
    )
    assert (await client.put(path, json=given)).json()["set_by"]
    check(await client.put(path, json={**given, "low": 70}), 422, "MOD-2583")
    assert [each["high"] for each in (await client.get(path)).json()] == [65]
    await client.put(path, json={"device": "hall", "quantity": "RelativeHumidity"})
    assert (await client.get(path)).json() == []
