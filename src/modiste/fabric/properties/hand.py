"""How cloth bends, drapes and stretches.

Knows rigidities of threads and of crimp; how a garment then hangs is tailoring's.
"""

import numpy as np

from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.structure import Structure
from modiste.fabric.rows import Array, Rows

GRAVITY = 9.81


def yarn_bending(rows: Rows, given: Constants) -> Array:
    """(2, n) N m²: that of the yarn's fibres free to slide, times what friction between them adds."""
    modulus = rows.modulus * rows.density * 1e9
    radius = rows.fibre_mm / 2000
    one = modulus * np.pi * radius**4 / 4
    count = rows.tex * 1e-6 / (rows.density * 1000 * np.pi * radius**2)
    return one * count * given["cohesion"]


def bending_rigidity(rows: Rows, lies: Structure, given: Constants) -> Array:
    """(2, n) N m, along warp and weft (of a knit along wales and courses), which is what the drape takes.

    Threads side by side, each longer than the cloth by its crimp: Peirce, 1930, J. Text. Inst. 21, T377;
    Grosberg, 1966, Text. Res. J. 36, 205. A knit's loop has two legs, and as many faces as carry loops.
    """
    threads = 100 * rows.sett * np.where(rows.is_knit > 0, 2 * rows.faces, 1.0)
    lean = np.where(rows.is_knit > 0, 10 / rows.sett[::-1] * 2 / rows.loop, 1.0)
    return threads * yarn_bending(rows, given) / (1 + lies.crimp) * np.minimum(lean, 1.0)


def bending_length(rows: Rows, lies: Structure, given: Constants) -> Array:
    """mm: the cube root of bending rigidity by weight (Peirce, 1930; ISO 9073-7), of both directions."""
    rigidity = np.sqrt(bending_rigidity(rows, lies, given).prod(0))
    length: Array = 1000 * np.cbrt(rigidity / (lies.mass / 1000 * GRAVITY))
    return length


def drape_coefficient(rows: Rows, lies: Structure, given: Constants) -> Array:
    """%, 30 cm sample on an 18 cm disc (ISO 9073-9): 100 is a board.

    The overhang of 6 cm as a cantilever that bends under its weight into an angle (Peirce, 1930), and the
    ring that its edge then covers. Folds, which shear lets form, are not in it.
    """
    overhang, disc = 60.0, 90.0
    length = bending_length(rows, lies, given)
    # Peirce: c = l·(cos(θ/2) / 8 tan θ)^(1/3) for the angle θ of the chord, solved on a table.
    angles = np.linspace(1e-3, np.pi / 2 - 1e-3, 400)
    by_angle = np.cbrt(np.cos(angles / 2) / (8 * np.tan(angles)))
    angle = np.interp(-length / (overhang * given["ring"]), -by_angle, angles)
    edge = disc + overhang * np.cos(angle)
    return 100 * (edge**2 - disc**2) / ((disc + overhang) ** 2 - disc**2)


def stretch(rows: Rows, lies: Structure, given: Constants) -> Array:
    """(2, n) %, along warp and weft at a wearer's load of some 5 N/cm: part of what geometry leaves.

    Woven threads straighten by their crimp and the other's (Peirce, 1937); a jersey's loop opens until two
    legs lie along (Peirce, 1947, Text. Res. J. 17, 123). Elastane yarns lend a share of their own.
    """
    threads = lies.crimp + 0.5 * lies.crimp[::-1]
    legs = rows.loop / 2 / (10 / rows.sett)
    across = np.clip(legs[0] - 1, 0, None) * rows.give
    along = np.clip(legs[1] * 0.6 - 1, 0, None)
    loops = np.stack([along, across])
    elastic = 4.0 * np.sqrt(rows.elastane) * 0.3
    return 100 * (np.where(rows.is_knit > 0, loops, threads + elastic) * given["reach"])


def tensile_stiffness(rows: Rows, lies: Structure, given: Constants) -> Array:
    """(2, n) N/m at small strain: a woven thread's wave resists as a beam does (Grosberg and Kedia, 1966).

    Text. Res. J. 36, 71. A knit's loops resist by bending alone, over the loop's own length.
    """
    beam = yarn_bending(rows, given)
    wave = np.maximum(lies.weaving.wave, 1e-3) / 1000
    bent = wave**2 / (12 * beam * (1 + lies.crimp))
    drawn = 1 / (rows.tex * rows.modulus * given["efficiency"])
    woven = 100 * rows.sett / (bent + drawn)
    leg = rows.loop / 2000
    knit = 100 * rows.sett * rows.faces * 12 * beam / (leg / 2) ** 2 * 4
    return np.where(rows.is_knit > 0, knit, woven)
