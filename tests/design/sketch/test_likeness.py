"""A shape is its own, mirrored and cut out of its picture; no other is as near to it."""

import numpy as np
import pytest

from modiste.design.sketch.drawing import sketched
from modiste.design.sketch.likeness import as_floats, halves, halves_of_crops, shape_distances, shapes


@pytest.fixture(scope="module")
def known():
    return shapes(np.stack([sketched(11, number)[0] for number in range(40)]))


def test_a_sketch_is_nothing_from_itself_and_something_from_others(known):
    own = halves(as_floats(known.fields[:16]))
    assert own.shape == (16, 5, 64, 32)
    assert shape_distances(own, known).max() < 1e-3
    others = shapes(known.fields[16:])
    assert shape_distances(own, others)[:, 0].min() > 0.02


@pytest.mark.parametrize("mirrored", [False, True])
def test_crops_are_near_what_they_are_cut_out_of(known, mirrored):
    cut = halves_of_crops(as_floats(known.fields[:24]), 3, mirrored=mirrored)
    whole, aligned = shape_distances(cut, known).T
    assert np.median(aligned) < 0.01 < np.median(whole)
    assert (aligned < 0.03).mean() >= 0.9


def test_crops_of_others_are_not_near(known):
    fresh = as_floats(np.stack([sketched(12, number)[0] for number in range(16)]))
    assert np.median(shape_distances(halves_of_crops(fresh, 3), known)[:, 1]) > 0.03


def test_a_seed_cuts_the_same_crops(known):
    fields = as_floats(known.fields[:3])
    assert np.array_equal(halves_of_crops(fields, 4), halves_of_crops(fields, 4))
    assert not np.array_equal(halves_of_crops(fields, 4), halves_of_crops(fields, 5))
