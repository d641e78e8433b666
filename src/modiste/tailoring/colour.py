"""Colours between what is written, what is stored and what is light.

Knows sRGB's transfer curve (IEC 61966-2-1), `#rrggbb` and OKLab.
Source of OKLab: Björn Ottosson, A perceptual color space for image processing (2020).
"""

import re

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

Floats = NDArray[np.float64]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_CONES, _FROM_LAB = np.linalg.inv(_TO_CONES), np.linalg.inv(_TO_LAB)


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


def oklab(srgb: NDArray[np.floating]) -> Floats:
    """Lightness from 0 to 1, green to red, blue to yellow (..., 3) of sRGB from 0 to 1."""
    return np.asarray(np.cbrt(linear(srgb) @ _TO_CONES.T) @ _TO_LAB.T, np.float64)


def light_of(oklab: Floats) -> Floats:
    """Linear sRGB (..., 3) of OKLab; below 0 or above 1 where no screen shows the colour."""
    return np.asarray((oklab @ _FROM_LAB.T) ** 3 @ _FROM_CONES.T)
