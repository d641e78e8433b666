"""Paths of concepts are read as they are written; what is held stays, what is not comes from another."""

import numpy as np
import pytest

from modiste.design import ConceptWish
from modiste.garment import ModisteError
from modiste.workspace.flows import concept_along, concept_path, make_concepts
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
