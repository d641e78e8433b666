"""How high water climbs in ten minutes in a strip that hangs into it.

Knows capillaries between a yarn's fibres; how the cloth feels wet is comfort's.
"""

import numpy as np

from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.structure import Structure
from modiste.fabric.rows import Array, Rows

_TENSION, _VISCOSITY, _WEIGHT, _SECONDS = 0.0728, 1.0e-3, 9.81 * 1000, 600.0


def wicking_height(rows: Rows, lies: Structure, given: Constants) -> Array:
    """Millimetres: Washburn, 1921, 10.1103/PhysRev.17.273, at most Jurin's height; 0 where water beads.

    The capillary's radius is twice the hydraulic radius between fibres, its way `wick` times the strip's.
    """
    solid = np.clip(rows.packing.mean(0) * given["packing"], 0.05, 0.9)
    radius = rows.fibre_mm.mean(0) / 1000 / 2 * (1 - solid) / solid
    pull = np.clip(np.cos(np.radians(rows.angle)), 0, None)
    climbed = np.sqrt(_TENSION * radius * pull * _SECONDS / (2 * _VISCOSITY)) / given["wick"]
    highest = 2 * _TENSION * pull / (_WEIGHT * radius)
    height: Array = 1000 * np.minimum(climbed, highest)
    return height
