"""Concepts in a shop: of all categories in turn where none is named, the same from the same seed."""

import numpy as np
import pytest

from modiste.design import ConceptWish
from modiste.garment import ModisteError
from modiste.workspace.flows.concepts import (
    concept_wish,
    generator_entry,
    list_generators,
    make_concepts,
    usual_generator,
)


def test_without_a_category_every_one_has_its_turn(plain_generator):
    made = make_concepts(None, ConceptWish(n=12, seed=3), str(plain_generator))
    assert made.categories[:2] == ("T-shirt/top", "Trouser")
    assert made.categories[10] == "T-shirt/top"
    assert made.pixels.shape == (12, 32, 32, 1)
    again = make_concepts(None, ConceptWish(n=12, seed=3), str(plain_generator))
    assert np.array_equal(made.pixels, again.pixels)
    assert made.png(0).startswith(b"\x89PNG")


def test_what_is_not_there_is_told_with_the_remedy():
    with pytest.raises(ModisteError, match=r"MOD-2703.*modiste train nobody"):
        generator_entry(None, "nobody")


def test_generators_are_listed_with_their_categories():
    for row in list_generators(None):
        assert row["kind"] in ("flats", "gan", "flow")
        assert "Dress" in row["categories"]
        assert ("Dress" in row["attributes"]) == (row["kind"] == "flats")


def test_sketches_are_usual_for_what_they_know():
    assert usual_generator(None, "dress") == usual_generator(None, "") == "flats"
    assert usual_generator(None, "bag") == usual_generator(None, "gown") == "flow"


def test_without_a_category_those_that_have_an_attribute_take_turns():
    wish = ConceptWish(n=5, seed=2, attributes=(("sleeve", "none"),))
    made = make_concepts(None, wish, "flats")
    assert set(made.categories) == {"T-shirt", "Dress"}
    assert {each["sleeve"] for each in made.attributes} == {"none"}
    assert made.pixels.shape == (5, 256, 256, 3)
    alone = make_concepts(None, ConceptWish(n=1, seed=2, attributes=wish.attributes), "flats", first=3)
    assert np.array_equal(alone.pixels[0], made.pixels[3])
    for model in ("flats", "flow"):
        with pytest.raises(ModisteError, match="MOD-2711"):
            make_concepts(None, ConceptWish(n=1, attributes=(("wings", "two"),)), model)


def test_a_wish_of_words_has_colours_or_none():
    assert concept_wish("dress", None, 4, 0) == ConceptWish("dress", (), 4, 0)
    assert concept_wish("", "#000000", 4, 0).palette == ((0, 0, 0),)
