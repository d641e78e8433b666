"""The devices' ledger: keys in turn, marks that move in one transaction, nothing twice, on both databases."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from modiste.garment import Device, ModisteError
from modiste.store import DeviceGap, DeviceMark, HeldEnvelope, KeptDeviceKey, KeptEnvelope, Store, TagPresence

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


def device(id_: str = "press-07") -> Device:
    return Device(id=id_, name=id_, kind="sensor", registered_at=MOMENT)


def key(id_: str, valid_from: int = 0) -> KeptDeviceKey:
    return KeptDeviceKey(id_ * 32, "press-07", "hmac-sha256", b"", valid_from)


def envelope(first: int, last: int, epoch: int = 1) -> KeptEnvelope:
    return KeptEnvelope("press-07", epoch, first, last, 1000 + first, "a" * 32, b"sealed")


def keep(store: Store, connection: Connection, *spans: tuple[int, int]) -> None:
    marks = {"press-07": [DeviceMark(1, last) for _, last in spans[-1:]]}
    store.devices.keep_in(connection, [envelope(*span) for span in spans], marks, [], 7)


def test_keys_follow_one_another_and_are_revoked(store: Store) -> None:
    ledger = store.devices
    ledger.register(device(), key("a"))
    with pytest.raises(ModisteError, match="MOD-1105"):
        ledger.register(device(), key("b"))
    ledger.rotate(key("b", 10), until=50)
    ledger.rotate(key("c", 20), until=30)
    assert [(each.id[0], each.valid_to) for each in ledger.every_key()] == [("a", 30), ("b", 30), ("c", 0)]
    assert ledger.revoke("press-07", 25, "b" * 32) == 1
    assert ledger.revoke("press-07", 26) == 2
    assert [each.revoked_at for each in ledger.every_key()] == [26, 25, 26]
    assert ledger.device("press-07") == device()
    with pytest.raises(ModisteError, match="MOD-1103"):
        ledger.device("other")


def test_the_secret_is_made_once_and_a_damaged_one_is_told(store: Store) -> None:
    secret = store.devices.secret()
    assert (len(secret), store.devices.secret()) == (32, secret)
    path = store.root / "devices.secret"
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"short")
    with pytest.raises(ModisteError, match=r"MOD-1101.*damaged"):
        store.devices.secret()


def test_what_was_accepted_is_there_with_its_mark_or_not_at_all(store: Store) -> None:
    ledger = store.devices
    with ledger.writing() as connection:
        keep(store, connection, (1, 3), (4, 4))
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        keep(store, connection, (5, 9))
        raise ZeroDivisionError
    with pytest.raises(ModisteError, match="MOD-1105"), ledger.writing() as connection:
        keep(store, connection, (4, 6))
    with ledger.writing() as connection:
        assert ledger.marks_in(connection, ["press-07", "other"]) == {"press-07": DeviceMark(1, 4)}
        gaps = [DeviceGap("press-07", 1, 5, 8, 3)]
        marks = {"press-07": [DeviceMark(1, 8), DeviceMark(2, 1)]}
        ledger.keep_in(connection, [envelope(1, 1, epoch=2)], marks, gaps, 9)
        assert ledger.marks_in(connection, ["press-07"]) == {"press-07": DeviceMark(2, 1)}
    assert ledger.gaps() == ledger.gaps("press-07") == gaps
    assert ledger.gaps("other") == []
    assert ledger.marks() == {"press-07": [(DeviceMark(1, 8), 9), (DeviceMark(2, 1), 9)]}
    assert [(each.first, each.last) for each in ledger.envelopes("press-07", 1)] == [(1, 3), (4, 4)]
    assert [each.first for each in ledger.envelopes("press-07", 1, after=3)] == [4]
    assert [each.first for each in ledger.envelopes("press-07", 1, after=2)] == [1, 4]
    assert ledger.forget(1004) == 2
    assert [each.first for each in ledger.envelopes("press-07", 1)] == [4]


def test_what_was_set_aside_is_counted(store: Store) -> None:
    ledger = store.devices

    def held(code: str, identity: str, at: int, who: str = "press-07", size: int = 9000) -> HeldEnvelope:
        return HeldEnvelope(code, identity, who, "because\0", "", at, at, 1, b"x" * size)

    with ledger.writing() as connection:
        ledger.hold_in(connection, [])
        ledger.hold_in(
            connection, [held("MOD-2533", "1", 5), held("MOD-2533", "1", 6), held("MOD-2531", "2", 6)]
        )
        ledger.hold_in(connection, [held("MOD-2533", "1", 9), held("MOD-2531", "3", 7, who="")])
    one, three, two = ledger.held()
    assert (one.identity, one.times, one.first_at, one.last_at, one.reason[:7]) == ("1", 3, 5, 9, "because")
    assert (len(two.sealed), len(three.sealed)) == (9000, 2048), (
        "of what proves nothing only a little is kept"
    )
    assert ledger.held_by_code() == {"MOD-2533": 3, "MOD-2531": 2}
    assert [each.identity for each in ledger.held("press-07", limit=1)] == ["1"]


def test_tags_come_stay_and_go(store: Store) -> None:
    ledger = store.devices
    tags = [TagPresence("gate", epc, 1, 2, 3, is_there) for epc, is_there in (("a", True), ("b", False))]
    with ledger.writing() as connection:
        ledger.keep_tags_in(connection, {("gate", each.epc): each for each in tags})
        assert ledger.tags_in(connection, ["gate", "x"]) == {
            "gate": {each.epc: each for each in tags},
            "x": {},
        }
        ledger.keep_tags_in(connection, {("gate", "a"): None})
        assert list(ledger.tags_in(connection, ["gate"])["gate"]) == ["b"]


def test_two_that_write_at_once_wait_for_one_another(store: Store) -> None:
    """What both saw as next is written by one of them."""
    ledger, begun, outcomes = store.devices, threading.Barrier(2), list[str]()
    with ledger.writing() as connection:
        keep(store, connection, (1, 1))

    def write() -> None:
        begun.wait()
        try:
            with ledger.writing() as connection:
                mark = ledger.marks_in(connection, ["press-07"])["press-07"]
                keep(store, connection, (mark.seq + 1, mark.seq + 1))
            outcomes.append("kept")
        except ModisteError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(outcomes) <= {"kept", "MOD-1105", "MOD-1110"}
    assert ledger.marks()["press-07"][0][0].seq == 1 + outcomes.count("kept")
