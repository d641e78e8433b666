"""Cloth begins around the limbs it is made for, outside the skin, its seams already near each other."""

import numpy as np
import pytest
from tests.tailoring.drape.conftest import RADIUS, tube

from modiste.tailoring import Figure, draft_size, placed, programs
from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.drape.field import Field, distances


@pytest.mark.parametrize("girth", [70.0, 110.0])
def test_a_tube_starts_as_a_ring_of_its_girth_or_off_the_skin(post: Figure, girth: float) -> None:
    cloth = cut(tube(girth), 0.02)
    places = placed(cloth, post)
    radius = np.hypot(places[:, 0], places[:, 2])
    assert radius.min() > RADIUS + 0.012
    assert np.median(radius) == pytest.approx(max(girth / 200 / np.pi, RADIUS + 0.015), rel=0.01)
    front = cloth.vertex_panel == 0
    assert places[front & (np.abs(cloth.vertex_flat[:, 0]) < 0.02), 2].min() > 0
    level = 0.7 + cloth.vertex_flat[:, 1]
    assert np.abs(places[:, 1] - level).max() < 0.012


@pytest.mark.parametrize("program", sorted(programs()))
def test_every_program_starts_almost_wholly_outside_the_body(
    program: str, wearer: Figure, wearer_field: Field
) -> None:
    cloth = cut(draft_size(program, "women", "40"), 0.03)
    places = placed(cloth, wearer)
    assert np.isfinite(places).all()
    inside = distances(wearer_field, places)[0] < 0
    assert inside.mean() < 0.06
    mirrored = np.abs(np.sort(places[:, 0]) + np.sort(places[:, 0])[::-1])
    assert np.median(mirrored) < 0.02, "left and right start alike"
