"""What wind and walking take of clothing's insulation and vapour resistance.

Knows ISO 9920's correction of the whole ensemble; it is laid on every segment alike.

Source: ISO 9920:2007; Havenith and Nilsson, European Journal of Applied Physiology 92 (2004) 636-640,
10.1007/s00421-004-1113-2.
"""

import numpy as np

from modiste.fabric.comfort.insulation import OUTER_AIR, OUTER_VAPOUR, Clothing
from modiste.fabric.comfort.two_node import MET

_FASTEST_WALK = 1.2
"""Metres a second; the correction was measured up to here."""
_STRONGEST_WIND = 3.5
_LEAST = 0.1
"""Of what clothing keeps in still air, it keeps so much in any wind."""


def walking_speed(met: float) -> float:
    """Metres a second that go with an activity (ISO 7730 annex C), where nothing else is known."""
    return float(np.clip(0.0052 * MET * (met - 1.0), 0.0, 0.7))


def clothed_correction(wind: float, walk: float) -> float:
    """Total insulation in wind and motion over that at rest, for 0.6 clo and more."""
    return float(np.exp(-0.281 * (wind - 0.15) + 0.044 * (wind - 0.15) ** 2 - 0.492 * walk + 0.176 * walk**2))


def air_correction(wind: float, walk: float) -> float:
    """The same of the air around a naked body."""
    return float(np.exp(-0.533 * (wind - 0.15) + 0.069 * (wind - 0.15) ** 2 - 0.462 * walk + 0.201 * walk**2))


def moved(still: Clothing, wind: float, walk: float) -> Clothing:
    """Clothing as it insulates in relative air speed `wind` on somebody who walks at `walk`, metres a second.

    Vapour: Ret of the whole by 0.3 - 0.5 c + 1.2 c² of the heat's correction c.
    """
    wind, walk = float(np.clip(wind, 0.15, _STRONGEST_WIND)), min(walk, _FASTEST_WALK)
    clo, air = still.clo, air_correction(wind, walk)
    share = min(clo / 0.6, 1.0)
    change = share * clothed_correction(wind, walk) + (1 - share) * air
    factor = 1 + 0.28 * clo
    heat = _inner(still.whole_rcl, OUTER_AIR / factor, change, air)
    vapour = _inner(still.whole_recl, OUTER_VAPOUR / factor, _of_vapour(change), _of_vapour(air))
    return Clothing(still.rcl * heat, still.recl * vapour)


def _of_vapour(change: float) -> float:
    return 0.3 - 0.5 * change + 1.2 * change**2


def _inner(inner: float, outer: float, change: float, outer_change: float) -> float:
    """What is left of the clothing's own resistance when that of the whole and of the air outside change."""
    if inner <= 0:
        return 1.0
    left = (inner + outer) * change - outer * outer_change
    return float(np.clip(left / inner, _LEAST, 1.0))
