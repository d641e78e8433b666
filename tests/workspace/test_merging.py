"""A source may change what it said itself; what a person has set stays."""

import zlib
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import UNDATED
from modiste.garment import Garment
from modiste.store import plain_of
from modiste.workspace.merging import Merging

OLD, NEW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
SAID = Garment(id="coat", name="Coat", attributes={"fit": "slim"}, created_at=OLD, updated_at=OLD)
FIELDS = ("name", "category", "brand", "department", "season", "description", "source")


def prints_of(garment: Garment, before: bytes | None = None) -> bytes:
    merging = Merging(None, before)
    merging.take(plain_of(garment), OLD)
    return merging.prints


def merged(had: Garment | None, said: Garment, before: bytes | None) -> Garment:
    merging = Merging(had and plain_of(had), before)
    assert merging.take(plain_of(said), NEW) is merging.is_changed
    return Garment(**dict(zip(Garment.model_fields, merging.values, strict=True)))


def test_what_the_source_said_it_may_change() -> None:
    now = SAID.model_copy(update={"name": "Duffle coat", "attributes": {"fit": "wide"}})
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
    assert merged(SAID, SAID, prints_of(SAID)) == SAID


def test_one_row_does_not_take_away_what_another_row_of_the_style_said() -> None:
    other = SAID.model_copy(update={"attributes": {"lining": "silk"}})
    both = merged(SAID, other, prints_of(SAID))
    assert both.attributes == {"fit": "slim", "lining": "silk"}
    prints = prints_of(other, prints_of(SAID))
    third = SAID.model_copy(update={"attributes": {"fit": "wide"}})
    assert merged(both, third, prints).attributes == {"fit": "wide", "lining": "silk"}


def test_a_new_garment_begins_when_it_is_imported() -> None:
    made = merged(None, SAID.model_copy(update={"created_at": UNDATED}), None)
    assert (made.created_at, made.updated_at) == (NEW, NEW)


def test_what_is_taken_in_is_not_changed_by_what_comes_after() -> None:
    first = plain_of(SAID)
    merging = Merging(None, None)
    merging.take(first, NEW)
    merging.take(plain_of(SAID.model_copy(update={"attributes": {"fit": "wide"}})), NEW)
    assert first == plain_of(SAID)


def crc(text: str) -> int:
    return zlib.crc32(text.encode())


def by_the_rule(values: dict[str, str] | None, said: dict[int, int], now: dict[str, str]) -> dict[str, str]:
    """One row by the rule itself: what is empty, or what a source gave last, is the source's to change."""
    had = dict(now) if values is None else dict(values)
    if values is not None:
        for name, new in now.items():
            old = had.get(name)
            if new and (not old or said.get(crc(name)) == crc(old)):
                had[name] = new
    said |= {crc(name): crc(value) for name, value in now.items() if value}
    return had


def flat(garment: Any) -> dict[str, str]:
    named = {name: getattr(garment, name) for name in FIELDS}
    return named | {f"attributes.{name}": value for name, value in garment.attributes.items()}


WORDS = st.sampled_from(["", "a", "b", "c"])
ROWS = st.builds(
    lambda name, brand, attributes: SAID.model_copy(
        update={"name": name, "brand": brand, "attributes": attributes}
    ),
    st.sampled_from(["a", "b", "c"]),
    WORDS,
    st.dictionaries(st.sampled_from(["x", "y"]), st.sampled_from(["a", "b", "c"])),
)


@settings(deadline=None)
@given(st.none() | ROWS, st.none() | ROWS, st.lists(ROWS, max_size=8))
def test_rows_in_one_go_are_what_they_are_one_by_one(
    had: Garment | None, source: Garment | None, rows: list[Garment]
) -> None:
    before = prints_of(source) if source else None
    together = Merging(had and plain_of(had), before)
    wanted = flat(had) if had else None
    said = {crc(name): crc(value) for name, value in flat(source).items() if value} if source else {}
    for row in rows:
        had_before, wanted = wanted, by_the_rule(wanted, said, flat(row))
        assert together.take(plain_of(row), NEW) is (had_before != wanted)
    if wanted is not None and (rows or had):
        made = Garment.model_construct(**dict(zip(Garment.model_fields, together.values, strict=True)))
        assert flat(made) == wanted
