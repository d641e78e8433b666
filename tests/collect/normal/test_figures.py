"""Numbers in any country's writing; the two readings of a single separator are told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("1.299,00", "1299.00"),
        ("1,299.00", "1299.00"),
        ("1'299.50", "1299.50"),
        ("1 299,5", "1299.5"),
        ("1.234.567", "1234567"),
        ("12,34,567", "1234567"),
        ("0,125", "0.125"),
        ("-7", "-7"),
        ("−7", "-7"),
        ("+7", "7"),
        ("１２", "12"),
        ("3.14159", "3.14159"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    read = number(text)
    assert read is not None and read.value == Decimal(value)


@pytest.mark.parametrize("text", ["", "x", "1.2.3,4,5", "1,2,3", "١٢", "--1", "1e9", "12 34 x", "1" * 21])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_one_separator_before_three_digits_is_told_both_ways() -> None:
    money, measure = number("1.299", decimals=2), number("1.299")
    assert money and (money.value, bool(money.doubt)) == (1299, True)
    assert measure and (measure.value, bool(measure.doubt)) == (Decimal("1.299"), True)


@given(st.text() | st.text("0123456789.,' -", max_size=14))
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    read = number(text)
    assert read is None or read.value.is_finite()
