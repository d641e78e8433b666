"""A price is an exact amount in a named currency; a sign that several share is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import currency, price

PRICES = [
    ("1.299,00 €", "1299.00", "EUR"),
    ("€ 1.299", "1299", "EUR"),
    ("EUR 49,95", "49.95", "EUR"),
    ("49,95 EUR", "49.95", "EUR"),
    ("12,- €", "12", "EUR"),
    ("US$12", "12", "USD"),
    ("US$ 1,299.00", "1299.00", "USD"),
    ("$12.50 CAD", "12.50", "CAD"),
    ("USD 1,299", "1299", "USD"),
    ("£9.99", "9.99", "GBP"),
    ("Fr. 1'299.00", "1299.00", "CHF"),
    ("CHF 89.–", "89", "CHF"),
    ("199 kr.", "199", "DKK"),
    ("1 299,00 zł", "1299.00", "PLN"),
    ("1 299 Kč", "1299", "CZK"),
    ("12.990 Ft", "12990", "HUF"),
    ("₹1,29,999.00", "129999.00", "INR"),
    ("₩129,000", "129000", "KRW"),
    ("99.00元", "99.00", "CNY"),
    ("￥99", "99", "CNY"),
    ("RMB 1,299", "1299", "CNY"),
    ("3,990円", "3990", "JPY"),
    ("R$ 129,90", "129.90", "BRL"),
    ("1.234,567 KWD", "1234.567", "KWD"),
    ("-12.00 GBP", "-12.00", "GBP"),
    ("49.95", "49.95", ""),
    ("0", "0", ""),
    ("１２.５０ EUR", "12.50", "EUR"),
]


@pytest.mark.parametrize(("text", "amount", "code"), PRICES)
def test_prices_as_shops_write_them(text: str, amount: str, code: str) -> None:
    read = price(text)
    assert read is not None
    assert (read.amount, read.currency) == (Decimal(amount), code)


@pytest.mark.parametrize("text", ["", "free", "12 bananas", "1,2,3", "12-15 EUR", "EUR", "$12 EUR", "9" * 30])
def test_what_is_no_single_price_is_none(text: str) -> None:
    assert price(text) is None


@pytest.mark.parametrize(
    ("text", "expected", "code", "told"),
    [
        ("¥99", "", "CNY", True),
        ("¥99", "JPY", "JPY", False),
        ("$12", "", "USD", True),
        ("$12", "AUD", "AUD", False),
        ("€12", "AUD", "EUR", False),
        ("12", "SEK", "SEK", False),
        ("12 kr", "", "SEK", True),
    ],
)
def test_a_shared_sign_is_the_feeds_currency_or_told(text: str, expected: str, code: str, told: bool) -> None:
    read = price(text, expected=expected)
    assert read is not None
    assert read.currency == code
    assert bool(read.doubts) == told


def test_a_thousand_or_a_thousandth_is_told() -> None:
    read = price("1.299 EUR")
    assert read is not None and read.amount == 1299
    assert "1.299" in read.doubts[0]
    dinars = price("1.299 KWD")
    assert dinars is not None and dinars.amount == Decimal("1.299")


@pytest.mark.parametrize(
    ("text", "code"),
    [("eur", "EUR"), ("zł", "PLN"), ("人民币", "CNY"), ("Euro", "EUR"), ("XXX", None), ("", None)],
)
def test_currencies(text: str, code: str | None) -> None:
    assert currency(text) == code


@given(st.decimals(0, 9_999_999, places=2), st.sampled_from(["€", "EUR", "US$", "£"]), st.booleans())
def test_what_is_written_in_either_way_is_read_back(amount: Decimal, sign: str, continental: bool) -> None:
    text = f"{amount:,.2f}"
    if continental:
        text = text.translate(str.maketrans(",.", ".,"))
    for shown in (f"{sign} {text}", f"{text} {sign}"):
        read = price(shown)
        assert read is not None and read.amount == amount and read.doubts == ()


@given(st.text() | st.text("0123456789.,'’ €$¥kr-", max_size=16))
def test_any_text_gives_a_finite_amount_or_none(text: str) -> None:
    read = price(text)
    assert read is None or read.amount.is_finite()
