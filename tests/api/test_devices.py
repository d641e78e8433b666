"""Devices over HTTP: registered with a key shown once, heard by their seals, rotated, revoked."""

import base64
import time

import pytest

from modiste.api import create_app
from modiste.store import DeviceMark
from modiste.supply import Credentials, Message, Sensed, written_message
from modiste.supply.devices.envelope import open_receipt, seal

pytestmark = pytest.mark.anyio
DEVICE = {"id": "press-07", "kind": "sensor", "name": "Press 7", "place": "urn:epc:id:sgln:4012345.00001.0"}


def envelope(credentials: Credentials, seq: int) -> str:
    now = time.time_ns() // 1_000_000
    message = Message("press-07", 1, seq, now, now, (Sensed(now, "Temperature", 20.0 + seq, "CEL"),))
    raw = seal([written_message(message)], credentials.key, credentials.sealing_key())
    return base64.b64encode(raw).decode()


async def test_a_device_is_registered_heard_rotated_and_revoked(client, shop, check):
    made = await client.post("/api/v1/devices", json=DEVICE, headers={"Idempotency-Key": "k-1"})
    assert made.status_code == 201
    press = Credentials(**made.json())
    check(await client.post("/api/v1/devices", json=DEVICE), 409, "MOD-1105")
    sent = await client.post("/api/v1/devices/messages", json={"envelopes": [envelope(press, 1), "TU9EMQ=="]})
    assert sent.status_code == 202
    assert [(each["outcome"], each["code"]) for each in sent.json()["messages"]] == [
        ("accepted", ""),
        ("quarantined", "MOD-2531"),
    ]
    (receipt,) = sent.json()["receipts"]
    assert open_receipt(base64.b64decode(receipt), press.key, press.receipt_key()).seq == 1
    again = await client.post("/api/v1/devices/messages", json={"envelopes": [envelope(press, 1)]})
    assert again.json()["messages"][0]["outcome"] == "again"
    shown = (await client.get("/api/v1/devices/press-07")).json()
    assert (shown["epoch"], shown["seq"], shown["keys"][0]["state"], shown["gaps"]) == (1, 1, "counts", [])
    assert shop.store.devices.marks()["press-07"][0][0] == DeviceMark(1, 1)
    rotated = await client.post("/api/v1/devices/press-07/rotate", json={"overlap_hours": 1})
    assert rotated.status_code == 201
    assert rotated.json()["key"] != press.key
    revoked = await client.post("/api/v1/devices/press-07/revoke")
    assert revoked.json() == {"device": "press-07", "revoked": 2}
    listed = await client.get("/api/v1/devices")
    assert [each["state"] for each in listed.json()["items"][0]["keys"]] == ["revoked", "revoked"]
    aside = (await client.get("/api/v1/devices/aside")).json()["items"]
    assert [each["code"] for each in aside] == ["MOD-2531"]
    at = f"/api/v1/devices/aside/{aside[0]['id']}"
    check(await client.post(f"{at}/release", json={}), 409, "MOD-2572")
    check(await client.post(f"{at}/dismiss", json={}), 422, "MOD-2574")
    assert (await client.post(f"{at}/dismiss", json={"reason": "noise"})).json()["decision"] == "dismissed"
    check(await client.post(f"{at}/release", json={}), 409, "MOD-2573")
    assert (await client.get(at)).json()["text"] == ""
    gap = {"epoch": 1, "first": 1, "reason": "none"}
    check(await client.post("/api/v1/devices/press-07/gaps/explain", json=gap), 404, "MOD-1103")
    log = shop.log_path.read_text()
    for secret in (press.secret, press.receipt, rotated.json()["secret"]):
        assert secret not in listed.text + log


async def test_what_is_no_device_no_place_or_no_base64_is_refused(client, check):
    check(await client.get("/api/v1/devices/other"), 404, "MOD-1103")
    check(await client.post("/api/v1/devices/other/revoke"), 404, "MOD-1103")
    check(await client.post("/api/v1/devices", json={**DEVICE, "place": "the mill"}), 422, "MOD-2538")
    check(await client.post("/api/v1/devices", json={**DEVICE, "kind": "robot"}), 422, "MOD-2203")
    check(await client.post("/api/v1/devices/messages", json={"envelopes": ["!"]}), 422, "MOD-2531")
    check(await client.post("/api/v1/devices/messages", json={"envelopes": []}), 422, "MOD-2203")


async def test_an_answer_with_a_key_is_not_kept_for_a_second_request(shop, client_of):
    client = client_of(create_app(shop))
    first = await client.post("/api/v1/devices", json=DEVICE, headers={"Idempotency-Key": "k-2"})
    second = await client.post("/api/v1/devices", json=DEVICE, headers={"Idempotency-Key": "k-2"})
    assert (first.status_code, second.status_code) == (201, 409)
