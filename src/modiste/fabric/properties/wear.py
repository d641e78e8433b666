"""How strong cloth is and how long it lasts: tensile strength, abrasion, pilling, durability.

Knows one mechanics (strength) and three rules of thumb that say so; no honest physics of wear is known to it.
"""

import numpy as np

from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.structure import Structure
from modiste.fabric.rows import Array, Rows

STRIP = 5.0
"""cm of width that ISO 13934-1 tears."""
NEEDED = {"strength": 200.0, "abrasion": 15000.0, "pilling": 3.0}
"""What makes durability 1: N a strip, Martindale rubs, a grade as buyers of apparel often ask; our choice."""


def strength(rows: Rows, lies: Structure, given: Constants) -> Array:
    """(2, n) N a 5 cm strip, along warp and weft: fibres' tenacity, less what twist and slippage cost.

    A yarn's fibres lean by its twist: cos² of the angle at the surface (Hearle, Grosberg and Backer,
    Structural Mechanics of Fibers, Yarns, and Fabrics, 1969, ch. 4); staple fibres slip beside. Half of a
    knit's two legs a wale bear at break.
    """
    lean = np.arctan(np.pi * lies.diameter / 1000 * rows.twist)
    efficiency = np.where(rows.is_spun > 0, given["efficiency"], 0.85) * np.cos(lean) ** 2
    threads = rows.sett * STRIP * np.where(rows.is_knit > 0, 2 * rows.faces * 0.5, 1.0)
    force: Array = threads * rows.tex * rows.tenacity * efficiency
    return force


def abrasion(rows: Rows, lies: Structure, given: Constants) -> Array:
    """Martindale rubs to the breaking of threads (ISO 12947-2): its fibres' work of rupture and its mass.

    A rule: 20,000 rubs for 150 g/m² of cotton, in proportion to the work that breaks a gram of fibre, to
    mass^1.5, and half in knits. Wool's scales and soft twists are not in it.
    """
    work = (rows.tenacity * rows.extension).mean(0) / 2
    cotton = 0.32 * 0.07 / 2
    rubs: Array = 20000 * np.sqrt(work / cotton) * (lies.mass / 150) ** 1.5
    return rubs * (1 - 0.5 * rows.is_knit) * given["wear"]


def pilling(rows: Rows, lies: Structure, given: Constants) -> Array:
    """Grade 1 to 5 after 2000 rubs (ISO 12945-2), 5 is none: spun, strong and loose yarns pill.

    A rule: 4.5, less a grade for staple yarns of fibres that do not wear off (tenacity 0.4 N/tex and more),
    less half a grade for knits and for twist factors below 3200, less one for loose covers.
    """
    spun = rows.is_spun.mean(0)
    strong = np.clip((rows.tenacity.mean(0) - 0.2) / 0.2, 0, 1.5)
    soft = np.clip((3600 - (rows.twist * np.sqrt(rows.tex)).mean(0)) / 800, 0, 1)
    loose = np.clip(1 - lies.cover, 0, 0.5)
    grade: Array = np.clip(
        4.5 - spun * (strong + 0.5 * soft + 0.5 * rows.is_knit + loose) + given["pills"], 1, 5
    )
    return grade


def durability(rows: Rows, lies: Structure, given: Constants) -> Array:
    """The least of strength, abrasion and pilling by what buyers often ask (`NEEDED`); 1 is enough."""
    weaker = strength(rows, lies, given).min(0) / NEEDED["strength"]
    rubs = abrasion(rows, lies, given) / NEEDED["abrasion"]
    least: Array = np.minimum(np.minimum(weaker, rubs), pilling(rows, lies, given) / NEEDED["pilling"])
    return least
