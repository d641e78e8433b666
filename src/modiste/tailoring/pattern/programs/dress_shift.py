"""The shift dress: woven, no waist seam, bust darts from the side, a zip in the back.

Knows its options; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import dress
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    return dress.shift(brief)


DRESS_SHIFT = Program(
    "dress-shift",
    "Shift dress",
    "women",
    (
        Choice("neckline", "boat", ("crew", "v", "boat", "scoop"), "the neckline's shape"),
        Choice("sleeve", "none", ("none", "short", "elbow", "long"), "how long the sleeves are"),
        Choice("length", "knee", ("mini", "knee", "midi", "maxi"), "where the hem lies"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
