"""The tile: it closes up, and its directions lean as the relief does."""

import io

import numpy as np
from PIL import Image

from modiste.tailoring import Appearance
from modiste.tailoring.export.repeat import linear, repeat_of


def appearance(relief: np.ndarray) -> Appearance:
    colour = np.full((*relief.shape, 3), (200, 100, 50), np.uint8)
    return Appearance(colour, relief.astype(np.float32), 0.04, 0.04, 0.8, 0.1, (0.5, 0.5, 0.5))


def pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture, float)


def test_sides_are_powers_of_two_up_to_the_most() -> None:
    tile = repeat_of(appearance(np.zeros((300, 900))), side=512)
    assert pixels(tile.colour).shape == (256, 512, 3)
    assert np.allclose(tile.mean, linear(np.array([200, 100, 50]) / 255), atol=1e-3)


def test_a_ridge_leans_to_both_its_sides() -> None:
    at = np.arange(64) / 64 * 2 * np.pi
    upright = pixels(repeat_of(appearance(np.tile(0.002 * np.cos(at), (64, 1)))).normals)
    assert upright[:, 16, 0].mean() > 140 > 116 > upright[:, 48, 0].mean()  # falls to the right: red up
    lying = pixels(repeat_of(appearance(np.tile(0.002 * np.cos(at)[:, None], (1, 64)))).normals)
    assert lying[48, :, 1].mean() > 140 > 116 > lying[16, :, 1].mean()  # rises down the picture: green up


def test_the_tile_closes_up_when_it_is_resized() -> None:
    at = np.arange(300) / 300 * 2 * np.pi
    bent = pixels(repeat_of(appearance(np.tile(0.001 * np.sin(at), (300, 1)))).normals)
    assert np.abs(bent[:, 0] - bent[:, -1]).max() < 12
