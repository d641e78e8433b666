"""Thermal and water-vapour resistance of cloth without the air around it, as ISO 11092 measures them.

Knows conduction and diffusion through fibre and air; layers of air on either side are comfort's.
"""

import numpy as np

from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.structure import Structure
from modiste.fabric.rows import Array, Rows

AIR_CONDUCTIVITY = 0.026
"""W/(m K), still air at 30 °C."""
_GAS, _KELVIN, _DIFFUSION, _LATENT = 461.5, 308.15, 2.6e-5, 2.42e6
VAPOUR_RESISTANCE = _GAS * _KELVIN / (_DIFFUSION * _LATENT) / 1000
"""m² Pa/W of a mm of still air at 35 °C: gas constant of vapour, diffusivity, latent heat."""
FILM_RESISTANCE = 150.0
"""m² Pa/W of a mm of closed polyurethane film: hydrophilic films of 10 to 30 µm have 2 to 5."""
LEWIS = 60.0
"""Pa/K: by it Rct and Ret of still air give a permeability index of 1."""


def thermal_resistance(rows: Rows, lies: Structure, given: Constants) -> Array:
    """Rct, m² K/W: thickness by a conductivity between that of fibres along and across the heat.

    Bogaty, Hollies and Harris, 1957, Text. Res. J. 27, 445, with Baxter's share of parallel fibres,
    1946, Proc. Phys. Soc. 58, 105.
    """
    fibre, solid = rows.conductivity, 1 - lies.porosity
    along = solid * fibre + (1 - solid) * AIR_CONDUCTIVITY
    across = 1 / (solid / fibre + (1 - solid) / AIR_CONDUCTIVITY)
    return lies.thickness / 1000 / (given["parallel"] * along + (1 - given["parallel"]) * across)


def vapour_resistance(rows: Rows, lies: Structure, given: Constants) -> Array:
    """Ret, m² Pa/W: diffusion through the air in the cloth, its ways longer by a power of porosity.

    Bruggeman, 1935, 10.1002/andp.19354160705; a coating adds its film's.
    """
    film = rows.coating / 1200
    porosity = np.maximum(lies.porosity + np.where(film > 0, film / lies.thickness, 0.0), 0.05)
    open_ = (lies.thickness - film) * VAPOUR_RESISTANCE * porosity ** -given["tortuous"]
    return open_ + film * FILM_RESISTANCE


def permeability_index(rows: Rows, lies: Structure, given: Constants) -> Array:
    """i_mt, 0 to 1, of the cloth alone: Woodcock, 1962, Text. Res. J. 32, 628; ISO 11092."""
    return np.clip(LEWIS * thermal_resistance(rows, lies, given) / vapour_resistance(rows, lies, given), 0, 1)
