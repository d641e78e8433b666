"""What cloth is made of, to a solver: weight, and how it resists stretch, shear and bending.

Knows typical values only; a fabric that was measured is the fabric lab's to give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Drapery:
    """How a fabric hangs.

    Attributes:
        weight: Mass a square metre, in grams (gsm).
        warp: Tensile stiffness along the grain, in newtons a metre of width at full strain.
        weft: The same across the grain.
        shear: Shear stiffness, in newtons a metre a radian.
        bending: Bending rigidity, in newton metres.
        friction: Coulomb coefficient on skin and on itself.
        limit: The stretch beyond which it pulls: 1.05 is five per cent over its rest length.
    """

    weight: float
    warp: float
    weft: float
    shear: float
    bending: float
    friction: float
    limit: float


FABRICS: Mapping[str, Drapery] = MappingProxyType(
    {
        "jersey": Drapery(180, 350, 250, 60, 6e-6, 0.4, 1.12),
        "rib": Drapery(240, 250, 120, 50, 9e-6, 0.4, 1.25),
        "fleece": Drapery(300, 500, 400, 90, 2.5e-5, 0.45, 1.10),
        "poplin": Drapery(115, 2500, 1800, 120, 1.0e-5, 0.35, 1.02),
        "crepe": Drapery(150, 1200, 900, 60, 5e-6, 0.35, 1.03),
        "twill": Drapery(240, 3000, 2200, 160, 3.5e-5, 0.4, 1.025),
        "denim": Drapery(400, 4000, 3000, 250, 1.2e-4, 0.4, 1.02),
    }
)
"""Typical values in the ranges that KES-F and FAST instruments give for such cloth (Kawabata 1980; De Boos
and Tester 1994, CSIRO report WT92.02); for one fabric they may be off by half."""
