"""Wishes for concepts: what makes sense is taken, what does not is refused with the remedy."""

import pytest

from modiste.design import ConceptWish, read_palette
from modiste.garment import ModisteError

CATEGORIES = ("T-shirt/top", "Dress")


def test_a_category_is_found_by_its_name_or_half_of_it() -> None:
    for said, meant in (("dress", "Dress"), ("T-Shirt", "T-shirt/top"), (" top ", "T-shirt/top")):
        assert ConceptWish(said).named(CATEGORIES, "m") == meant


def test_an_unknown_category_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2700.*'gown'.*t-shirt/top, dress"):
        ConceptWish("gown").named(CATEGORIES, "m")


@pytest.mark.parametrize("text", ["", " , ", "red", "#aa335", ",".join(["#aa3355"] * 200)])
def test_a_palette_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2701"):
        read_palette(text)


def test_a_wish_has_bounds() -> None:
    with pytest.raises(ModisteError, match="MOD-2701"):
        ConceptWish(palette=((0, 0, 0),) * 9)
    for count in (0, 1001):
        with pytest.raises(ModisteError, match="MOD-2702"):
            ConceptWish(n=count)
