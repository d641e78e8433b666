"""Where an old garment was and the new one is not: the ground beside it, or skin."""

import numpy as np
import pytest

from modiste.tailoring import Layers
from modiste.tryon.photo.colours import Parts
from modiste.tryon.photo.removal import filled, without_old

HIGH, WIDE = 48, 40


def flat(value: float) -> np.ndarray:
    return np.full((HIGH, WIDE), value, np.float32)


def test_unknown_places_take_what_is_around_them() -> None:
    picture = np.zeros((HIGH, WIDE, 3), np.float32)
    picture[:] = np.linspace(0, 1, WIDE)[None, :, None]
    known = np.ones((HIGH, WIDE), bool)
    known[15:30, 12:25] = False
    broken = np.where(known[..., None], picture, 9.0).astype(np.float32)
    made = filled(broken, known)
    assert np.abs(made - picture).max() < 0.15
    np.testing.assert_allclose(filled(np.full_like(picture, 0.3), known), 0.3, atol=1e-5)


def layers(cover: np.ndarray, body: np.ndarray) -> Layers:
    three = np.ones((HIGH, WIDE, 3), np.float32)
    limb = np.where(body > 0.5, 1, 0).astype(np.uint8)
    return Layers(0 * three, cover, three, body, flat(1), three, flat(1.2), limb)


@pytest.mark.parametrize(("zones", "changes"), [(("top",), True), (("bottom",), False)])
def test_only_what_the_garment_replaces_goes(zones: tuple[str, ...], changes: bool) -> None:
    light = np.full((HIGH, WIDE, 3), 0.5, np.float32)
    old = flat(0)
    old[10:30, 10:30] = 1
    light[10:30, 10:30] = (0.9, 0.1, 0.1)
    body, cover = flat(0), flat(0)
    body[10:30, 14:30] = 1
    cover[10:20, 10:30] = 1
    body[10:20] = 0
    parts = Parts(
        flat(0), flat(0), old, flat(0), np.array([0.4, 0.3, 0.2], np.float32), np.ones(3, np.float32)
    )
    made, share = without_old(light, old, parts, layers(cover, body), zones, 0.9)
    assert (share > 0) == changes
    inside, beside = made[25, 22], made[25, 11]
    if changes:
        np.testing.assert_allclose(inside, (0.4, 0.3, 0.2), atol=0.05)  # skin
        np.testing.assert_allclose(beside, 0.5, atol=0.08)  # ground
    else:
        np.testing.assert_array_equal(made, light)
