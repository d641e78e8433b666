"""A shop's devices: registered, heard, kept as supply events, shown with what is missing of them."""

import time
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import EventFilter
from modiste.supply import Credentials, Message, Sensed, event_hash, written_message
from modiste.supply.devices.envelope import seal
from modiste.workspace import open_shop
from modiste.workspace.flows import ShopDevices

PLACE = "urn:epc:id:sgln:4012345.00001.0"


def said(
    credentials: Credentials, seq: int, off: int = 0, lost: tuple[tuple[int, int, int], ...] = ()
) -> bytes:
    now = time.time_ns() // 1_000_000 + off
    reading = Sensed(now, "Temperature", 20.0 + seq, "CEL")
    body = written_message(Message(credentials.device, 1, seq, now, now, (reading,), lost=lost))
    return seal([body], credentials.key, credentials.sealing_key())


def test_what_a_device_says_becomes_supply_events(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        press = shop.devices.register("press-07", "sensor", "Press 7", PLACE)
        envelopes = [said(press, 1), said(press, 2), said(press, 5, lost=((1, 3, 4),))]
        envelopes.append(said(press, 6, off=3 * 3_600_000))
        outcomes = [each.outcome for each in shop.devices.take(envelopes).judged]
        assert outcomes == ["accepted"] * 3 + ["quarantined"]
        assert [each.outcome for each in shop.devices.take(envelopes).judged] == ["again"] * 4
        row = shop.devices.one("press-07")
        assert (row["name"], row["place"], row["epoch"], row["seq"], row["set_aside"]) == (
            "Press 7", PLACE, 1, 6, 1,
        )  # fmt: skip
        assert [(gap["epoch"], gap["first"], gap["last"]) for gap in row["gaps"]] == [(1, 3, 4)]
        assert [(each["code"], each["device"]) for each in shop.devices.set_aside("press-07")] == [
            ("MOD-2536", "press-07")
        ]
        events = [each.event for each in shop.store.supply_events.find(EventFilter())]
        assert [each["readPoint"]["id"] for each in events] == [PLACE] * 3
        assert {each["eventID"] for each in events} == {event_hash(each) for each in events}
        reports = [each["sensorElementList"][0]["sensorReport"][0] for each in events]
        assert sorted(each["value"] for each in reports) == [21.0, 22.0, 25.0]
        shop.devices.close()
        shop.devices.close()
        with pytest.raises(ModisteError, match="MOD-1103"):
            shop.devices.one("other")


def test_the_states_of_keys_are_told(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        devices = ShopDevices(shop)
        devices.register("gate", "gateway")
        devices.rotate("gate")
        devices.rotate("gate", overlap_ms=0)
        states = [each["state"] for each in devices.one("gate")["keys"]]
        assert sorted(states) == ["counts", "ended", "ended"]
        devices.rotate("gate")
        assert sorted(each["state"] for each in devices.one("gate")["keys"])[:2] == ["counts", "ended"]
        assert devices.revoke("gate") == 4
        assert {each["state"] for each in devices.one("gate")["keys"]} == {"revoked"}
        devices.close()
