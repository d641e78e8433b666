"""Masses of transformations that are told in parts: what comes out is held against all that went in."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.supply.epcis.small_events import NOW, event, item, part, seen

from modiste.supply.epcis.balances import Balances, transformation_of
from modiste.supply.epcis.rules import applied

VOID = {"errorDeclaration": {"declarationTime": "2026-01-03T00:00:00Z"}}


def told(*events: dict[str, Any], before: tuple[dict[str, Any], ...] = ()) -> list[str]:
    """The rules that events of one document break, after others."""
    balances = Balances(before, events)
    found = [applied(each, {}, NOW, balances=balances) for each in events]
    return [each.rule if each else "" for each in found]


def test_parts_are_judged_by_their_sum() -> None:
    assert told(part(1, before=60), part(2, before=41), part(3, after=50), part(4, after=51)) == [""] * 4
    assert told(part(1, before=60), part(2, after=50), part(3, after=10.5), part(4, after=1)) == [
        *("", "", ""),
        "mass",
    ]
    # Part by part nothing were wrong, and nothing right.
    assert told(part(1, before=50, after=10), part(2, before=50, after=89)) == ["", ""]
    assert told(part(1, before=50, after=10), part(2, before=50, after=95)) == ["", "mass"]
    assert told({**part(1, before=9), "transformationID": "urn:x:run:2"}, part(2, 10), part(3, after=19)) == [
        *("", ""),
        "mass",
    ]


def test_what_was_kept_counts() -> None:
    before = (part(1, before=100), part(2, after=80))
    assert told(part(3, after=21), before=before) == [""]
    assert told(part(3, after=22), before=before) == ["mass"]
    assert told(part(3, after=22), part(4, before=2), before=before) == ["", ""]
    void = {**part(2, after=80), **VOID}
    assert told(part(3, after=90), before=(*before, void)) == [""]
    assert told(void, part(3, after=90), before=before) == ["", ""]
    assert told(part(3, before=100), part(4, after=50), {**part(3, before=100), **VOID}) == [""] * 3


def test_outputs_may_be_told_before_their_inputs_until_the_next_outputs() -> None:
    early = part(1, after=100)
    assert told(early) == [""]
    assert told(part(2, before=60), before=(early,)) == [""]  # more may follow
    assert told(part(3, after=1), before=(early, part(2, before=60))) == ["mass"]
    assert told(part(3, before=50, after=1), before=(early, part(2, before=60))) == [""]


def test_what_is_not_weighed_whole_is_not_judged() -> None:
    by_piece = {**part(1), "inputEPCList": [item(1)]}
    assert told(by_piece, part(2, before=1), part(3, after=50)) == [""] * 3
    # An output by the piece has weight, but nobody says how much: the others must balance without it.
    pieces = {**part(4), "outputEPCList": [item(2)]}
    assert told(part(2, before=1), pieces, part(3, after=2)) == ["", "", "mass"]


def test_what_a_refused_part_brought_is_not_there() -> None:
    tomorrow = {**part(1, before=100), "eventTime": "2027-02-01T00:00:00Z"}
    assert told(tomorrow, part(2, before=1), part(3, after=50)) == ["time", "", "mass"]


def test_only_transformations_have_parts() -> None:
    assert transformation_of(part(1)) == "urn:x:run:1"
    assert transformation_of(event("TransformationEvent")) == ""
    assert transformation_of({**seen(1), "transformationID": 7}) == ""


@given(st.permutations([part(1, before=60), part(2, before=40), part(3, after=70), part(4, after=30)]))
def test_the_order_within_a_document_does_not_count(parts: list[dict[str, Any]]) -> None:
    assert told(*parts) == [""] * 4
    assert sum(map(bool, told(*parts, part(5, after=2)))) == 1
