"""Air permeability at 100 Pa, as ISO 9237 measures it.

Knows flow through openings between yarns and through yarns; openings are `structure`'s.
"""

import numpy as np

from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.structure import Structure
from modiste.fabric.rows import Array, Rows

PRESSURE, VISCOSITY, AIR_DENSITY = 100.0, 1.82e-5, 1.2
_KOZENY = 180.0


def air_permeability(rows: Rows, lies: Structure, given: Constants) -> Array:
    """mm/s: Poiseuille's loss in each opening and an orifice's at its mouth; through yarns Carman's.

    Xiao et al. 2012, 10.1177/0040517511414979, for the openings; Carman, 1937, for the yarns.
    """
    metres, width = lies.thickness / 1000, np.maximum(lies.pore, 1e-6) / 1000
    viscous = 32 * VISCOSITY * metres / width**2
    mouth = 0.5 * AIR_DENSITY / given["orifice"] ** 2
    speed = (np.sqrt(viscous**2 + 4 * mouth * PRESSURE) - viscous) / (2 * mouth)
    fibre = rows.fibre_mm.mean(0) / 1000
    solid = np.clip(rows.packing.mean(0) * given["packing"], 0.05, 0.9)
    through = fibre**2 * (1 - solid) ** 3 / (_KOZENY * solid**2) / VISCOSITY * PRESSURE / metres
    open_ = np.where(lies.pore > 0, (1 - lies.cover) * speed, 0.0)
    return np.where(rows.coating > 0, 0.0, 1000 * (open_ + lies.cover * through))
