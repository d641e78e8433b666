"""A value of the spine is within its limits, or it is refused."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from modiste.garment.fields import Centimetres, Currency, HexColour, Id, Moment, Money, Name, Sha256


@pytest.mark.parametrize(
    ("kind", "good"),
    [
        (Id, ["a", "t-shirt-001", "urn:epc:id:sgtin.1", "0.a_b"]),
        (Name, ["裙子", "x" * 300, "two\nlines"]),
        (Sha256, ["0" * 64]),
        (Currency, ["EUR", "CNY"]),
        (HexColour, ["#00ff9a"]),
        (Money, ["0.0001", "9999999999.9999", "-3"]),
        (Centimetres, [0.1, 399]),
    ],
)
def test_good_values_are_taken(kind: object, good: list[object]) -> None:
    for value in good:
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        (Id, ["", "A", "-a", "a b", "a/b", "../a", "é", "a" * 121]),
        (Name, ["", "   " * 0, "x" * 301, "null\x00", "bell\x07", "next\x85line", "\udc80"]),
        (Sha256, ["", "0" * 63, "G" * 64, "0" * 64 + "\n"]),
        (Currency, ["eur", "EURO", ""]),
        (HexColour, ["#FFF", "red", "#00FF00"]),
        (Money, ["0.00001", "NaN", "Infinity", "1e30", "x"]),
        (Centimetres, [0, -1, 400, float("nan"), float("inf")]),
        (Moment, [datetime(2026, 1, 1), "2026-01-01T00:00:00", "yesterday"]),
        (Moment, ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"]),
    ],
)
def test_bad_values_are_refused(kind: object, bad: list[object]) -> None:
    for value in bad:
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(value)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1)), st.integers(-14, 14))
def test_a_moment_is_kept_as_the_same_instant_in_utc(naive: datetime, hours: int) -> None:
    aware = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    kept = TypeAdapter(Moment).validate_python(aware)
    assert kept == aware
    assert kept.tzinfo is UTC


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_money_is_exact(amount: Decimal) -> None:
    adapter = TypeAdapter(Money)
    assert adapter.validate_json(adapter.dump_json(adapter.validate_python(amount))) == amount
