"""How far apart two colours look: CIEDE2000.

Knows CIE Lab; what is compared is the caller's.
Source: Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), doi:10.1002/col.20070.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.foundation import lab, of_hex

Floats = NDArray[np.float64]
_BLUE = 25.0**7


def difference(one: Floats, other: Floats) -> Floats:
    """CIEDE2000 (...) of CIE Lab (..., 3); 1 is about what can just be told apart side by side.

    Example:
        >>> round(float(difference(np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485]))), 4)
        2.0425
    """
    lightness1, a1, b1 = np.moveaxis(one, -1, 0)
    lightness2, a2, b2 = np.moveaxis(other, -1, 0)
    middle = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    grown = 1.5 - 0.5 * np.sqrt(middle / (middle + _BLUE))
    a1, a2 = grown * a1, grown * a2
    chroma1, chroma2 = np.hypot(a1, b1), np.hypot(a2, b2)
    hue1, hue2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = chroma1 * chroma2 == 0
    turn = np.where(grey, 0, (hue2 - hue1 + 180) % 360 - 180)
    # The standard takes half a turn as +180 where the second hue is the larger.
    turn = np.where((turn == -180) & (hue2 > hue1), 180, turn)
    far_hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn) / 2)
    hue = np.where(grey, hue1 + hue2, (hue1 + hue2) / 2)
    hue = np.where(
        ~grey & (np.abs(hue1 - hue2) > 180), np.where(hue1 + hue2 < 360, hue + 180, hue - 180), hue
    )
    lightness, chroma = (lightness1 + lightness2) / 2, (chroma1 + chroma2) / 2
    bend = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    by_lightness = (lightness2 - lightness1) / (
        1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    )
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = far_hue / (1 + 0.015 * chroma * bend)
    turned = -2 * np.sqrt(chroma**7 / (chroma**7 + _BLUE))
    turned = turned * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    square = by_lightness**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue
    return np.asarray(np.sqrt(np.maximum(square, 0)))


def between(palette: Sequence[str]) -> Floats:
    """CIEDE2000 of every pair of `#rrggbb`, (n, n)."""
    values = lab(np.stack([of_hex(each) for each in palette]))
    return difference(values[:, None], values[None, :])
