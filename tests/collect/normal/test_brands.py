"""However a brand is written, it has one key, and one spelling is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import brand, brand_key, one_spelling

SAME = [
    ("Levi's®", "LEVIS", "levi s", "Levi’s", "Levi´s".replace("´", "'")),
    ("H&M", "H & M", "h and m", "H+M"),
    ("Adidas AG", "adidas", "ADIDAS", "adidas™", "Adidas Official"),
    ("Dolce & Gabbana S.r.l.", "DOLCE&GABBANA", "Dolce and Gabbana"),
    ("Hermès", "HERMES", "hermes s.a."),
    ("A.P.C.", "APC", "a p c"),
    ("Marc O’Polo", "Marc O'Polo", "MARC O POLO"),
    ("优衣库旗舰店", "优衣库", "优衣库官方旗舰店"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_brand_share_a_key(names: tuple[str, ...]) -> None:
    assert len({brand_key(name) for name in names}) == 1
    assert brand_key(names[0])


def test_different_brands_have_different_keys() -> None:
    names = ["Nike", "Puma", "Gap", "COS", "& Other Stories", "Arket", "Co", "AG"]
    assert len({brand_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("text", ["", "n/a", "No Brand", "-", "无品牌", "®", "unbranded"])
def test_no_brand_is_none(text: str) -> None:
    assert brand(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Levi's®  ", "Levi's"),
        ("ACME GmbH & Co. KG", "ACME"),
        ("Dolce  &  Gabbana", "Dolce & Gabbana"),
        ("优衣库旗舰店", "优衣库"),
        ("Gap Inc.", "Gap"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert brand(text) == shown


def test_the_most_frequent_spelling_is_shown_whatever_the_order() -> None:
    names = ["NIKE", "Nike", "Nike", "nike", "Adidas AG", "n/a"]
    assert one_spelling(names) == one_spelling(reversed(names)) == {"adidas": "Adidas", "nike": "Nike"}


@given(st.text())
def test_any_text_has_a_key_and_what_is_shown_keeps_it(text: str) -> None:
    shown = brand(text)
    if shown is not None and brand_key(text):
        assert brand_key(shown) == brand_key(text)
