"""A shop's devices: registered, heard, kept as supply events, shown with what is missing of them."""

import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Device, ModisteError
from modiste.store import EventFilter, KeptDeviceKey
from modiste.supply import Credentials, Message, Sensed, event_hash, issue, written_message
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


def test_a_wrong_clock_is_released_into_its_event_once(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        press = shop.devices.register("press-07", "sensor", place=PLACE)
        shop.devices.take([said(press, 1), said(press, 2, off=3 * 3_600_000)])
        (row,) = shop.devices.set_aside()
        whole = shop.devices.aside(row["id"])
        assert (whole["decision"], whole["is_whole"]) == ("", True)
        assert '"seq":2' in whole["text"]
        shop.devices.release(row["id"], "the press was set to summer time")
        values = [
            each.event["sensorElementList"][0]["sensorReport"][0]["value"]
            for each in shop.store.supply_events.find(EventFilter())
        ]
        assert sorted(values) == [21.0, 22.0]
        (row,) = shop.devices.set_aside()
        assert (row["decision"], row["why"], row["times"]) == (
            "released", "the press was set to summer time", 1,
        )  # fmt: skip
        for decide in (shop.devices.release, lambda id_: shop.devices.dismiss(id_, "no")):
            with pytest.raises(ModisteError, match=r"MOD-2573.*released"):
                decide(row["id"])
        assert shop.devices.one("press-07")["seq"] == 2


def test_a_key_that_was_registered_late_is_judged_again_and_a_forgery_never_passes(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        key, press = issue("press-07", "sensor", shop.store.devices.secret(), 0)
        late = said(press, 1, off=-3 * 3_600_000)
        shop.devices.take([late, late[:-1] + b"]"])
        (row, forged) = shop.devices.set_aside()
        with pytest.raises(ModisteError, match=r"MOD-2572.*No device"):
            shop.devices.release(row["id"])
        moment = datetime(2026, 11, 1, tzinfo=UTC)
        device = Device(id="press-07", name="Press", kind="sensor", registered_at=moment)
        shop.store.devices.register(device, KeptDeviceKey(**asdict(key)))
        good, bad = (row, forged) if shop.devices.aside(row["id"])["sealed"] == late.hex() else (forged, row)
        assert [each.outcome for each in shop.devices.release(good["id"]).judged] == ["accepted"]
        with pytest.raises(ModisteError, match=r"MOD-2572.*not from the owner"):
            shop.devices.release(bad["id"])
        with pytest.raises(ModisteError, match="MOD-2574"):
            shop.devices.dismiss(bad["id"], " ")
        shop.devices.dismiss(bad["id"], "a copy that was cut")
        assert {each["decision"] for each in shop.devices.set_aside()} == {"released", "dismissed"}
        assert len(shop.store.supply_events.find(EventFilter())) == 1
        with pytest.raises(ModisteError, match="MOD-1103"):
            shop.devices.aside(99)


def test_a_gap_is_explained_and_stays(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        press = shop.devices.register("press-07", "sensor")
        shop.devices.take([said(press, 1), said(press, 4, lost=((1, 2, 3),))])
        shop.devices.explain("press-07", 1, 2, "the battery was changed")
        (gap,) = shop.devices.one("press-07")["gaps"]
        assert (gap["first"], gap["last"], gap["why"]) == (2, 3, "the battery was changed")
        with pytest.raises(ModisteError, match="MOD-1103"):
            shop.devices.explain("press-07", 1, 3, "no such gap")


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
