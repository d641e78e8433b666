"""The light of a photo is read off the body: from the side it comes from, never farther than believed."""

import numpy as np
import pytest

from modiste.tailoring import Layers
from modiste.tryon.photo.light import gain_of, light_in

SIDE = 80


def ball() -> Layers:
    """Half a ball, seen from the front."""
    y, x = np.mgrid[1 : -1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    inside = x**2 + y**2 < 0.96
    z = np.sqrt(np.maximum(1 - x**2 - y**2, 0))
    facing = (np.stack([x, y, z], -1) * inside[..., None]).astype(np.float32)
    body = inside.astype(np.float32)
    three = np.ones((SIDE, SIDE, 3), np.float32)
    return Layers(0 * three, 0 * body, three, body, body, facing, body, inside.astype(np.uint8))


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_the_brighter_side_is_where_the_light_is(side: float) -> None:
    bare = ball()
    way = np.array([0.7 * side, 0.3, 0.6])
    light = (0.3 * (0.5 + np.maximum(bare.facing @ way, 0)))[..., None].repeat(3, -1).astype(np.float32)
    found = light_in(light, bare.body, bare)
    assert np.sign(found.light) == side and abs(found.light) > 8
    assert 10 <= found.lift <= 75 and 0.9 <= found.fill <= 2.0


def test_flat_light_is_filled_more_than_light_from_one_side() -> None:
    bare = ball()
    even = np.full((SIDE, SIDE, 3), 0.3, np.float32)
    hard = (0.5 * np.maximum(bare.facing @ np.array([0.6, 0.4, 0.7]), 0.02))[..., None].repeat(3, -1)
    fills = [light_in(each.astype(np.float32), bare.body, bare).fill for each in (even, hard)]
    assert fills[0] > fills[1]


def test_a_warm_and_a_dark_picture_make_warm_and_dark_cloth() -> None:
    mask = np.zeros((SIDE, SIDE))
    warm = np.tile(np.array([0.6, 0.5, 0.35], np.float32), (SIDE, SIDE, 1))
    red, _, blue = gain_of(warm, mask, np.array([0.3, 0.3, 0.3], np.float32))
    assert red > blue
    dark = gain_of(warm, mask, np.array([0.1, 0.1, 0.1], np.float32))
    assert dark[0] < red
    assert min(dark) > 0.4
