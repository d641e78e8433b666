"""Words of a catalogue are normalised where one reading is sure, and left as they are where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect.wording import FIBRES, Sized, added, brand_of, hex_of, size_of


@pytest.mark.parametrize(
    ("text", "kept"),
    [("ACME GmbH & Co. KG", "ACME"), ("Levi's®", "Levi's"), ("n/a", ""), ("", ""), ("Acme", "Acme")],
)
def test_a_brand_is_shown_without_what_is_no_part_of_its_name(text: str, kept: str) -> None:
    assert brand_of(text) == kept


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Navy", "#000080"),
        ("藏青色", "#000080"),
        ("#0b1a3f", "#0b1a3f"),
        ("navy/white", None),
        ("Dawn Chorus", None),
        ("", None),
    ],
)
def test_a_colour_has_a_hex_value_where_it_is_one_known_colour(text: str, value: str | None) -> None:
    assert hex_of(text) == value


@pytest.mark.parametrize(
    ("text", "system", "kept"),
    [
        ("xx-large", "", Sized("XXL", "INT", True)),
        ("M", "", Sized("M", "INT", False)),
        ("M", "EU", Sized("M", "EU", False)),
        ("EU 38", "", Sized("38", "EU", True)),
        ("38", "eu", Sized("38", "EU", False)),
        ("38", "", Sized("38", "", False)),
        ("UK 10", "EU", Sized("UK 10", "EU", False)),
        ("32x34", "", Sized("W32 L34", "US", True)),
        ("均码", "", Sized("one size", "", True)),
        ("44R", "", Sized("44R", "", False)),
        ("banana", "own", Sized("banana", "own", False)),
        ("M" + " " * 90 + "x", "", Sized("M" + " " * 90 + "x", "", False)),
        ("", "", Sized("", "", False)),
    ],
)
def test_a_size_is_changed_only_where_it_has_one_reading(text: str, system: str, kept: Sized) -> None:
    assert size_of(text, system) == kept


@pytest.mark.parametrize(
    ("attributes", "more"),
    [
        ({"material": "60% Baumwolle, 40% Polyester"}, {FIBRES: "60% cotton, 40% polyester"}),
        (
            {"材质成分": "面料：棉80% 聚酯纤维20% 里料：涤纶100%"},
            {FIBRES: "80% cotton, 20% polyester; lining: 100% polyester"},
        ),
        ({"material": "cotton"}, {}),
        ({"material": "60% cotton, 30% polyester"}, {}),
        ({"material": "60% cotton, 40% unobtainium"}, {}),
        ({"product_weight": "1.5 kg"}, {"weight_kg": "1.5"}),
        ({"Variant Grams": "200"}, {"weight_kg": "0.2"}),
        ({"product_weight": "200"}, {}),
        ({"Fabric weight": "180 g/m²"}, {"fabric_weight_gsm": "180"}),
        ({"material": "100% cotton", "fibres": "its own"}, {}),
        ({"link": "100% cotton"}, {}),
    ],
)
def test_what_attributes_mean_is_added_beside_them(attributes: dict[str, str], more: dict[str, str]) -> None:
    assert added(attributes) == more


@settings(deadline=None)
@given(st.text(max_size=90), st.text(max_size=5))
def test_any_words_are_read_or_left(text: str, system: str) -> None:
    assert size_of(text, system).is_changed == (size_of(text, system).size != text)
    assert isinstance(brand_of(text), str)
    assert hex_of(text) is None or len(hex_of(text) or "") == 7
    assert set(added({"material": text, "weight": text, "gsm": text})) <= {
        FIBRES,
        "weight_kg",
        "fabric_weight_gsm",
    }
