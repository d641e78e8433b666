"""The ease table: how much wider than the body a garment is, by zone and fit, with the reason.

Knows centimetres of girth added to the body's; what the cloth then does is the drape's.
"""

from typing import Literal, NamedTuple

Fit = Literal["slim", "regular", "relaxed", "oversized"]
FITS: tuple[Fit, ...] = ("slim", "regular", "relaxed", "oversized")


class Ease(NamedTuple):
    """Ease of one zone in the four fits, in centimetres, and why.

    `drop` (how far the shoulder seam lies below the acromion) and `scye` (how far the armhole is lowered) are
    lengths, not girths.
    """

    slim: float
    regular: float
    relaxed: float
    oversized: float
    reason: str


EASE: dict[str, dict[str, Ease]] = {
    "t-shirt": {
        "chest": Ease(4, 10, 16, 26, "jersey gives; 10 cm hangs free without folds at the armhole"),
        "waist": Ease(12, 22, 30, 42, "a tee skims the waist: the waist follows the chest, not the body"),
        "hip": Ease(2, 6, 10, 20, "enough to sit and to be pulled over the hip"),
        "upper_arm": Ease(3, 6, 10, 16, "the arm bends; a slim jersey sleeve lies on"),
        "wrist": Ease(4, 6, 8, 10, "a hand passes without an opening, in jersey"),
        "drop": Ease(-0.5, 0.5, 2.5, 6, "slim seams sit on the bone, oversized ones on the arm"),
        "scye": Ease(1, 2, 3.5, 6, "a lower armhole goes with a wider chest"),
        "cap": Ease(0.3, 0.3, 0.2, 0, "jersey is sewn in nearly flat"),
    },
    "skirt-straight": {
        "waist": Ease(0.5, 1, 2, 4, "a waistband needs room to breathe"),
        "hip": Ease(2, 4, 6, 10, "4 cm lets one sit in a woven skirt"),
    },
    "trousers": {
        "waist": Ease(1, 2, 3, 5, "room to sit; belts do the rest"),
        "hip": Ease(3, 6, 10, 16, "less than 3 cm pulls across the seat of a woven"),
        "thigh": Ease(5, 8, 14, 22, "the thigh spreads when one sits"),
        "knee": Ease(4, 7, 11, 18, "the knee needs about 4 cm to bend in a woven"),
        "rise": Ease(0.5, 1, 2, 3.5, "a length: how far the crotch hangs below the body"),
    },
}


def ease(garment: str, zone: str, fit: str) -> float:
    """Centimetres of ease; a table that lacks a zone is a mistake of the program.

    Example:
        >>> ease("t-shirt", "chest", "regular")
        10.0
    """
    return float(EASE[garment][zone][FITS.index(fit)])
