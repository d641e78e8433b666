"""Wishes of sketches: what a category may have, drawn where not asked for, refused where it cannot be."""

import numpy as np
import pytest

from modiste.design.sketch.labels import (
    PROGRAMS,
    attributes_of,
    check_attributes,
    drawn_attributes,
    labels,
    read_wish,
    wish_of,
)
from modiste.garment import ModisteError


def test_attributes_are_those_of_the_programs():
    assert attributes_of("Skirt")["cut"] == ("straight", "a-line")
    assert "cut" not in attributes_of("T-shirt")
    assert attributes_of("T-shirt")["sleeve"] == ("none", "short", "elbow", "long")
    assert labels()[: len(PROGRAMS)] == tuple(PROGRAMS)
    assert len(set(labels())) == len(labels())


@pytest.mark.parametrize("category", PROGRAMS)
def test_a_wish_is_read_as_it_was_written(category):
    told = drawn_attributes(category, {}, np.random.default_rng(3))
    assert set(told) == set(attributes_of(category))
    wish = wish_of(category, told, labels())
    assert wish.sum() == 1 + len(told)
    assert read_wish(wish, labels()) == (category, told)


def test_what_is_asked_for_stays_and_moves_nothing_else():
    free = drawn_attributes("Dress", {}, np.random.default_rng(5))
    asked = drawn_attributes("Dress", {"sleeve": "long"}, np.random.default_rng(5))
    assert asked == {**free, "sleeve": "long"}


def test_a_front_with_a_zip_has_no_kangaroo_pocket():
    told = drawn_attributes("Hoodie", {"front": "zip", "pocket": "kangaroo"}, np.random.default_rng(0))
    assert told["pocket"] == "none"


@pytest.mark.parametrize("asked", [{"hood": "yes"}, {"sleeve": "wide"}, {"leg": "slim"}])
def test_what_a_category_has_not_is_refused(asked):
    with pytest.raises(ModisteError, match=r"MOD-2711.*neckline: crew, v, boat, scoop"):
        check_attributes("T-shirt", asked)
