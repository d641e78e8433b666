"""A journey goes back through what an item was made of, and through the boxes it was in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.supply.epcis.small_events import BOX, NOW, document, event, item, packed, part, seen

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.supply import document_of
from modiste.workspace.flows.supply_events import ShopSupplyEvents
from modiste.workspace.flows.supply_journeys import moment_of

YARN, CLOTH = "urn:epc:class:lgtin:4012345.012345.Y1", "urn:epc:class:lgtin:4012345.012346.C1"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ShopSupplyEvents]:
    with Store.open(tmp_path / "shop") as opened:
        yield ShopSupplyEvents(opened, clock=lambda: NOW / 1000)


def captured(book: ShopSupplyEvents, *events: dict[str, Any]) -> int:
    return book.capture(document_of(document(*events))).added


def test_a_journey_goes_from_fibre_to_shop(book: ShopSupplyEvents) -> None:
    def lot(kind: str, amount: float) -> list[dict[str, Any]]:
        return [{"epcClass": kind, "quantity": amount, "uom": "KGM"}]

    way = [
        event(hour=0, action="ADD", quantityList=lot(YARN, 100), bizStep="commissioning"),
        event("TransformationEvent", 5, inputQuantityList=lot(YARN, 100), outputQuantityList=lot(CLOTH, 95)),
        event("TransformationEvent", 9, inputQuantityList=lot(CLOTH, 95), outputEPCList=[item(1), item(2)]),
        packed("ADD", 1, 2, hour=10),
        event(hour=11, epcList=[BOX], bizStep="shipping", readPoint={"id": "geo:45.4,12.3"}),
        packed("DELETE", hour=30),
        event(hour=31, epcList=[BOX], bizStep="shipping"),
        seen(1, hour=40, bizStep="retail_selling"),
        seen(2, hour=41, bizStep="retail_selling"),
    ]
    assert captured(book, *way) == 9
    told = book.journey(item(1))
    assert [each["step"] or each["type"] for each in told["steps"]] == [
        "commissioning",
        "TransformationEvent",
        "TransformationEvent",
        "AggregationEvent",
        "shipping",
        "AggregationEvent",
        "retail_selling",
    ]
    assert [each["because"].split()[0] for each in told["steps"]] == [
        *("made", "made", "itself", "itself", "inside", "inside", "itself"),
    ]
    assert (told["inside"], told["begun_at"]) == ("", "2026-01-02T09:00:00.000Z")
    with pytest.raises(ModisteError, match="MOD-1103"):
        book.journey(item("unknown"))


def test_a_journey_goes_through_all_parts_of_a_transformation(book: ShopSupplyEvents) -> None:
    made = {**part(3, hour=5), "outputEPCList": [item(1)]}
    assert captured(book, part(1, before=60), part(2, before=40, hour=1), made) == 3
    because = [each["because"].split()[0] for each in book.journey(item(1))["steps"]]
    assert because == ["made", "made", "itself"]


def test_a_moment_is_written_to_the_millisecond() -> None:
    assert moment_of(NOW + 7) == "2027-01-15T08:00:00.007Z"
