"""Ids are valid by construction, and one wrong digit of a GTIN is always found."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from modiste.garment import ModisteError, Sgtin, content_id, gln, gtin, gtin_check_digit, sgtin, slug, sscc
from modiste.garment.fields import Id

# From the GS1 General Specifications and public product pages: GTIN-8, -12, -13, -14.
KNOWN = ["96385074", "614141000036", "4006381333931", "6291041500213", "10614141000415"]


@pytest.mark.parametrize("digits", KNOWN)
def test_known_gtins_are_taken_as_fourteen_digits(digits: str) -> None:
    assert gtin(f" {digits} ") == digits.zfill(14)
    assert gtin_check_digit(digits[:-1]) == int(digits[-1])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KNOWN), st.data())
def test_any_single_wrong_digit_is_found(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    with pytest.raises(ModisteError, match="MOD-1001"):
        gtin(digits[:place] + other + digits[place + 1 :])


@pytest.mark.parametrize("text", ["", "abc", "123", "96385074x", "９６３８５０７４", "4" * 15, "9638 5074"])
def test_what_is_no_gtin_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1001"):
        gtin(text)
    with pytest.raises(ModisteError, match="MOD-1001"):
        gtin_check_digit(text)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_a_slug_of_anything_is_an_id(text: str) -> None:
    assert TypeAdapter(Id).validate_python(slug(text)) == slug(text)


def test_slugs_read_well_and_differ_where_nothing_is_left_to_read() -> None:
    assert slug("Ankle boot") == "ankle-boot"
    assert slug("裙子") != slug("裤子")
    assert len(slug("x" * 500)) == 80


def test_the_same_content_has_the_same_id() -> None:
    assert content_id(b"x") == content_id(b"x")
    assert content_id(b"x") != content_id(b"y")
    assert re.fullmatch("[0-9a-f]{16}", content_id(b""))


def test_places_cartons_and_items_have_numbers_of_their_own() -> None:
    assert gln(" 4012345000054 ") == "4012345000054"
    assert sscc("006141411234567890") == "006141411234567890"
    assert sgtin("4006381333931", "A/1") == Sgtin("04006381333931", "A/1")


@pytest.mark.parametrize("bad", ["4012345000055", "401234500005", "40123450000x4", ""])
def test_a_wrong_place_is_refused(bad: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2500"):
        gln(bad)


@pytest.mark.parametrize("serial", ["", "x" * 21, "a b", "#1", "é"])
def test_a_serial_that_no_label_may_carry_is_refused(serial: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2500"):
        sgtin("4006381333931", serial)
