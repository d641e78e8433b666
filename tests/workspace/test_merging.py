"""A source may change what it said itself; what a person has set stays."""

from datetime import UTC, datetime

from modiste.garment import Garment
from modiste.workspace.merging import merged, prints_of

OLD, NEW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
SAID = Garment(id="coat", name="Coat", attributes={"fit": "slim"}, created_at=OLD, updated_at=OLD)


def test_what_the_source_said_it_may_change() -> None:
    now = SAID.model_copy(update={"name": "Duffle coat", "attributes": {"fit": "wide"}, "updated_at": NEW})
    made = merged(SAID, now, prints_of(SAID))
    assert (made.name, made.attributes, made.updated_at) == ("Duffle coat", {"fit": "wide"}, NEW)
    assert made.created_at == OLD


def test_what_a_person_set_stays() -> None:
    edited = SAID.model_copy(update={"name": "My coat", "attributes": {"fit": "boxy", "mine": "yes"}})
    now = SAID.model_copy(update={"name": "Duffle coat", "category": "coat", "attributes": {"fit": "wide"}})
    made = merged(edited, now, prints_of(SAID))
    assert (made.name, made.category) == ("My coat", "coat")
    assert made.attributes == {"fit": "boxy", "mine": "yes"}


def test_of_a_garment_no_source_ever_named_only_gaps_are_filled() -> None:
    now = SAID.model_copy(
        update={"name": "Duffle coat", "brand": "Acme", "attributes": {"fit": "x", "a": "b"}}
    )
    made = merged(SAID, now, None)
    assert (made.name, made.brand, made.attributes) == ("Coat", "Acme", {"fit": "slim", "a": "b"})


def test_nothing_new_is_the_same_garment() -> None:
    again = SAID.model_copy(update={"updated_at": NEW})
    assert merged(SAID, again, prints_of(SAID)) is SAID


def test_one_row_does_not_take_away_what_another_row_of_the_style_said() -> None:
    other = SAID.model_copy(update={"attributes": {"lining": "silk"}})
    both = merged(SAID, other, prints_of(SAID))
    assert both.attributes == {"fit": "slim", "lining": "silk"}
    prints = prints_of(other, prints_of(SAID))
    third = SAID.model_copy(update={"attributes": {"fit": "wide"}})
    assert merged(both, third, prints).attributes == {"fit": "wide", "lining": "silk"}
