"""The A-line dress: woven, a darted bodice, a waist seam, an A-line skirt, a zip in the back.

Knows its options; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import dress
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program, Range


def _draw(brief: Brief) -> Drawn:
    return dress.seamed(brief, flare=brief.number("flare") / 10.0)


DRESS_A_LINE = Program(
    "dress-a-line",
    "A-line dress",
    "women",
    (
        Choice("neckline", "scoop", ("crew", "v", "boat", "scoop"), "the neckline's shape"),
        Choice("sleeve", "none", ("none", "short", "elbow", "long"), "how long the sleeves are"),
        Choice("length", "knee", ("mini", "knee", "midi", "maxi"), "where the hem lies"),
        LONGER,
        Range("flare", 2.2, 0.5, 4.5, "how much a quarter of the skirt widens for every 10 cm below the hip"),
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
