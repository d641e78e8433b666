"""What an event is about, under one name, in kilograms and milliseconds."""

import pytest
from tests.supply.epcis.small_events import BOX, event, item, packed

from modiste.supply.epcis.things import classes_of, items_of, kilos_of, millis, place_of


def test_items_and_lots_are_told_by_their_role() -> None:
    assert list(items_of(packed("ADD", 1, 2))) == [("parent", BOX), ("child", item(1)), ("child", item(2))]
    lot = event(
        quantityList=[{"epcClass": "urn:epc:class:lgtin:4012345.012345.L7", "quantity": 2, "uom": "TNE"}]
    )
    assert list(classes_of(lot)) == [("epc", "https://id.gs1.org/01/04012345123456/10/L7")]
    assert kilos_of(lot, "quantityList") == 2000
    lot["quantityList"].append({"epcClass": "urn:x:y"})
    assert kilos_of(lot, "quantityList") is None


def test_a_place_is_the_read_point_before_the_location() -> None:
    both = event(readPoint={"id": "urn:x:gate"}, bizLocation={"id": "urn:x:mill"})
    assert place_of(both) == "urn:x:gate"
    assert place_of(event(bizLocation={"id": "urn:x:mill"})) == "urn:x:mill"
    assert place_of(event()) == ""
    assert millis("1970-01-01T01:00:00.5+01:00") == 500
    with pytest.raises(ValueError, match="day"):
        millis("2026-02-30T00:00:00Z")
