"""A camera's film of our own body in a garment, and where the garment truly is in every shot.

Each shot is draped on the body in its pose, not bent from another: a mirror cannot be right by its own mistake. A patch
in a corner says which shot a frame is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.tailoring import Drape, Surface
from modiste.tailoring.render.worn import SKIN_COLOUR

SIZE = (480, 640)
PATCH = 24
"""Pixels of the corner's side; its grey is 16 + 24 x the shot's number."""
CLOTH = (0.30, 0.36, 0.62)


@dataclass(frozen=True, eq=False)
class Shot:
    """(h, w, 3) uint8 pixels, and (h, w) whether one shows the garment."""

    name: str
    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]


def shot(name: str, draped: Drape, azimuth: float, number: int) -> Shot:
    """One shot from eye height; two colours of cloth tell what is cloth."""
    skin = tailoring.uncovered(draped, face=True)
    body = Surface(skin.places, skin.faces, np.array(SKIN_COLOUR) * (0.92, 0.74, 0.64))

    def drawn(colour: tuple[float, float, float]) -> NDArray[np.uint8]:
        cloth = Surface(draped.places, draped.cloth.faces, np.array(colour), colour)
        return tailoring.picture([body, cloth], azimuth, SIZE, 2.0)

    apart = np.abs(drawn((0.0, 0.0, 0.0)).astype(int) - drawn((1.0, 1.0, 1.0))).max(2)
    pixels = drawn(CLOTH)
    pixels[:PATCH, :PATCH] = 16 + 24 * number
    return Shot(name, pixels, apart > 60)


def write_y4m(shots: Sequence[Shot], to: Path, *, repeats: int, rate: int = 10) -> None:
    """Each shot so many frames, uncompressed 4:2:0 (BT.601, studio range)."""
    width, height = SIZE
    with to.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for each in shots:
            red, green, blue = np.moveaxis(each.pixels.astype(float), 2, 0)
            y = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255
            cb = 128 + (-37.797 * red - 74.203 * green + 112.0 * blue) / 255
            cr = 128 + (112.0 * red - 93.786 * green - 18.214 * blue) / 255
            halves = [c.reshape(height // 2, 2, width // 2, 2).mean((1, 3)) for c in (cb, cr)]
            frame = b"FRAME\n" + b"".join(np.round(c).astype(np.uint8).tobytes() for c in (y, *halves))
            file.write(frame * repeats)


def read_shot(pixels: NDArray[np.uint8]) -> int:
    """Which shot a frame is, from its corner."""
    return round((float(pixels[6:18, 6:18].mean()) - 16) / 24)
