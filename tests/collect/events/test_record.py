"""An event in plain words: what it makes, what it refuses, and that it never names anybody."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.collect.reading import PSEUDONYM

from modiste.collect import Rejection, nobody
from modiste.collect.events.record import (
    KINDS,
    Event,
    EventItem,
    arrival_of,
    at_microseconds,
    currency_of,
    judged,
    money,
    text_of,
)
from modiste.garment import Interaction, ModisteError

LOOK = Event(
    "k1", "view_item", datetime(2026, 1, 1, tzinfo=UTC), customer="ann", session="s", items=[EventItem("A")]
)


def made(event: Event) -> list[Interaction]:
    return [
        each
        for each in arrival_of("line 1", event, "test", PSEUDONYM).records
        if isinstance(each, Interaction)
    ]


def test_ids_follow_from_source_key_customer_and_place() -> None:
    first = made(LOOK._replace(items=[EventItem("A"), EventItem("A")]))
    again = made(LOOK._replace(items=[EventItem("A"), EventItem("A")]))
    assert [each.id for each in first] == [each.id for each in again]
    others = [made(LOOK._replace(key="k2")), made(LOOK._replace(customer="bob"))]
    assert len({each.id for each in first} | {each[0].id for each in others}) == 4


def test_without_pseudonyms_nobody_is_named() -> None:
    found = arrival_of("line 1", LOOK, "test", nobody)
    assert found.needs == ()
    assert "ann" not in str(found)
    assert isinstance(found.records[0], Interaction) and found.records[0].session_id is None


def test_names_that_are_no_kind_are_kept() -> None:
    assert "view_item" in KINDS and "scroll" not in KINDS
    (other,) = made(LOOK._replace(name="scroll"))
    assert (other.kind, other.name) == ("other", "scroll")


@pytest.mark.parametrize("year", [1994, 2100])
def test_a_time_far_off_is_refused(year: int) -> None:
    with pytest.raises(ModisteError, match="MOD-1250"):
        made(LOOK._replace(at=datetime(year, 6, 1, tzinfo=UTC)))


def test_a_refused_row_holds_no_raw_id() -> None:
    found = judged(
        "line 1", LOOK._replace(items=[EventItem("A", price="x")]), "test", PSEUDONYM, '{"u":"ann"}'
    )
    assert isinstance(found, Rejection)
    assert found.excerpt == f'{{"u":"{PSEUDONYM("ann")}"}}'


def test_values_as_json_writes_them() -> None:
    assert [money(each) for each in (None, "", 12, 0.1, "3.5")] == [
        None,
        None,
        12,
        Decimal("0.1"),
        Decimal("3.5"),
    ]
    for wrong in (True, "x", float("nan"), float("inf"), 1e12, []):
        with pytest.raises(ModisteError, match="MOD-1250"):
            money(wrong)
    assert [text_of(each) for each in (None, "a", 3, [1], {})] == ["", "a", "3", "", ""]
    assert [currency_of(each) for each in ("eur", "€", "EURO")] == ["EUR", None, None]
    assert at_microseconds("1767225600000000") == datetime(2026, 1, 1, tzinfo=UTC)
