"""The writer: what it receipts is on disk, once; what it refuses it keeps with a reason."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.supply.small_intake import AT, PlainBook, client_of, name, register

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.supply import (
    SETTING,
    Credentials,
    Message,
    Outbox,
    Sensed,
    Settable,
    TagRead,
    Writer,
    restamped,
    written_message,
)
from modiste.supply.devices.envelope import open_receipt, seal
from modiste.supply.devices.sender import now_ms
from modiste.supply.intake import writer as writing

DAY = 24 * 3600 * 1000
READING = Sensed(AT, "Temperature", 20.0, "CEL")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop") as store:
        yield store


@pytest.fixture
def book(store: Store) -> PlainBook:
    return PlainBook(store)


@pytest.fixture
def writer(store: Store, book: PlainBook) -> Iterator[Writer]:
    writer = Writer(store.devices, book, name, clock=lambda: AT)
    yield writer
    writer.close()


def said(device: str, seq: int, epoch: int = 1, **values: Any) -> Message:
    return Message(device, epoch, seq, AT, AT, (replace(READING, value=float(seq)),), **values)


def sealed(credentials: Credentials, *messages: Message) -> bytes:
    return seal([written_message(each) for each in messages], credentials.key, credentials.sealing_key())


def test_a_receipt_says_what_is_on_disk_and_the_event_is_there(
    store: Store, book: PlainBook, writer: Writer
) -> None:
    press = register(store, "press-07")
    taken = writer.take([sealed(press, said("press-07", 1), said("press-07", 2))])
    assert [(each.outcome, each.seq) for each in taken.judged] == [("accepted", 1), ("accepted", 2)]
    (receipt,) = taken.receipts
    assert open_receipt(receipt, press.key, press.receipt_key()).seq == 2
    assert sorted(each["sensorElementList"][0]["sensorReport"][0]["value"] for each in book.all()) == [
        1.0,
        2.0,
    ]
    (envelope,) = store.devices.envelopes("press-07", 1)
    assert (envelope.first, envelope.last, envelope.sealed[:4]) == (1, 2, b"MOD1")


def test_what_comes_again_changes_nothing_and_what_comes_early_waits(
    store: Store, book: PlainBook, writer: Writer
) -> None:
    press = register(store, "press-07")
    order = [3, 2, 5, 1, 1, 4, 2, 7, 6, 5]
    outcomes = []
    for seq in order:
        outcomes += writer.take([sealed(press, said("press-07", seq))]).judged
    print({kind: sum(each.outcome == kind for each in outcomes) for kind in ("accepted", "again", "early")})
    assert store.devices.marks()["press-07"][0][0].seq == 7
    assert len(book.all()) == 7
    assert book.doubled() == 0
    assert [(each.first, each.last) for each in store.devices.envelopes("press-07", 1)] == [
        (seq, seq) for seq in range(1, 8)
    ]


def test_a_forged_replayed_or_borrowed_message_is_set_aside_with_its_reason(
    store: Store, book: PlainBook, writer: Writer
) -> None:
    press, gate = register(store, "press-07"), register(store, "gate", "gateway")
    good = sealed(press, said("press-07", 1))
    cases = {
        "MOD-2531": [b"", b"MOD1", b"MOD1" + b"0" * 10_000_000],
        "MOD-2532": [b"MOD1" + b"\0" * 16 + good[20:]],
        "MOD-2533": [good[:-2] + b"]}" + good[-1:], gate_signed_by_press(press, gate)],
        "MOD-2535": [sealed(press, said("gate", 1)), sealed(gate, said("press-07", 1))],
        "MOD-2530": [
            seal([body], press.key, press.sealing_key())
            for body in (
                b"[" * 60_000,
                written_message(said("press-07", 1))[:-1] + b',"seq":2}',
                written_message(said("press-07", 1)).replace(b"1.0", b"NaN"),
                b" " * 65_537 + b"{}",
            )
        ],
    }
    count = 0
    for code, envelopes in cases.items():
        for envelope in envelopes:
            taken = writer.take([envelope])
            assert [(each.outcome, each.code) for each in taken.judged] == [("quarantined", code)]
            assert taken.receipts == ()
            count += 1
    (judged,) = writer.take([good], sender="gate").judged
    assert judged.code == "MOD-2535"
    assert (book.all(), store.devices.marks()) == ([], {})
    held = store.devices.held_by_code()
    print(f"{count + 1} set aside: {held}")
    assert sum(held.values()) == count + 1
    assert all(len(each.sealed) <= 65_536 and each.reason for each in store.devices.held())
    assert [each.outcome for each in writer.take([good]).judged] == ["accepted"]


def gate_signed_by_press(press: Credentials, gate: Credentials) -> bytes:
    return seal([written_message(said("gate", 1))], gate.key, press.sealing_key())


def test_what_is_set_aside_again_is_counted_and_not_kept_twice(store: Store, writer: Writer) -> None:
    press = register(store, "press-07")
    store.devices.revoke("press-07", AT)
    for at in range(3):
        body = restamped(written_message(said("press-07", 1)), AT + at)
        writer.take([seal([body], press.key, press.sealing_key())])
    (held,) = store.devices.held("press-07")
    assert (held.code, held.times) == ("MOD-2534", 3)


@pytest.mark.parametrize("off", [DAY, -DAY])
def test_a_clock_that_is_a_day_off_is_set_aside_and_the_device_gets_past_it(
    store: Store, book: PlainBook, writer: Writer, off: int
) -> None:
    press = register(store, "press-07")
    wrong = replace(said("press-07", 1), at=AT + off, made=AT + off)
    taken = writer.take([sealed(press, wrong), sealed(press, said("press-07", 2))])
    assert [(each.outcome, each.code) for each in taken.judged] == [
        ("quarantined", "MOD-2536"),
        ("accepted", ""),
    ]
    assert open_receipt(taken.receipts[0], press.key, press.receipt_key()).seq == 2
    assert len(book.all()) == 1
    assert store.devices.envelopes("press-07", 1)[0].first == 1


def test_a_copied_device_is_told_from_the_first(store: Store, writer: Writer) -> None:
    press = register(store, "press-07")
    writer.take([sealed(press, *(said("press-07", seq) for seq in (1, 2, 3)))])
    (judged,) = writer.take([sealed(press, said("press-07", 1, 2, ends=((1, 2),)))]).judged
    assert (judged.outcome, judged.code) == ("quarantined", "MOD-2537")


def test_a_rotated_key_counts_beside_the_next_and_a_revoked_one_no_more(
    store: Store, tmp_path: Path, writer: Writer
) -> None:
    from modiste.store import KeptDeviceKey
    from modiste.supply import issue

    old = register(store, "press-07")
    key, new = issue("press-07", "sensor", store.devices.secret(), 0)
    store.devices.rotate(KeptDeviceKey(key.id, "press-07", key.kind, b"", 0), AT + 1000)
    outcomes = [
        writer.take([sealed(one, said("press-07", seq))]) for seq, one in ((1, old), (2, new), (3, old))
    ]
    assert [each.judged[0].outcome for each in outcomes] == ["accepted"] * 3
    assert open_receipt(outcomes[1].receipts[0], new.key, new.receipt_key()).seq == 2
    store.devices.revoke("press-07", AT, old.key)
    time.sleep(1.1)  # the registry is read anew within a second
    assert writer.take([sealed(old, said("press-07", 4))]).judged[0].code == "MOD-2534"
    assert writer.take([sealed(new, said("press-07", 4))]).judged[0].outcome == "accepted"


def test_a_declared_gap_is_kept_and_shown(store: Store, tmp_path: Path, writer: Writer) -> None:
    press = register(store, "press-07")
    client = client_of(writer, tmp_path, press, clock=lambda: AT)
    client.say_all([([READING], ())] * 10)
    assert client.drain(10)
    client.say_all([([READING], ())] * 5)  # receipted by nobody, and lost
    client.outbox.close()
    for path in (tmp_path / "press-07").glob("outbox.db*"):
        path.unlink()
    client = client_of(writer, tmp_path, press, clock=lambda: AT)
    client.say([READING])
    assert client.drain(10)
    (gap,) = store.devices.gaps("press-07")
    print(f"a declared gap of {gap.last - gap.first + 1}")
    assert (gap.epoch, gap.first, gap.last) == (1, 11, 15)
    assert [each[0] for each in store.devices.marks()["press-07"]][-1].epoch == 2
    client.close()


def test_tags_come_and_go_once_over_a_new_start(store: Store, book: PlainBook, tmp_path: Path) -> None:
    gate = register(store, "gate", "rfid_reader")
    epc = "urn:epc:id:sgtin:4012345.012345.77"

    def saw(seq: int, at: int, *reads: int) -> bytes:
        tags = tuple(TagRead(AT + each, epc, 1, -50.0) for each in reads)
        return sealed(gate, Message("gate", 1, seq, AT + at, AT + at, (), tags))

    for envelopes in (
        [saw(1, 0, 0, 100)],
        [saw(2, 3000, 3000)],
        [saw(2, 3000, 3000), saw(3, 9000)],
        [saw(4, 9100)],
    ):
        writer = Writer(store.devices, book, name, clock=lambda: AT)
        writer.take(envelopes)
        writer.close()
    steps = sorted((each["eventTime"], each["bizStep"]) for each in book.all())
    assert [step for _, step in steps] == ["arriving", "departing"]


def test_a_full_disk_receipts_nothing_and_later_everything_is_there(
    store: Store, book: PlainBook, writer: Writer, tmp_path: Path
) -> None:
    press = register(store, "press-07")
    big = [said("press-07", seq, lost=()) for seq in range(1, 301)]
    envelopes = [sealed(press, *big[at : at + 50]) for at in range(0, 300, 50)]

    def pages(limit: Callable[[int], int]) -> None:
        # One connection is at rest in the pool, and the writer takes the same one.
        with store.devices.writing() as connection:
            count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {limit(count)}")

    pages(lambda count: count + 2)
    failed = 0
    for envelope in envelopes:
        try:
            writer.take([envelope])
        except ModisteError as error:
            assert error.code == "MOD-1110"
            failed += 1
    print(f"{failed} of {len(envelopes)} batches met a full disk")
    assert failed
    kept = store.devices.marks().get("press-07", [])
    there = kept[0][0].seq if kept else 0
    assert len(book.all()) == there
    pages(lambda count: 1_000_000)
    taken = writer.take(envelopes)
    assert open_receipt(taken.receipts[0], press.key, press.receipt_key()).seq == 300
    assert (len(book.all()), book.doubled()) == (300, 0)


def test_two_writers_on_one_shop_double_nothing(store: Store, book: PlainBook, tmp_path: Path) -> None:
    press = register(store, "press-07")
    writers = [Writer(store.devices, book, name, clock=lambda: AT) for _ in range(2)]
    outbox = Outbox(tmp_path / "outbox", "press-07")
    outbox.add([([replace(READING, value=float(n))], ()) for n in range(40)], AT)
    bodies = outbox.due(40)
    for number in range(0, 40, 4):
        envelope = seal(bodies[number : number + 4], press.key, press.sealing_key())
        assert all(each.outcome != "quarantined" for each in writers[number // 4 % 2].take([envelope]).judged)
        writers[1 - number // 4 % 2].take([envelope])
    assert (len(book.all()), book.doubled()) == (40, 0)
    for writer in writers:
        writer.close()
    with pytest.raises(ModisteError, match="MOD-2542"):
        writers[0].take([envelope])
    outbox.close()


def test_an_order_of_settings_follows_a_receipt_and_is_told_again(
    store: Store, book: PlainBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = {"press-07": (1, {"every_ms": 60_000.0}), "other": (1, {"every_ms": 1.0})}
    writer = Writer(store.devices, book, name, ordered=lambda: orders)
    taken: list[tuple[str, float]] = []
    client = client_of(
        writer,
        tmp_path,
        register(store, "press-07"),
        bounds={"every_ms": Settable(1000, 3_600_000, "C26")},
        on_settings=lambda *one: taken.append(one),
    )
    monkeypatch.setattr(writing, "_FRESH_SECONDS", -1.0)
    for number, value in ((1, 60_000.0), (2, 90_000.0)):
        orders["press-07"] = (number, {"every_ms": value})
        client.say([replace(READING, at=now_ms())])
        assert client.drain(20)
        writer.settle()
        assert client.drain(20) and taken[-1] == ("every_ms", value) and len(taken) == number
    assert writer._due_order("press-07", 1) is None and writer._due_order("nobody", 1) is None
    assert writer._due_order("press-07", 2) is not None
    monkeypatch.setattr(writing, "_ORDER_SECONDS", -1.0)
    assert writer._due_order("press-07", 2) is not None
    writer.close()
    client.close()
    types = [one["sensorElementList"][0]["sensorReport"][0]["type"] for one in book.all()]
    assert types.count(f"{SETTING}every_ms") == 2
