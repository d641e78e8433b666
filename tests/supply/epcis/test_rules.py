"""What events may say of one another: each rule is kept by what is right and broken by what is not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.supply.epcis.small_events import BOX, NOW, event, item, packed, seen

from modiste.supply.epcis.rules import ItemState, applied, geo_place, kilometres, replayed
from modiste.supply.epcis.things import millis


def told(*events: dict[str, Any]) -> list[str]:
    """The rules that these events break, one after another."""
    states: dict[str, ItemState] = {}
    found = [applied(each, states, NOW) for each in events]
    return [each.rule if each else "" for each in found]


def woven(before: float, after: float, unit: str = "KGM", **more: Any) -> dict[str, Any]:
    yarn, cloth = "urn:epc:class:lgtin:4012345.012345.Y1", "urn:epc:class:lgtin:4012345.012346.C1"
    return event(
        "TransformationEvent",
        inputQuantityList=[{"epcClass": yarn, "quantity": before, "uom": "KGM"}],
        outputQuantityList=[{"epcClass": cloth, "quantity": after, "uom": unit}],
        **more,
    )


def test_no_more_comes_out_than_went_in() -> None:
    assert told(woven(100, 96)) == [""]
    assert told(woven(100, 100.9)) == [""]
    assert told(woven(100, 104)) == ["mass"]
    assert told(woven(0.1, 104, "GRM")) == ["mass"]
    # What is not weighed whole cannot be judged.
    assert told(woven(100, 400, "MTR")) == [""]
    assert told(woven(0, 400)) == [""]
    assert told({**woven(100, 400), "inputEPCList": [item(1)]}) == [""]


def test_an_item_lives_once() -> None:
    born, dead = seen(1, hour=1, action="ADD"), seen(1, hour=9, action="DELETE")
    assert told(born, seen(1, hour=5), dead) == ["", "", ""]
    assert told(born, dead, seen(1, hour=10)) == ["", "", "life"]
    assert told(born, dead, seen(1, hour=5)) == ["", "", ""]  # late, but true
    assert told(born, seen(1, hour=0)) == ["", "life"]
    assert told(born, born) == ["", "life"]
    assert told(seen(1, hour=12), dead) == ["", "life"]
    assert told(dead, dead) == ["", "life"]


def test_what_is_used_up_is_gone_and_what_is_made_begins() -> None:
    sewn = event("TransformationEvent", 4, inputEPCList=[item("panel")], outputEPCList=[item("shirt")])
    assert told(sewn, seen("panel", hour=5), seen("shirt", hour=5), seen("shirt", hour=3)) == [
        "",
        "life",
        "",
        "life",
    ]


def test_an_item_is_in_one_box_at_a_time() -> None:
    other = BOX[:-1] + "2"
    assert told(packed("ADD", 1), packed("ADD", 1, hour=1, box=other)) == ["", "inside"]
    assert (
        told(packed("ADD", 1), packed("DELETE", 1, hour=1), packed("ADD", 1, hour=2, box=other)) == [""] * 3
    )
    assert told(packed("ADD", 1), packed("DELETE", hour=1), packed("ADD", 1, hour=2, box=other)) == [""] * 3
    assert told(packed("ADD", 1), packed("DELETE", 1, hour=1, box=other)) == ["", "inside"]
    assert told(packed("DELETE", 1), packed("DELETE", 1, hour=1)) == ["", "inside"]
    assert told(packed("ADD", 1, box=item(1))) == ["inside"]
    # Of what comes late nobody knows who was in what.
    assert told(packed("ADD", 1, hour=5), packed("ADD", 1, hour=1, box=other)) == ["", ""]


def test_a_way_takes_its_time() -> None:
    venice, tokyo = {"readPoint": {"id": "geo:45.43,12.33"}}, {"readPoint": {"id": "geo:35.68,139.69"}}
    assert told(seen(1, **venice), seen(1, hour=2, **tokyo)) == ["", "travel"]
    assert told(seen(1, **venice), seen(1, hour=14, **tokyo)) == ["", ""]
    assert told(seen(1, **venice), seen(2, hour=2, **tokyo)) == ["", ""]
    assert told(seen(1, readPoint={"id": "urn:x:mill"}), seen(1, hour=1, **tokyo)) == ["", ""]
    assert geo_place("geo:91") is None
    assert kilometres((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def test_nothing_happens_tomorrow_or_on_the_30th_of_february() -> None:
    ahead = {**seen(1), "eventTime": "2027-01-17T00:00:00Z"}
    assert told(ahead, {**seen(1), "eventTime": "2026-02-30T00:00:00Z"}) == ["time", "time"]


def test_a_refused_event_changes_nothing_and_a_declaration_is_not_judged() -> None:
    states: dict[str, ItemState] = {}
    assert applied(seen(1, action="DELETE"), states, NOW) is None
    before = dict(states)
    assert applied(seen(1, 2, hour=5), states, NOW) is not None
    void = {**seen(1, hour=9), "errorDeclaration": {"declarationTime": "2026-01-03T00:00:00Z"}}
    assert applied(void, states, NOW) is None
    assert states == before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(("see", "pack", "unpack", "end")), max_size=8))
def test_a_replay_comes_to_the_state_of_the_judging(steps: list[str]) -> None:
    states: dict[str, ItemState] = {}
    kept = []
    for hour, step in enumerate(steps):
        made = {
            "see": lambda hour=hour: seen(1, hour=hour),
            "pack": lambda hour=hour: packed("ADD", 1, hour=hour),
            "unpack": lambda hour=hour: packed("DELETE", 1, hour=hour),
            "end": lambda hour=hour: seen(1, hour=hour, action="DELETE"),
        }[step]()
        if applied(made, states, NOW) is None:
            kept.append(made)
    assert replayed(kept, item(1)) == states.get(item(1), ItemState())
    assert all(millis(each["eventTime"]) < NOW for each in kept)
