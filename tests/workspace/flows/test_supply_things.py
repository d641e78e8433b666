"""What an event is kept under: items and classes by their roles, and the transformation it is a part of."""

from tests.supply.epcis.small_events import BOX, item, packed, part

from modiste.supply import gist_of
from modiste.workspace.flows.supply_things import OF_CLASS, PART, ROLE_NUMBERS, numbered_things, things_of


def test_an_event_is_kept_under_all_that_it_is_about() -> None:
    box = packed("ADD", 1)
    assert numbered_things(box, gist_of(box)) == {
        (BOX, ROLE_NUMBERS["parent"]),
        (item(1), ROLE_NUMBERS["child"]),
    }
    sewn = {**part(1, before=2), "outputEPCList": [item(1)]}
    lot = "https://id.gs1.org/01/04012345123456/10/L"
    assert things_of(sewn) == [("output", item(1)), ("input", lot)]
    assert numbered_things(sewn, gist_of(sewn)) == {
        (item(1), ROLE_NUMBERS["output"]),
        (lot, OF_CLASS + ROLE_NUMBERS["input"]),
        ("urn:x:run:1", PART),
    }
