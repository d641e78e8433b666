"""Threads in a raking light."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Appearance, magnified


def ridged(high: float, size: int = 64) -> Appearance:
    """Two ridges up and down in two millimetres of grey cloth."""
    x = np.arange(size) / size * 4 * np.pi
    relief = np.broadcast_to(high * np.cos(x), (size, size)).astype(np.float32)
    grey = np.full((size, size, 3), 128, np.uint8)
    return Appearance(grey, relief, 0.002, 0.002, 0.8, 0.1, (0.4, 0.4, 0.4))


def test_flat_cloth_is_even_and_ridges_are_bright_towards_the_light() -> None:
    flat = magnified(ridged(0.0)).astype(float)
    assert flat.std() < 3
    made = magnified(ridged(0.0001)).astype(float).mean((0, 2))
    slope = -np.sin(np.arange(64) / 64 * 4 * np.pi)
    # The light comes from the left: what falls to the left is bright, what falls to the right is dark.
    assert made[slope > 0.7].mean() > made[slope < -0.7].mean() + 40
    assert (magnified(ridged(0.0001)) == magnified(ridged(0.0001))).all()


def test_ridges_shade_the_table_that_is_seen_between_them() -> None:
    hole = np.zeros((64, 64), bool)
    hole[:, 14:18] = hole[:, 46:50] = True
    shallow, deep = (magnified(ridged(high), hole)[hole].mean() for high in (0.00002, 0.0004))
    assert deep < shallow - 40


def test_a_tile_is_bounded() -> None:
    with pytest.raises(ModisteError, match="MOD-1580"):
        magnified(ridged(0, 8))
