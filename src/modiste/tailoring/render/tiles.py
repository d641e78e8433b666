"""Tiles that repeat, as a camera samples them: a cloth's threads, its creases, any ground.

Knows sampling and the creases' own noise; what is drawn on a tile is `cloth`'s and `grounds`'.
"""

from functools import lru_cache

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.colour import linear

Floats = NDArray[np.float32]


def seen_from(look: Appearance, metres: float) -> Floats:
    """Linear colour (3) and slope (2) of the tile, no finer than pixels of `metres` can show."""
    colour, relief = linear(look.colour / 255.0), look.relief
    per = look.width / relief.shape[1]
    while per < 0.5 * metres and min(relief.shape) >= 2:
        high, wide = (each // 2 * 2 for each in relief.shape)
        colour = colour[:high, :wide].reshape(high // 2, 2, wide // 2, 2, 3).mean((1, 3))
        relief = relief[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean((1, 3))
        per *= 2
    high, wide = relief.shape
    dx = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) / (2 * look.width / wide)
    dy = (np.roll(relief, -1, 0) - np.roll(relief, 1, 0)) / (2 * look.height / high)
    return np.concatenate([colour, dx[..., None], -dy[..., None]], axis=-1).astype(np.float32)


@numba.njit(cache=True, nogil=True)
def _sampled(stack, x, y, made):  # type: ignore[no-untyped-def]
    """Fill `made` (n, k) from a repeating tile (h, w, k), bilinear, at shares of its width and height."""
    high, wide, channels = stack.shape
    for n in range(len(x)):
        column, row = (x[n] % 1.0) * wide - 0.5, (y[n] % 1.0) * high - 0.5
        left, top = int(np.floor(column)), int(np.floor(row))
        fx, fy = column - left, row - top
        right, low = (left + 1) % wide, (top + 1) % high
        left, top = left % wide, top % high
        for k in range(channels):
            above = (1 - fx) * stack[top, left, k] + fx * stack[top, right, k]
            below = (1 - fx) * stack[low, left, k] + fx * stack[low, right, k]
            made[n, k] = (1 - fy) * above + fy * below


def drawn_from(tile: Floats, flat: NDArray[np.floating], width: float, height: float) -> Floats:
    """A tile's values at places on the panels, whose y runs up."""
    made = np.empty((len(flat), tile.shape[2]), np.float32)
    _sampled(tile, flat[:, 0] / width, -flat[:, 1] / height, made)
    return made


@lru_cache(maxsize=16)
def creases(seed: int) -> Floats:
    """Slopes (2) and mottling (1) of fine creases, (512, 512, 3), repeating."""
    chance = np.random.default_rng(seed + 1)
    height = np.zeros((512, 512))
    for spread, weight in ((22, 1.0), (9, 0.5), (4, 0.3)):
        # Longer along the grain than across it, as cloth that hangs is.
        noise = gaussian_filter(chance.normal(size=height.shape), (1.6 * spread, spread), mode="wrap")
        height += weight * spread * noise / noise.std()
    dy, dx = np.gradient(np.pad(height, 1, mode="wrap"))
    slope = np.stack([dx, -dy], axis=-1)[1:-1, 1:-1]
    slope = slope / slope.std() * 0.16
    mottle = gaussian_filter(chance.normal(size=height.shape), 8, mode="wrap")
    return np.asarray(np.concatenate([slope, (mottle / mottle.std())[..., None]], axis=-1), np.float32)
