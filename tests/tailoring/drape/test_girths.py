"""What a tape finds on draped cloth: the pattern's girth where it is loose, stretch where it is tight."""

import numpy as np
import pytest
from tests.tailoring.drape.conftest import BODY, RADIUS, tube

from modiste.tailoring import Drape, Figure, draft, draft_size, drape_garment, worn_girths
from modiste.tailoring.drape.field import Field


def test_a_loose_shirts_ease_is_the_patterns(shirt: Drape, wearer_field: Field) -> None:
    pattern = draft("t-shirt", BODY)
    found = worn_girths(shirt, wearer_field)
    assert set(found) == {"chest", "waist", "hip", "upper_arm"}
    for zone in ("chest", "waist", "hip"):
        assert found[zone].rest_mm == pytest.approx(10 * pattern.girths[zone], abs=1)
        assert found[zone].draped_mm == pytest.approx(10 * pattern.girths[zone], abs=12)
        body = shirt.figure.measures["bust" if zone == "chest" else zone]
        assert found[zone].body_mm == pytest.approx(10 * body)
        assert found[zone].ease_mm == pytest.approx(found[zone].rest_mm - found[zone].body_mm)
        assert 0.98 < found[zone].stretch < 1.02
        assert found[zone].clearance_mm > 5


@pytest.mark.parametrize("ease", [-9.0, -3.0, -1.0])
def test_the_layer_of_air_does_not_bias_a_tight_girth(post: Figure, post_field: Field, ease: float) -> None:
    around = 200 * np.pi * RADIUS
    draped = drape_garment(tube(around + ease), post, "jersey", edge=0.02, field=post_field)
    found = worn_girths(draped, post_field)["waist"]
    assert found.ease_mm == pytest.approx(10 * ease, abs=1.5)
    assert found.stretch == pytest.approx(around / (around + ease), abs=0.004)
    assert found.clearance_mm < 1.5


def test_stretch_falls_from_size_to_size(wearer: Figure, wearer_field: Field) -> None:
    stretch = [
        worn_girths(
            drape_garment(
                draft_size("dress-shift", "women", size), wearer, "crepe", edge=0.03, field=wearer_field
            ),
            wearer_field,
        )["chest"].stretch
        for size in ("34", "36", "38")
    ]
    assert stretch[0] > stretch[1] > stretch[2]


def test_trousers_are_measured_at_hip_and_thigh(wearer: Figure, wearer_field: Field) -> None:
    pattern = draft("trousers", BODY)
    found = worn_girths(drape_garment(pattern, wearer, "twill", edge=0.025, field=wearer_field), wearer_field)
    assert set(found) == {"waist", "hip", "thigh"}
    assert found["thigh"].draped_mm == pytest.approx(10 * pattern.girths["thigh"], abs=6)
