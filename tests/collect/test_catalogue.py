"""One row of any catalogue makes the same records, or a rejection that says which value and why."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import Arrival, Rejection
from modiste.collect.catalogue import CatalogueRow, amount_of, arrival_of
from modiste.garment import Colourway, Garment, ModisteError, Price, Sku

ROW = CatalogueRow(
    place="line 2",
    source="test",
    style="TSH-1",
    name="Tee",
    sku="TSH-1-R-M",
    colour="Red",
    size="M",
    gtin="4006381333931",
    price="19.90 EUR",
    pictures=("a.jpg", "", "a.jpg", "https://shop.example/b.jpg"),
    attributes={"material": "cotton", "empty": ""},
)


def test_a_variant_makes_style_colourway_sku_and_price() -> None:
    made = arrival_of(ROW, "text")
    assert isinstance(made, Arrival)
    garment, colourway, sku, price = made.records
    assert isinstance(garment, Garment)
    assert (garment.id, garment.attributes) == ("tsh-1", {"material": "cotton"})
    assert isinstance(colourway, Colourway)
    assert (colourway.id, colourway.garment_id) == ("tsh-1.red", "tsh-1")
    assert isinstance(sku, Sku)
    assert (sku.id, sku.colourway_id, sku.gtin) == ("tsh-1-r-m", "tsh-1.red", "04006381333931")
    assert isinstance(price, Price)
    assert (price.sku_id, price.amount, price.currency) == ("tsh-1-r-m", Decimal("19.90"), "EUR")
    assert [picture.place for picture in made.pictures] == ["a.jpg", "https://shop.example/b.jpg"]
    assert {picture.colourway_id for picture in made.pictures} == {"tsh-1.red"}
    assert made.text == "text"


def test_a_style_without_variants_is_a_garment_alone() -> None:
    made = arrival_of(ROW._replace(is_style_only=True), "")
    assert isinstance(made, Arrival)
    assert [type(record) for record in made.records] == [Garment]


def test_a_variant_without_a_key_is_named_by_what_tells_it_apart() -> None:
    made = arrival_of(ROW._replace(sku="", price=""), "")
    assert isinstance(made, Arrival)
    assert [record.id for record in made.records] == ["tsh-1", "tsh-1.red", "tsh-1.red.m"]


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        ({"style": " "}, "MOD-1237", "style"),
        ({"name": ""}, "MOD-1237", "name"),
        ({"gtin": "123"}, "MOD-1001", "8, 12, 13 or 14"),
        ({"price": "free EUR"}, "MOD-1237", "no amount"),
        ({"price": "19.90"}, "MOD-1237", "no currency"),
        ({"price": "-1 EUR"}, "MOD-1230", "Price.amount"),
        ({"colour": "x" * 121}, "MOD-1230", "Colourway.colour"),
        ({"name": "a\x00b"}, "MOD-1230", "control characters"),
    ],
)
def test_a_bad_value_is_named_with_its_reason(change: dict[str, str], code: str, told: str) -> None:
    made = arrival_of(ROW._replace(**change), "the row")  # type: ignore[arg-type]
    assert isinstance(made, Rejection)
    assert (made.place, made.code, made.excerpt) == ("line 2", code, "the row")
    assert told in made.reason


@pytest.mark.parametrize(
    ("text", "currency", "amount", "named"),
    [
        ("29.95 EUR", "", "29.95", "EUR"),
        ("USD 1,299.00", "", "1299.00", "USD"),
        ("1.299,50", "eur", "1299.50", "EUR"),
        ("1 299,5 SEK", "", "1299.5", "SEK"),
        ("12.3456 KWD", "", "12.3456", "KWD"),
        ("1,299", "JPY", "1299", "JPY"),
        ("0", "CNY", "0", "CNY"),
    ],
)
def test_amounts_are_read_as_they_are_written_around_the_world(
    text: str, currency: str, amount: str, named: str
) -> None:
    assert amount_of(text, currency) == (Decimal(amount), named)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=5))
def test_any_text_is_an_amount_or_a_clear_refusal(text: str, currency: str) -> None:
    try:
        amount, named = amount_of(text, currency)
    except ModisteError as error:
        assert error.code == "MOD-1237"
    else:
        assert amount.is_finite()
        assert len(named) == 3
