"""Light against what is known on paper: an open floor, a floor below a disk."""

import numpy as np
import pytest

from modiste.tailoring.render.tracing import Rays, lit

UP = np.array([0, 1, 0], np.float32)


def roof(height: float, half: float) -> Rays:
    a, b, c, d = [(-half, height, -half), (half, height, -half), (half, height, half), (-half, height, half)]
    return Rays(np.array([[a, b, c], [a, c, d]], float))


def asked(rays: Rays, count: int, towards: np.ndarray = UP) -> tuple[float, float]:
    places, facing = np.zeros((2000, 3), np.float32), np.tile(UP, (2000, 1))
    seen, sky = lit(rays, places, facing, towards, 0.2, count, np.random.default_rng(0))
    return float(seen.mean()), float(sky.sum(1).mean())


def test_an_open_floor_sees_everything_and_one_below_a_wide_roof_nothing_above() -> None:
    assert asked(roof(-5, 1), 4) == (1, 1)
    assert asked(roof(0.1, 50), 4) == (0, pytest.approx(0, abs=0.01))


def test_the_sky_over_a_square_roof_is_what_its_form_factor_leaves() -> None:
    # The form factor of a square of half its height's side: four corners, each seen straight from below.
    x = 1.0
    inner = x / np.sqrt(1 + x * x)
    hidden = 4 * 2 * inner * np.arctan(inner) / (2 * np.pi)
    assert asked(roof(1, x), 16)[1] == pytest.approx(1 - hidden, abs=0.01)


def test_a_light_from_below_the_surface_is_not_seen_and_one_beside_the_roof_is() -> None:
    assert asked(roof(-5, 1), 4, -UP)[0] == 0
    aside = np.array([0.9, 0.436, 0], np.float32)
    assert asked(roof(1, 0.3), 4, aside)[0] == 1


def test_a_ray_finds_the_nearest_face() -> None:
    rays = roof(1, 1)
    hits = rays.first(np.zeros((2, 3), np.float32), np.array([UP, -UP], np.float32))
    assert hits.far[0] == pytest.approx(1)
    assert hits.face[0] >= 0 > hits.face[1]
