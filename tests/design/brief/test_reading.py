"""Briefs in two languages: fields with their words, numbers with units, the unknown, contradictions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.design import FIELDS, read_brief
from modiste.design.brief.words import GLOSSARY, OWN
from modiste.foundation import concepts
from modiste.garment import ModisteError

ENGLISH = "knee-length A-line dress, V neck, short sleeves, navy cotton, EU 38, 3 cm longer"
CHINESE = "及膝A字连衣裙，V领，短袖，藏青色纯棉，38码，加长3厘米"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_both_languages_say_the_same(text: str) -> None:
    spec = read_brief(text)
    told = {name: field.value for name, field in spec.fields.items() if field.source != "default"}
    assert told == {
        "program": "dress-a-line",
        "chart": "women",
        "size": "38",
        "neckline": "v",
        "sleeve": "short",
        "length": "knee",
        "longer": 3.0,
        "cloth": "poplin",
        "colours": "#232f4b",
    }
    assert spec.unknown == ()
    assert spec.contradictions == ()
    for field in spec.fields.values():
        if field.evidence:
            assert text[field.evidence.start : field.evidence.end] == field.evidence.text


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("tee, 2.5 cm shorter", "longer", -2.5),
        ("tee 1 inch longer", "longer", 2.54),
        ("trousers 105 cm long", "length_cm", 105.0),
        ("裤长 100 厘米的长裤", "length_cm", 100.0),
        ("hoodie without pocket", "pocket", "none"),
        ("short black dress", "length", "mini"),
        ("short shorts", "length", "short"),
        ("straight trousers", "leg", "straight"),
        ("straight skirt", "program", "skirt-straight"),
        ("dress in #AA3355", "colours", "#aa3355"),
        ("red and white T-shirt", "colours", "#c8202a,#ffffff"),
        ("GB tee 160/84A", "chart", "gbt"),
        ("men's shirt size 50", "size", "50"),
        ("silk blouse", "cloth", "satin"),
        ("jeans", "cloth", "denim"),
    ],
)
def test_words_and_numbers_become_fields(text: str, name: str, value: str | float) -> None:
    assert read_brief(text).value(name) == value


def test_what_is_not_understood_is_told() -> None:
    spec = read_brief("shirt with sequins and golden wings")
    assert [each.text for each in spec.unknown] == ["sequins", "golden wings"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sleeveless T-shirt with long sleeves", "sleeve is said to be none and long"),
        ("denim skirt, V neck", "has no neckline"),
        ("maxi T-shirt", "'maxi' is none of it"),
        ("EU 99 tee", "has no size 99"),
        ("something blue", "Nothing says which garment"),
    ],
)
def test_contradictions_are_told_in_both_languages(text: str, told: str) -> None:
    spec = read_brief(text)
    assert any(told in each.en for each in spec.contradictions)
    assert all(each.zh for each in spec.contradictions)


def test_what_may_be_meant_otherwise_stands_beside() -> None:
    field = read_brief("a dress").fields["program"]
    assert field.value == "dress-a-line"
    assert field.alternatives == (("dress-shift", 0.3),)
    assert field.confidence == 0.7


def test_every_word_decides_a_field_that_there_is() -> None:
    assert set(GLOSSARY) <= set(concepts())
    for meanings in (*GLOSSARY.values(), *OWN.values()):
        assert {each.field for each in meanings} <= {*FIELDS, "shape", "fibre"}


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        spec = read_brief(text)
    except ModisteError as error:
        assert error.code == "MOD-2762"
        return
    assert spec.text == text
    assert read_brief(text) == spec


def test_an_empty_or_endless_brief_is_refused() -> None:
    for text in ("  ", "x" * 2001):
        with pytest.raises(ModisteError, match="MOD-2762"):
            read_brief(text)
