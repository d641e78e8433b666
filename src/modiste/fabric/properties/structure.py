"""Areal mass, thickness, cover and porosity: what follows from the construction alone.

Knows unit identities and where threads lie; what goes through the pores is `heat`'s, `air`'s, `wicking`'s.
"""

from dataclasses import dataclass, replace

import numpy as np

from modiste.fabric.properties.assumed import Constants, typical
from modiste.fabric.properties.peirce import Weaving, weaving
from modiste.fabric.rows import Array, Rows

FILM_DENSITY = 1.2
"""g/cm³ of a coating: polyurethane's."""
CROWDING = 6
"""How late yarn begins to lie on yarn: with 6, what would just cover the surface covers nine tenths."""


@dataclass(frozen=True, eq=False)
class Structure:
    """N cloths as they lie; arrays are (n,).

    Attributes:
        weaving: Of woven cloths, their threads.
        crimp: (2, n), 0 for knits.
        diameter: (2, n) of round threads, mm.
        mass: Areal mass, g/m².
        thickness: mm.
        cover: Share of the surface that yarn covers, 0 to 1.
        density: Of the fibres, g/cm³.
        porosity: Share of the volume that is air, 0 to 1.
        pore: Hydraulic diameter of the openings between yarns, mm; 0 where there are none.
    """

    weaving: Weaving
    crimp: Array
    diameter: Array
    mass: Array
    thickness: Array
    cover: Array
    density: Array
    porosity: Array
    pore: Array


def structure_of(rows: Rows, given: Constants | None = None) -> Structure:
    """The structure of each cloth, exactly as the geometry has it unless constants are given."""
    given = given or typical()
    rows = replace(
        rows,
        packing=np.minimum(rows.packing * given["packing"], 0.9),
        flatness=np.minimum(rows.flatness * given["flatness"], 1.0),
    )
    woven = weaving(rows)
    knit = rows.is_knit > 0
    crimp = np.where(knit, 0.0, woven.crimp * np.where(np.isnan(rows.told_crimp), given["crimp"], 1.0))
    threads = np.where(knit, 0.0, 0.1 * rows.sett * rows.tex * (1 + crimp))
    cells = rows.sett.prod(0)
    loops = 0.01 * cells * rows.loop * rows.tex[0] * rows.faces
    fibre_mass = np.where(knit, loops, threads.sum(0))
    volumes = np.where(
        knit, 1 / rows.density[0], (threads / rows.density).sum(0) / np.maximum(threads.sum(0), 1e-12)
    )
    density = 1 / volumes
    film = rows.coating / FILM_DENSITY / 1000
    woven_thickness = (woven.height + woven.wave).max(0)
    thickness = (
        np.where(knit, rows.layers * woven.round[0], woven_thickness) * rows.loft * given["squeeze"] + film
    )
    share = np.minimum(rows.sett * woven.width / 10, 1.0)
    sides = np.clip(woven.spacing - woven.width, 0, None)
    laid = np.clip(cells / 100 * (rows.loop * woven.round[0] - 4 * woven.round[0] ** 2), 0, None)
    covered = 1 - (1 - laid / (1 + laid**CROWDING) ** (1 / CROWDING)) ** rows.faces
    cover = np.where(knit, covered, share.sum(0) - share.prod(0))
    cover = 1 - np.minimum((1 - cover) * given["openness"], 1)
    hole = (1 - cover) * 100 / cells
    pore = np.where(knit, np.sqrt(4 * hole / np.pi), 2 * sides.prod(0) / np.maximum(sides.sum(0), 1e-12))
    cover = np.where(rows.coating > 0, 1.0, cover)
    mass = fibre_mass + rows.coating
    solid = fibre_mass / density + rows.coating / FILM_DENSITY
    porosity = np.clip(1 - solid / (1000 * thickness), 0.0, 1.0)
    pore = np.where(rows.coating > 0, 0.0, pore)
    return Structure(woven, crimp, woven.round, mass, thickness, cover, density, porosity, pore)
