"""What is empty is counted, words that stand for nothing included, worst first."""

from datetime import UTC, datetime

from modiste.collect.clean.missing import completeness, is_missing
from modiste.garment import Garment

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def garment(id_: str, **values: str) -> Garment:
    return Garment(**{"id": id_, "name": id_, "created_at": NOW, "updated_at": NOW, **values})  # type: ignore[arg-type]


def test_words_that_stand_for_nothing_are_missing() -> None:
    for word in (None, "", "  ", "N/A", "null", "-", "无", "Unknown"):
        assert is_missing(word)
    for word in ("0", "coat", "no", "否"):
        assert not is_missing(word)


def test_fields_are_counted_and_the_worst_is_first() -> None:
    rows = [
        garment("a", category="coat", brand="N/A", description="Wool.", season="SS", department="women"),
        garment("b", category="coat", brand="Acme", description="Silk.", season="SS", department="women"),
    ]
    found = {each.field: each for each in completeness(rows, frozenset({"b"}))}
    assert (found["photo"].filled, found["photo"].examples) == (1, ("a",))
    assert (found["brand"].filled, found["brand"].share) == (1, 0.5)
    assert found["category"].share == 1
    assert next(iter(found)) == "photo"


def test_an_empty_shop_is_complete() -> None:
    assert all(each.share == 1 and not each.examples for each in completeness([], frozenset()))
