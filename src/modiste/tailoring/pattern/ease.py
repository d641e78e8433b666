"""The ease table: how much wider than the body a garment is, by zone and fit, with the reason.

Knows centimetres of girth added to the body's; what the cloth then does is the drape's. The figures are
drafting practice, rounded; no survey stands behind them.
"""

from typing import Literal, NamedTuple

Fit = Literal["slim", "regular", "relaxed", "oversized"]
FITS: tuple[str, ...] = ("slim", "regular", "relaxed", "oversized")
LENGTHS = frozenset({"drop", "scye", "cap", "rise"})
"""Zones that are lengths, not girths."""


class Ease(NamedTuple):
    """Ease of one zone in the four fits, in centimetres, and why.

    `drop` is how far the shoulder seam ends beyond the acromion, `scye` how far the armhole is lowered, `cap`
    how much longer the sleeve cap is than the armhole, `rise` how far the crotch hangs: lengths, not girths.
    """

    slim: float
    regular: float
    relaxed: float
    oversized: float
    reason: str


_DROP = Ease(-0.5, 0.5, 2.5, 6, "slim seams sit on the bone, oversized ones on the arm")
_SCYE = Ease(1, 2, 4, 8, "a lower armhole goes with a wider chest")
_SKIRT_WAIST = Ease(0.5, 1, 2, 4, "a waistband needs room to breathe")
_SEAT = Ease(3, 6, 10, 16, "less than 3 cm pulls across the seat of a woven")
_THIGH = Ease(5, 8, 14, 22, "the thigh spreads when one sits")
_KNEE = Ease(4, 7, 11, 18, "the knee needs about 4 cm to bend in a woven")
_RISE = Ease(0.5, 1, 2, 3.5, "how far the crotch hangs below the body's")
_TROUSER_WAIST = Ease(1, 2, 3, 5, "room to sit; belts do the rest")

EASE: dict[str, dict[str, Ease]] = {
    "t-shirt": {
        "chest": Ease(4, 10, 16, 26, "jersey gives; 10 cm hangs free without folds at the armhole"),
        "waist": Ease(12, 22, 30, 42, "a tee skims the waist: it follows the chest, not the body"),
        "hip": Ease(2, 6, 10, 20, "enough to sit and to be pulled over the hip"),
        "upper_arm": Ease(3, 6, 10, 16, "the arm bends; a slim jersey sleeve lies on"),
        "wrist": Ease(4, 6, 8, 10, "a hand passes without an opening, in jersey"),
        "drop": _DROP,
        "scye": _SCYE,
        "cap": Ease(0.3, 0.3, 0.2, 0, "jersey is sewn in nearly flat"),
    },
    "sweatshirt": {
        "chest": Ease(8, 15, 22, 32, "fleece is thick and is worn over a tee"),
        "waist": Ease(18, 28, 36, 46, "the body falls straight to its rib"),
        "hip": Ease(4, 9, 14, 24, "the rib draws in, the body does not"),
        "upper_arm": Ease(6, 10, 14, 20, "room for a sleeve below"),
        "wrist": Ease(7, 9, 11, 13, "gathered into a rib cuff"),
        "drop": Ease(0, 1.5, 4, 7.5, "sweatshirts drop their shoulder"),
        "scye": Ease(2, 3, 5.5, 9, "room for a sleeve below"),
        "cap": Ease(0.3, 0.3, 0.2, 0, "fleece is sewn in nearly flat"),
        "cuff": Ease(2, 3, 4, 5, "the rib stretches over the hand"),
    },
    "shirt": {
        "chest": Ease(8, 12, 18, 28, "a woven needs 8 cm to breathe and reach"),
        "waist": Ease(12, 20, 30, 40, "tucked in, a shirt falls from the chest"),
        "hip": Ease(4, 8, 12, 20, "the hem passes over the seat when one sits"),
        "upper_arm": Ease(6, 9, 13, 18, "a woven sleeve must let the elbow bend"),
        "wrist": Ease(5, 7, 8, 10, "gathered into the cuff by two pleats"),
        "drop": Ease(-0.5, 0.5, 2, 5, "slim seams sit on the bone"),
        "scye": Ease(1.5, 2.5, 4.5, 8, "a lower armhole goes with a wider chest"),
        "cap": Ease(0.8, 1, 0.6, 0.4, "flat-felled armholes take little ease"),
        "cuff": Ease(4, 5.5, 6, 7, "a cuff closes over the wrist bone, with its overlap"),
    },
    "dress": {
        "chest": Ease(4, 7, 12, 20, "the least in which a woven lets one breathe is 4 cm"),
        "waist": Ease(6, 12, 20, 32, "a shift passes the waist without touching"),
        "hip": Ease(4, 6, 10, 16, "one sits in it"),
        "upper_arm": Ease(4, 6, 9, 14, "a woven sleeve must let the elbow bend"),
        "wrist": Ease(5, 6, 8, 10, "a hand passes"),
        "drop": Ease(-0.5, 0, 1, 3, "dresses sit on the bone"),
        "scye": Ease(0.5, 1.2, 2.5, 4.5, "a high armhole lets the arm rise"),
        "cap": Ease(2, 2.5, 2, 1, "a woven cap is eased over the ball of the arm"),
    },
    "dress-a-line": {
        "waist": Ease(3, 5, 8, 14, "a seam at the waist, close but not tight"),
        "hip": Ease(6, 8, 12, 18, "flared: the hip is never tight"),
    },
    "skirt-straight": {
        "waist": _SKIRT_WAIST,
        "hip": Ease(2, 4, 6, 10, "4 cm lets one sit in a woven skirt"),
    },
    "skirt-a-line": {
        "waist": _SKIRT_WAIST,
        "hip": Ease(4, 6, 9, 14, "flared: the hip is never tight"),
    },
    "trousers": {
        "waist": _TROUSER_WAIST,
        "hip": _SEAT,
        "thigh": _THIGH,
        "knee": _KNEE,
        "rise": _RISE,
    },
    "shorts": {
        "waist": _TROUSER_WAIST,
        "hip": _SEAT,
        "thigh": _THIGH,
        "knee": _KNEE,
        "rise": _RISE,
    },
}


def ease(garment: str, zone: str, fit: str) -> float:
    """Centimetres of ease.

    Example:
        >>> ease("t-shirt", "chest", "regular")
        10.0
    """
    return float(EASE[garment][zone][:4][FITS.index(fit)])
