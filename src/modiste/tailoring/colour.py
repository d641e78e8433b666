"""Colours between what is written, what is stored and what is light.

Knows sRGB's transfer curve (IEC 61966-2-1) and `#rrggbb`.
"""

import re

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

Floats = NDArray[np.float64]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def rgb(colour: str) -> Floats:
    """(3,) sRGB from 0 to 1 of `#rrggbb`.

    Raises:
        ModisteError: MOD-1587 where it is no colour.
    """
    if not _HEX.fullmatch(colour):
        raise ModisteError("MOD-1587", what="A colour", value=repr(colour), hint="Give it as #rrggbb.")
    return np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])


def linear(srgb: NDArray[np.floating]) -> NDArray[np.floating]:
    """SRGB from 0 to 1 as light."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def encoded(light: NDArray[np.floating]) -> NDArray[np.floating]:
    """Light as sRGB; what is outside 0 to 1 is cut off."""
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
