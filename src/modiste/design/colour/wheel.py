"""Colours by lightness, chroma and hue as the eye orders them (OKLCh), and back within what screens show.

Knows the gamut of sRGB; the rules of a wheel are `harmonies`'.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.foundation import to_hex
from modiste.tailoring import encoded, light_of, oklab, rgb

Floats = NDArray[np.float64]
_HALVINGS = 18
_EDGE = 1e-6


def oklch(palette: tuple[str, ...] | list[str]) -> Floats:
    """Lightness 0 to 1, chroma and hue in degrees (n, 3) of `#rrggbb`."""
    lightness, a, b = oklab(np.stack([rgb(each) for each in palette])).T
    return np.column_stack([lightness, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360])


def shown(colours: Floats) -> Floats:
    """OKLCh (..., 3) with the chroma that sRGB has at that lightness and hue, at most what was asked."""
    lightness, chroma, hue = np.moveaxis(np.asarray(colours, float), -1, 0)
    lightness = np.clip(lightness, 0, 1)
    low, high = np.zeros_like(chroma), chroma.copy()
    inside = _is_shown(lightness, chroma, hue)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = _is_shown(lightness, middle, hue)
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return np.stack([lightness, np.where(inside, chroma, low), hue % 360], axis=-1)


def srgb(colours: Floats) -> Floats:
    """SRGB from 0 to 1 (..., 3) of OKLCh that is shown."""
    return np.asarray(encoded(light_of(_cartesian(*np.moveaxis(colours, -1, 0)))))


def hexes(colours: Floats) -> tuple[str, ...]:
    """`#rrggbb` of OKLCh (n, 3), its chroma lowered where no screen shows it."""
    return tuple(to_hex(255 * each) for each in srgb(shown(colours)))


def _cartesian(lightness: Floats, chroma: Floats, hue: Floats) -> Floats:
    return np.stack([lightness, chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue))], axis=-1)


def _is_shown(lightness: Floats, chroma: Floats, hue: Floats) -> NDArray[np.bool_]:
    light = light_of(_cartesian(lightness, chroma, hue))
    return np.asarray(((light >= -_EDGE) & (light <= 1 + _EDGE)).all(-1))
