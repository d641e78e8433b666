"""What a garment lies on or hangs before: boards, tiles, carpet, a rug, a sheet, a plastered wall, a door.

Knows each as a tile that repeats, drawn by a program, no photograph; light is `photo`'s.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.tailoring.render.scene import Setting

Floats = NDArray[np.float32]
Heights = NDArray[np.float64]

_SIDE = 384
"""Pixels of a tile's width."""
BELOW: dict[Setting, Setting] = {"wall": "wood", "door": "wood"}
"""What the floor is where a setting stands upright; others are all around."""


@dataclass(frozen=True, eq=False)
class Ground:
    """A tile of ground.

    Attributes:
        tile: (h, w, 5) factors of its colour in linear light, and its slope to the right and upwards.
        width: Metres.
        height: Metres.
    """

    tile: Floats
    width: float
    height: float


@lru_cache(maxsize=40)
def ground_of(setting: Setting, seed: int) -> Ground:
    """A setting's tile; no two seeds are alike. The studio has none."""
    chance = np.random.default_rng([seed, list(_DRAWN).index(setting)])
    width, height, draw = _DRAWN[setting]
    rows = round(_SIDE * height / width)
    colour, relief = draw(chance, (rows, _SIDE), width / _SIDE)
    pitch = width / _SIDE
    slope_x = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) / (2 * pitch)
    slope_y = (np.roll(relief, 1, 0) - np.roll(relief, -1, 0)) / (2 * pitch)
    tile = np.concatenate([colour, np.stack([slope_x, slope_y], axis=-1)], axis=-1)
    return Ground(np.asarray(tile, np.float32), width, height)


Chance = np.random.Generator
Drawn = tuple[Heights, Heights]
Shape = tuple[int, int]


def _noise(chance: Chance, shape: Shape, across: float, along: float) -> Heights:
    """Repeating noise of deviation 1, smooth over that many pixels to the side and down."""
    made = gaussian_filter(chance.normal(size=shape), (along, across), mode="wrap")
    return np.asarray(made / made.std())


def _grey(factor: Heights) -> Heights:
    return np.repeat(np.maximum(factor, 0.02)[..., None], 3, axis=2)


def _boards(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """Twelve boards side by side, of two lengths each, with grain and joints."""
    high, wide = shape
    each = wide // 12
    factor, relief = np.ones(shape), np.zeros(shape)
    grain = 0.6 * _noise(chance, shape, 0.9, 26) + 0.4 * _noise(chance, shape, 5, 70)
    hue = np.ones((*shape, 3))
    for board in range(12):
        left = board * each
        stop = wide if board == 11 else left + each
        own = np.roll(grain[:, left:stop], int(chance.integers(high)), axis=0)
        first = int(chance.integers(high))
        for start, rows in ((first, high // 2), (first + high // 2, high - high // 2)):
            lines = np.arange(start, start + rows) % high
            tone = 1 + 0.13 * chance.normal()
            factor[lines, left:stop] = tone * (1 + 0.10 * own[lines])
            hue[lines, left:stop] *= 1 + 0.03 * chance.normal() * np.array([1, 0, -1.0])
            factor[lines[:2], left:stop] *= 0.45
        factor[:, left : left + 2] *= 0.42
        relief[:, left : left + 2] -= 0.0012
    return _grey(factor) * hue, gaussian_filter(relief, 0.7, mode="wrap") + 0.00004 * grain


def _tiles(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """Four by four tiles with joints."""
    high, wide = shape
    each = wide // 4
    x, y = np.arange(wide) % each, np.arange(high) % each
    joint = (x[None, :] < 2) | (y[:, None] < 2)
    tone = np.kron(1 + 0.035 * chance.normal(size=(4, 4)), np.ones((each, each)))
    cloud = 0.05 * _noise(chance, shape, 18, 18) + 0.02 * _noise(chance, shape, 2, 2)
    factor = np.where(joint, 0.62, tone + cloud)
    return _grey(factor), gaussian_filter(np.where(joint, -0.0015, 0.0), 0.8, mode="wrap")


def _carpet(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """Tufts, brushed here and there the other way."""
    tuft = 0.6 * _noise(chance, shape, 1.1, 1.1) + 0.4 * _noise(chance, shape, 2.4, 2.4)
    brushed = _noise(chance, shape, 30, 22)
    return _grey(1 + 0.13 * tuft + 0.06 * brushed), 0.0011 * tuft


def _rug(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """An ornament mirrored both ways in four colours of its own, on tufts."""
    high, wide = shape
    part = _noise(chance, (high // 2, wide // 2), 9, 9) + 0.8 * _noise(chance, (high // 2, wide // 2), 4, 4)
    part = np.concatenate([part, part[:, ::-1]], axis=1)
    whole = np.concatenate([part, part[::-1]])
    level = np.digitize(whole, np.quantile(whole, [0.42, 0.62, 0.84]))
    colours = np.exp(chance.normal(0, 0.55, (4, 3)))
    colours[0] = 1.0
    tuft = _noise(chance, shape, 1.2, 1.2)
    return colours[level] * (1 + 0.1 * tuft)[..., None], 0.0006 * tuft


def _sheet(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """A bed sheet that was slept on: ridges that cross, and shallow hollows."""
    relief = np.zeros(shape)
    for across, along, weight in ((10, 34, 1.0), (30, 12, 0.8), (6, 16, 0.45), (18, 6, 0.35)):
        noise = _noise(chance, shape, across, along)
        relief += weight * (1 - np.minimum(np.abs(noise), 1.6)) * min(across, along) / 10
    relief += 1.6 * _noise(chance, shape, 40, 40)
    return _grey(1 + 0.015 * _noise(chance, shape, 1, 1)), 0.0026 * gaussian_filter(relief, 1.4, mode="wrap")


def _wall(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """Plaster, rolled with paint."""
    rough = 0.5 * _noise(chance, shape, 1.3, 1.3) + 0.5 * _noise(chance, shape, 4, 4)
    return _grey(1 + 0.02 * _noise(chance, shape, 60, 60) + 0.008 * rough), 0.00022 * rough


def _door(chance: Chance, shape: Shape, pitch: float) -> Drawn:
    """A painted door of two panels a tile, with its frame."""
    high, wide = shape
    x, y = (np.arange(wide) + 0.5) * pitch, (np.arange(high) + 0.5) * pitch
    relief = np.zeros(shape)
    factor = 1 + 0.02 * _noise(chance, shape, 1.2, 30)
    for top, bottom in ((0.14, 1.02), (1.16, 1.94)):
        inside = np.minimum(
            np.minimum(x[None, :] - 0.13, 0.77 - x[None, :]),
            np.minimum(y[:, None] - top, bottom - y[:, None]),
        )
        relief -= 0.008 * np.clip(inside / 0.014, 0, 1) - 0.005 * np.clip((inside - 0.03) / 0.03, 0, 1)
    gap = (x[None, :] < 0.008) | (x[None, :] > 0.892)
    factor = np.where(np.broadcast_to(gap, shape), 0.25, factor)
    return _grey(factor), gaussian_filter(relief, 0.8, mode="wrap")


_DRAWN = {
    "wall": (1.5, 1.5, _wall),
    "door": (0.9, 2.1, _door),
    "wood": (1.32, 1.98, _boards),
    "tiles": (1.2, 1.2, _tiles),
    "carpet": (0.9, 0.9, _carpet),
    "sheet": (1.6, 1.6, _sheet),
    "rug": (0.8, 0.8, _rug),
}
