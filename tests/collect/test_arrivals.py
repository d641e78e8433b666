"""Arrivals of plain values are arrivals: whoever asks for records, pictures or text gets them."""

from datetime import UTC, datetime
from decimal import Decimal

from modiste.collect import UNDATED, Arrival
from modiste.collect.arrivals import Act, CatalogueValues, catalogue_arrival, event_arrival
from modiste.collect.source import PictureRef
from modiste.garment import Colourway, Consent, Customer, Garment, Interaction, Price, Sku

AT = datetime(2026, 1, 1, tzinfo=UTC)
GARMENT = ("coat", "Coat", "Coats", "", "", "", "", {"fit": "slim"}, "test", False, UNDATED, UNDATED)
VALUES = CatalogueValues(
    GARMENT,
    ("coat.red", "coat", "red", None, ""),
    ("coat-m", "coat.red", "", "M", None),
    ("coat-m.eur", "coat-m", Decimal(9), "EUR", UNDATED, None, UNDATED),
)
LOOK = ("e1.0", "c-1", "c-2", None, "coat-m", "view_item", "", AT, 1, None, None, "", "", "ga4", 1.0, None)


def test_a_variant_gives_validated_records_pictures_and_its_text() -> None:
    made = catalogue_arrival(
        "line 2", VALUES, ("https://shop.example/a.jpg",), {"brand": "x"}, lambda: "the row"
    )
    assert isinstance(made, Arrival)
    assert [type(each) for each in made.records] == [Garment, Colourway, Sku, Price]
    assert made.records[2] == Sku(id="coat-m", colourway_id="coat.red", size="M")
    assert made.pictures == (PictureRef("coat", "https://shop.example/a.jpg", "coat.red", "Coats"),)
    assert (made.place, made.text, made.raw, made.needs) == ("line 2", "the row", {"brand": "x"}, ())
    assert len(catalogue_arrival("line 2", VALUES._replace(price=None), (), {}, "").records) == 3


def test_an_act_gives_its_customer_and_consent_or_nobody() -> None:
    act = Act((LOOK,), "c-1", AT, "ga4", consents=True)
    made = event_arrival("line 1", act, {})
    (look,) = made.records
    assert isinstance(look, Interaction)
    assert (look.id, look.customer_id, look.sku_id) == ("e1.0", "c-1", "coat-m")
    assert [type(each) for group in made.needs for each in group] == [Customer, Consent]
    unknown = made.without_customer()
    assert unknown.needs == ()
    assert unknown.records == (look.model_copy(update={"customer_id": None, "session_id": None}),)
    assert len(event_arrival("line 1", act._replace(consents=False), {}).needs) == 1


def test_a_row_may_be_given_other_records() -> None:
    made = catalogue_arrival("line 2", VALUES, (), {}, "the row")
    other = made.holding(made.records[:1])
    assert (other.place, other.records, other.text) == ("line 2", made.records[:1], "the row")
