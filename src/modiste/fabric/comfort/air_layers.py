"""Air between skin and cloth, or between cloths: what it keeps of heat and vapour.

Knows a gap of one width; where gaps are is told. A narrow gap conducts and radiates; in a wide one the air
turns over, so that insulation stops growing at about a centimetre and a half.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]

CONDUCTIVITY = 0.026
"""W/(m K) of air at 30 degrees."""
VAPOUR_PER_MM = 2.33
"""m2 Pa/W that a millimetre of still air resists vapour: R T / (D L) at 32 degrees."""
_RADIATION = 4 * 5.67e-8 * 305.0**3 / (1 / 0.97 + 1 / 0.95 - 1)
"""W/(m2 K) between skin (emissivity 0.97) and cloth (0.95) near 32 degrees."""
_RAYLEIGH_PER_MM3 = 9.81 / 305.0 / (1.6e-5 * 2.25e-5) * 1e-9
"""Rayleigh number of a gap a millimetre wide with a kelvin between its sides."""


def gap_resistances(
    width_mm: ArrayLike, *, difference_k: float = 5.0, height_m: float = 0.4
) -> tuple[Values, Values]:
    """Thermal (m2 K/W) and water-vapour resistance (m2 Pa/W) of air between upright sides.

    Convection follows ElSherbiny, Raithby and Hollands, Journal of Heat Transfer 104 (1982) 96-102,
    10.1115/1.3245075; vapour is carried by it as heat is.

    Args:
        width_mm: Width of the gap, millimetres; 0 is contact.
        difference_k: Kelvin between its sides.
        height_m: Height of the part of the body over which it is open.

    Example:
        >>> rct, ret = gap_resistances([0, 5, 15, 60])
        >>> rct.round(3).tolist(), ret.round(1).tolist()
        ([0.0, 0.09, 0.13, 0.136], [0.0, 11.6, 34.9, 42.7])
    """
    width = np.asarray(width_mm, float)
    rayleigh = _RAYLEIGH_PER_MM3 * difference_k * width**3
    slender = height_m * 1000 / np.maximum(width, 1e-9)
    turning = 0.104 * rayleigh**0.293 / (1 + (6310 / np.maximum(rayleigh, 1e-9)) ** 1.36)
    nusselt = np.maximum.reduce(
        [
            (1 + turning**3) ** (1 / 3),
            0.242 * (rayleigh / slender) ** 0.272,
            0.0605 * rayleigh ** (1 / 3),
        ]
    )
    through = CONDUCTIVITY * 1000 * nusselt + _RADIATION * width
    return width / through, VAPOUR_PER_MM * width / nusselt
