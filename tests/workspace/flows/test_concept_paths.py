"""Paths of concepts are read as they are written; what is held stays, what is not comes from another."""

import numpy as np
import pytest

from modiste.design import ConceptWish
from modiste.garment import ModisteError
from modiste.workspace.flows import concept_along, concept_directions, concept_path, make_concepts
from modiste.workspace.flows.concept_paths import ConceptPath


def test_a_path_is_read():
    assert concept_path(3, "shape:4,details:17", "light:1.5,long:-1") == ConceptPath(
        3, (("shape", 4), ("details", 17)), (("light", 1.5), ("long", -1.0))
    )
    assert concept_path(3) == ConceptPath(3)


@pytest.mark.parametrize(
    ("steps", "steer"),
    [
        ("shape:4000", ""),
        ("colour:1", ""),
        ("", "light:3.5"),
        ("", "brave:1"),
        (",".join(["shape:1"] * 13), ""),
    ],
)
def test_what_is_no_path_is_refused(steps, steer):
    with pytest.raises(ModisteError, match="MOD-2708"):
        concept_path(0, steps, steer)


def test_a_path_of_nothing_is_the_concept_itself(plain_generator):
    wish = ConceptWish("coat", n=1, seed=5)
    alone = make_concepts(None, wish, str(plain_generator), first=2)
    along = concept_along(None, wish, concept_path(2), str(plain_generator))
    same = concept_along(None, wish, concept_path(2, "shape:2,details:2"), str(plain_generator))
    assert np.array_equal(along.pixels, alone.pixels)
    assert np.array_equal(same.pixels, alone.pixels)
    other = concept_along(None, wish, concept_path(2, "shape:7"), str(plain_generator))
    assert not np.array_equal(other.pixels, alone.pixels)


def test_a_sketch_keeps_its_shape_or_its_colours():
    wish = ConceptWish("dress", ((170, 51, 85), (240, 224, 208)), n=1, seed=5)

    def seen(*words):
        pixels = concept_along(None, wish, concept_path(*words), "flats").pixels[0].astype(int)
        return (pixels < 250).any(2), pixels

    def apart(one, other):
        return (one != other).mean()

    shape, picture = seen(2)
    held_shape, recoloured = seen(2, "shape:5")
    assert apart(shape, held_shape) < 0.01
    assert not np.array_equal(picture, recoloured)
    other_shape, _ = seen(2, "details:5")
    assert apart(other_shape, seen(5)[0]) < 0.01 < apart(other_shape, shape)
    longer, _ = seen(2, "", "long:2.5")
    wider, _ = seen(2, "", "wide:2.5")

    def slender(whole):
        return np.ptp(np.flatnonzero(whole.any(1))) / np.ptp(np.flatnonzero(whole.any(0)))

    assert slender(longer) > slender(shape) > slender(wider)
    with pytest.raises(ModisteError, match="MOD-2708"):
        concept_along(None, wish, concept_path(2, "", "lively:1"), "flats")


def test_directions_of_sketches_are_of_their_shape():
    told = concept_directions(None, "flats", "skirt")
    assert [each["name"] for each in told] == ["wide", "long"]
    assert all(0.4 < each["moved"] < 1.6 and each["leakage"] < 0.6 and each["kept"] is None for each in told)
