"""A picture of a garment becomes the nearest sketch, in its colours; one without a garment is refused."""

import numpy as np
import pytest

from modiste.design import read_palette
from modiste.garment import ModisteError
from modiste.workspace.flows.concepts import concept_wish, make_concepts, sketches_of
from modiste.workspace.flows.sketch_found import sketch_found


def test_a_sketch_on_another_ground_is_found_in_its_colours():
    wish = concept_wish("trousers", "#336699", 1, 3)
    picture = make_concepts(None, wish, "flats").pixels[0]
    ground = (picture > 250).all(2)
    picture = np.where(ground[..., None], np.uint8([240, 226, 190]), picture)
    made, error = sketch_found(*sketches_of(None, "flats"), picture)
    assert made.categories == ("Trousers",)
    assert made.pixels.shape == (1, 256, 256, 3)
    assert error < 0.15
    assert np.abs(np.array(made.wish.palette[0]) - read_palette("#336699")[0]).max() < 40


def test_a_picture_of_nothing_is_refused():
    sketches, name = sketches_of(None, "flats")
    with pytest.raises(ModisteError, match="MOD-2764"):
        sketch_found(sketches, name, np.full((60, 40, 3), 200, np.uint8))
