"""A cloth's tile as files carry it: its colour and its relief as JPEG, with what a material says of light.

Knows pictures that repeat; where they lie on a garment is `garment`'s.
"""

import io
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.colour import linear

Floats = NDArray[np.float64]
_MARGIN = 16
"""Pixels taken from the tile's other edge while it is resized, so that it closes up as before."""


@dataclass(frozen=True)
class Repeat:
    """A tile that repeats in both directions.

    Attributes:
        colour: JPEG, sRGB.
        normals: JPEG, the direction of the surface: red to the right, green up, blue outward; or nothing.
        width: Metres across.
        height: Metres along.
        mean: Linear red, green and blue, 0 to 1.
        roughness: See `Appearance`.
        sheen: See `Appearance`.
    """

    colour: bytes
    normals: bytes
    width: float
    height: float
    mean: tuple[float, float, float]
    roughness: float
    sheen: float


def repeat_of(appearance: Appearance, side: int = 512, quality: int = 86) -> Repeat:
    """The tile of a cloth, its sides powers of two.

    Args:
        appearance: The cloth's look.
        side: The most pixels along a side.
        quality: JPEG's, 1 to 95.
    """
    high, wide = appearance.relief.shape
    rows, columns = _power(high, side), _power(wide, side)
    colour = np.stack(
        [_resized(appearance.colour[..., k].astype(float), columns, rows) for k in range(3)], axis=-1
    )
    relief = _resized(appearance.relief.astype(float), columns, rows)
    mean = linear(appearance.colour.reshape(-1, 3) / 255).mean(0)
    return Repeat(
        colour=_jpeg(colour, quality),
        normals=_jpeg(255 * (0.5 + 0.5 * _directions(relief, appearance)), quality),
        width=appearance.width,
        height=appearance.height,
        mean=(float(mean[0]), float(mean[1]), float(mean[2])),
        roughness=appearance.roughness,
        sheen=appearance.sheen,
    )


def _power(pixels: int, side: int) -> int:
    return int(min(2 ** max(2, round(log2(pixels))), side))


def _resized(values: Floats, columns: int, rows: int) -> Floats:
    wide = np.pad(values, _MARGIN, mode="wrap").astype(np.float32)
    high, across = values.shape
    box = (_MARGIN, _MARGIN, _MARGIN + across, _MARGIN + high)
    return np.asarray(
        Image.fromarray(wide).resize((columns, rows), Image.Resampling.BICUBIC, box=box), np.float64
    )


def _directions(relief: Floats, appearance: Appearance) -> Floats:
    """(h, w, 3) unit normals; a picture's rows run down, its green up."""
    rows, columns = relief.shape
    right = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) * columns / (2 * appearance.width)
    down = (np.roll(relief, -1, 0) - np.roll(relief, 1, 0)) * rows / (2 * appearance.height)
    normal = np.stack([-right, down, np.ones_like(relief)], axis=-1)
    return np.asarray(normal / np.linalg.norm(normal, axis=-1, keepdims=True))


def _jpeg(pixels: Floats, quality: int) -> bytes:
    out = io.BytesIO()
    picture = Image.fromarray(np.round(np.clip(pixels, 0, 255)).astype(np.uint8))
    picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()
