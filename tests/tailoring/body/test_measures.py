"""The words of the tape and the mistakes that people make with them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring import MEASURES, measure_named
from modiste.tailoring.body.measures import ALIASES, checked


@pytest.mark.parametrize(
    ("word", "name"), [("Chest", "bust"), ("under-bust", "under_bust"), (" hips ", "hip")]
)
def test_people_have_other_words_for_measures(word: str, name: str) -> None:
    assert measure_named(word).id == name


def test_no_alias_hides_a_measure() -> None:
    assert not set(ALIASES) & set(MEASURES)
    assert set(ALIASES.values()) <= set(MEASURES)


@given(st.sampled_from(list(MEASURES)), st.floats(0, 1))
def test_every_value_in_range_is_taken_as_it_is(name: str, share: float) -> None:
    measure = MEASURES[name]
    value = measure.low + share * (measure.high - measure.low)
    assert checked({name: value}) == {name: value}


@pytest.mark.parametrize("value", [math.nan, math.inf, -92.0, 0.0, "", "ninety", "9 2"])
def test_what_is_no_positive_number_is_refused_with_its_name(value: float | str) -> None:
    with pytest.raises(ModisteError) as refused:
        checked({"chest": value})
    assert refused.value.code == "MOD-1501"
    assert "chest" in refused.value.detail


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("height", 1.68, "metres: give 168 cm"),
        ("bust", 0.92, "metres: give 92 cm"),
        ("waist", 740.0, "millimetres: give 74 cm"),
        ("hip", 39.0, "inches: give 99.06 cm"),
        ("height", 66.0, "inches: give 167.6 cm"),
        ("weight", 70_000.0, "grams: give 70 kg"),
        ("height", 20_000.0, "Give cm"),
    ],
)
def test_a_mistake_of_the_unit_is_named(name: str, value: float, hint: str) -> None:
    with pytest.raises(ModisteError) as refused:
        checked({name: value})
    assert refused.value.code == "MOD-1502"
    assert hint in refused.value.remedy


def test_an_unknown_word_lists_the_known_ones() -> None:
    with pytest.raises(ModisteError) as refused:
        checked({"girth": 90.0})
    assert refused.value.code == "MOD-1500"
    assert "under_bust" in refused.value.remedy


def test_one_measure_may_be_said_twice_but_not_with_two_values() -> None:
    assert checked({"chest": 92, "bust": "92.0"}) == {"bust": 92.0}
    with pytest.raises(ModisteError) as refused:
        checked({"bust": 92, "chest": 93})
    assert refused.value.code == "MOD-1503"
