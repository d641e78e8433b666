"""An outline that a generator can draw is found: its category, and nearly itself."""

import numpy as np
import pytest

from modiste.design import as_sketches, open_generator
from modiste.design.sketch.colouring import enlarged
from modiste.design.sketch.finding import sketch_like
from modiste.learning import shipped_models


@pytest.fixture(scope="module")
def sketches():
    return as_sketches(open_generator(shipped_models()["design-flats"]))


@pytest.mark.parametrize("category", ["T-shirt", "Trousers", "Dress"])
def test_its_own_outline_is_found_whatever_its_place_and_size(sketches, category):
    plan = sketches.plan(category, 5, 77)
    shown, _ = enlarged(sketches.fields([plan])[0], 160)
    mask = np.pad(shown[0] > 0, ((7, 20), (31, 2)))
    found = sketch_like(sketches, mask)
    assert found.plan.category == category
    assert found.error < 0.15
    again = sketch_like(sketches, mask)
    assert np.array_equal(again.plan.latent, found.plan.latent)


def test_what_is_no_garment_is_off_by_more(sketches):
    found = sketch_like(sketches, np.ones((40, 40), bool))
    assert found.error > 0.2
