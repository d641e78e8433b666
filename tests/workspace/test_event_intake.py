"""The intake: consent, order, skew, many senders at once, and the same batch again after a restart."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from modiste.garment import Customer, Interaction
from modiste.store import logged_records
from modiste.workspace import Shop, open_shop
from modiste.workspace.event_intake import RESPONSES, EventIntake

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def event(id_: str, **said: Any) -> dict[str, Any]:
    plain = {"kind": "view_item", "at": NOW, "customer": "", "session": "s-1", "garment": "coat", "sku": ""}
    more = {"quantity": 1, "value": None, "currency": "", "query": "", "recommendation": "", "consent": False}
    return {"id": id_, **plain, **more, **said}


def take(intake: EventIntake, *events: dict[str, Any], sent_at: datetime | None = NOW, **more: Any) -> Any:
    return intake.take(events, sent_at, lambda each: each, now=more.pop("now", NOW), **more)


def test_only_who_agreed_is_kept(shop: Shop) -> None:
    intake = EventIntake(shop)
    made = take(intake, event("a"), event("b", customer="ann", consent=True), event("c", customer="bob"))
    assert (made.accepted, made.unnamed) == (3, 2)
    kept = {each.id: each for each in logged_records(shop.store.events, Interaction)}
    ann = shop.people.pseudonym("ann")
    assert sorted(each.customer_id or "" for each in kept.values()) == ["", "", ann]
    assert {each.session_id is None for each in kept.values() if not each.customer_id} == {True}
    assert [each.id for each in shop.store.rows.scan(Customer)] == [ann]
    assert made.taken[0].who == intake.visit("s-1")
    files = b"".join(path.read_bytes() for path in shop.root.rglob("*") if path.is_file())
    assert b"s-1" not in files and b"bob" not in files
    later = take(intake, event("d", customer="ann"))
    assert later.unnamed == 0  # the consent is in the shop now


def test_the_same_batch_again_changes_nothing_also_after_a_restart(tmp_path: Path) -> None:
    batch = [event("a", at=NOW + timedelta(hours=3)), event("b", at=NOW - timedelta(days=3))]
    sent = NOW + timedelta(hours=3)
    with open_shop(tmp_path / "shop") as shop:
        assert take(EventIntake(shop), *batch, sent_at=sent).accepted == 2
        assert [each.at for each in logged_records(shop.store.events, Interaction)] == [
            NOW - timedelta(days=3, hours=3),
            NOW,
        ]
    with open_shop(tmp_path / "shop") as shop:
        again = take(EventIntake(shop), *batch, sent_at=sent + timedelta(seconds=40))
        assert (again.accepted, again.duplicate) == (0, 2)


def test_what_cannot_be_is_refused_and_a_clock_ahead_is_held_back(shop: Shop) -> None:
    intake = EventIntake(shop)
    made = take(
        intake,
        event("old", at=NOW - timedelta(days=31)),
        event("far", at=NOW + timedelta(days=400)),
        event("soon", at=NOW + timedelta(hours=1)),
        event("naive", at=NOW.replace(tzinfo=None)),
        event("named", customer="ann"),
        sent_at=None,
        may_name=False,
    )
    assert [each["id"] for each in made.refused] == ["old", "far", "named"]
    assert [each.at for each in made.taken] == [NOW, NOW]


def test_what_followed_from_a_recommendation_is_noted(shop: Shop) -> None:
    take(EventIntake(shop), event("a", recommendation="r-1", kind="add_to_cart", consent=True))
    rows = shop.store.events.scan(RESPONSES).select("recommendation_id", "garment_id", "kind").fetchall()
    assert rows == [("r-1", "coat", "add_to_cart")]


def test_many_send_at_once_and_nothing_is_lost_or_doubled(shop: Shop) -> None:
    intake = EventIntake(shop)
    accepted: list[int] = []

    def send(sender: int) -> None:
        for number in range(10):
            batch = [event(f"{sender % 4}-{number}-{each}") for each in range(5)]
            accepted.append(take(intake, *batch).accepted)

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(accepted) == 200  # each batch was sent by two
    assert shop.store.events.snapshot("interactions").rows == 200
    assert shop.store.events.snapshot("interactions").id <= 80


def test_a_batch_cut_off_before_its_answers_were_noted_is_whole_once_sent_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = EventIntake(shop)
    clicked = event("a", customer="ann", consent=True, recommendation="r-1")
    with monkeypatch.context() as broken:
        broken.setattr(intake, "_respond", lambda *_: None)
        assert take(intake, clicked).accepted == 1
    assert RESPONSES not in shop.store.events.tables()
    assert take(intake, clicked).duplicate == 1
    assert take(intake, clicked).duplicate == 1
    assert shop.store.events.snapshot(RESPONSES).rows == 1
