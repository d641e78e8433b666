"""The journey of a shop's items: captured once, judged, errors undone, followed from fibre to shop."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.supply.epcis.small_events import NOW, document, item, packed, part, seen

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.supply import document_of, read_query
from modiste.workspace.flows.supply_events import ShopSupplyEvents, item_label, judge_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop") as opened:
        yield opened


@pytest.fixture
def book(store: Store) -> ShopSupplyEvents:
    return ShopSupplyEvents(store, clock=lambda: NOW / 1000)


def capture(
    book: ShopSupplyEvents, *events: dict[str, Any], behaviour: Any = "rollback"
) -> tuple[int, int, int]:
    made = book.capture(document_of(document(*events)), behaviour)
    return made.added, made.known, len(made.errors)


def found(book: ShopSupplyEvents, **asked: Any) -> list[dict[str, Any]]:
    return list(book.find(read_query({"orderDirection": "ASC", **asked}), 1000).events)


def declared(about: dict[str, Any]) -> dict[str, Any]:
    return {
        **about,
        "errorDeclaration": {"declarationTime": "2026-01-05T00:00:00Z", "reason": "did_not_occur"},
    }


def test_an_event_is_kept_once_however_often_it_is_sent(book: ShopSupplyEvents) -> None:
    assert capture(book, seen(1), seen(2)) == (2, 0, 0)
    assert capture(book, seen(1), seen(2), seen(3)) == (1, 2, 0)
    assert len(found(book)) == 3
    assert found(book, MATCH_epc=item(3))[0]["recordTime"] == "2027-01-15T08:00:00.000Z"


def test_rollback_keeps_nothing_and_proceed_what_is_right(book: ShopSupplyEvents, store: Store) -> None:
    wrong = [seen(1, action="DELETE"), seen(1, hour=2), seen(2)]
    assert capture(book, *wrong) == (0, 0, 1)
    assert found(book) == []
    assert capture(book, *wrong, behaviour="proceed") == (2, 0, 1)
    told = store.supply_events.captures()[0][2]
    assert (told["success"], told["errors"][0]["code"]) == (False, "MOD-2505")
    assert "life" in told["errors"][0]["reason"]


def test_one_id_cannot_say_two_things_but_may_be_declared_an_error(book: ShopSupplyEvents) -> None:
    end = seen(1, eventID="urn:uuid:1", action="DELETE")
    assert capture(book, end) == (1, 0, 0)
    assert capture(book, {**end, "bizStep": "destroying"}) == (0, 0, 1)
    assert capture(book, seen(1, hour=2)) == (0, 0, 1)
    # Undone, the item lives on; the declaration itself is kept once.
    assert capture(book, declared(end), seen(1, hour=2)) == (2, 0, 0)
    assert capture(book, declared(end)) == (0, 1, 0)
    assert "errorDeclaration" in book.event("urn:uuid:1")
    steps = book.journey(item(1))["steps"]
    assert [(each["is_void"], each["void_reason"]) for each in steps] == [
        *[(True, "did_not_occur")] * 2,
        (False, ""),
    ]


def test_a_transformation_told_in_parts_is_weighed_with_what_is_kept(book: ShopSupplyEvents) -> None:
    assert capture(book, part(1, before=60), part(2, after=50, hour=1)) == (2, 0, 0)
    assert capture(book, part(1, before=60), part(3, after=30, hour=2)) == (0, 0, 1)  # sent again is not more
    assert capture(book, part(3, after=30, hour=2), part(4, before=20, hour=3)) == (2, 0, 0)
    assert capture(book, part(5, after=1, hour=4)) == (0, 0, 1)
    assert capture(book, declared(part(3, after=30, hour=2)), part(5, after=28, hour=4)) == (2, 0, 0)
    # The transformation is no item.
    assert not any("run" in each for each in book.known_things())


def test_the_first_refusals_are_told_and_all_counted(book: ShopSupplyEvents, store: Store) -> None:
    assert capture(book, seen(1, action="DELETE")) == (1, 0, 0)
    made = book.capture(document_of(document(*(seen(1, hour=1 + number / 60) for number in range(120)))))
    assert (made.refused, len(made.errors), made.is_success) == (120, 100, False)
    assert store.supply_events.captures()[0][2]["refused"] == 120


def test_a_single_event_conflicts_where_it_is_kept(book: ShopSupplyEvents) -> None:
    alone = {"@context": document()["@context"], **seen(1, action="DELETE")}
    id_ = book.capture_one(alone)
    assert book.event(id_)["action"] == "DELETE"
    with pytest.raises(ModisteError, match="MOD-2508"):
        book.capture_one(alone)
    with pytest.raises(ModisteError, match=r"MOD-2505.*life"):
        book.capture_one({**alone, "action": "OBSERVE", "eventTime": "2026-01-03T00:00:00Z"})
    with pytest.raises(ModisteError, match="MOD-1103"):
        book.event("urn:uuid:none")


def test_devices_events_join_the_callers_transaction(book: ShopSupplyEvents, store: Store) -> None:
    events = [
        {"eventID": "urn:uuid:1", **seen(1, action="DELETE")},
        {"eventID": "urn:uuid:2", **seen(1, hour=5)},
    ]
    with store.supply_events.database.writing() as connection:
        assert book.add(connection, events, NOW) == 2
        assert book.add(connection, events, NOW) == 0
    with pytest.raises(RuntimeError), store.supply_events.database.writing() as connection:
        book.add(connection, [{"eventID": "urn:uuid:3", **seen(2)}], NOW)
        raise RuntimeError
    assert len(found(book)) == 2


def test_pages_hold_every_event_once(book: ShopSupplyEvents) -> None:
    capture(book, *(seen(number, hour=number % 7) for number in range(40)))
    past, ids = None, []
    while True:
        page = book.find(read_query({}), 7, past)
        ids += [each["eventID"] for each in page.events]
        past = page.past
        if past is None:
            break
    assert len(ids) == len(set(ids)) == 40
    with pytest.raises(ModisteError, match="MOD-2509"):
        book.find(read_query({"maxEventCount": 39}))
    assert len(book.find(read_query({"maxEventCount": 40}), 50).events) == 40


def test_a_document_is_judged_by_its_shape_and_its_sense() -> None:
    right = orjson.dumps(document(seen(1), seen(1, hour=2)))
    assert judge_document(right, NOW) == []
    assert judge_document(b"{", NOW)[0]["code"] == "MOD-2503"
    assert judge_document(b"{}", NOW)[0]["code"] == "MOD-2504"
    ended = orjson.dumps(document(seen(1, hour=2), seen(1, action="DELETE")))
    assert judge_document(ended, NOW)[0]["code"] == "MOD-2505"


def test_a_label_is_of_a_link() -> None:
    assert item_label(item(1)).startswith(b"<?xml")
    assert item_label(item(1), "png").startswith(b"\x89PNG")
    with pytest.raises(ModisteError, match="MOD-2501"):
        item_label("https://x.example/")


def test_items_that_are_read_together_went_where_each_alone_went(book: ShopSupplyEvents) -> None:
    book.capture(document_of(document(seen(1, 2), packed("ADD", 1, 2, hour=1))))
    plain, journeys = [book.journey(item(each)) for each in (1, 2)], book.journeys()
    assert book.journeys_of([item(1), item(2)], journeys) == plain
    book.capture(document_of(document(seen(1, hour=9))))
    (later,) = book.journeys_of([item(1)], journeys)
    assert later == book.journey(item(1))
    assert len(later["steps"]) == len(plain[0]["steps"]) + 1
    with pytest.raises(ModisteError, match="MOD-1103"):
        book.journeys_of([item(1), item("unknown")], journeys)
