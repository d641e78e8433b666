"""Somebody's photograph, from bytes to linear light: small enough to work with, nothing of its metadata kept.

Knows what is too large, moving or no picture; who is in it is the person room's.
"""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.collect import Limits, decode, header
from modiste.garment import ModisteError

LONGEST = 1024
"""The longer side of what is worked with and given back, in pixels."""
LIMITS = Limits(bytes=40_000_000, pixels=120_000_000)


@dataclass(frozen=True, eq=False)
class Opened:
    """`pixels` (h, w, 3) uint8 to work with; `width` and `height` as the file has them."""

    pixels: NDArray[np.uint8]
    width: int
    height: int


def opened_photo(data: bytes, name: str = "the photo") -> Opened:
    """A photograph from its bytes, upright, its longer side at most `LONGEST`.

    Raises:
        ModisteError: MOD-1202 to MOD-1207 where it is none, MOD-3019 where it moves.
    """
    said = header(data, name, LIMITS)
    if said.media_type in ("image/gif", "image/webp", "image/png"):
        with Image.open(io.BytesIO(data)) as image:
            frames = int(getattr(image, "n_frames", 1))
        if frames > 1:
            raise ModisteError("MOD-3019", name=name, frames=frames)
    near = max(1, round(min(said.width, said.height) * LONGEST / max(said.width, said.height)))
    pixels = decode(data, name=name, near=near, limits=LIMITS)
    high, wide = pixels.shape[:2]
    if max(high, wide) > LONGEST:
        scale = LONGEST / max(high, wide)
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        pixels = np.array(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
    return Opened(pixels, said.width, said.height)
