"""The straight skirt: woven, darted at the waist, a zip in the middle of the back, a waistband.

Knows its options and how its pieces are sewn; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import skirt
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    return skirt.drawn(brief, "skirt-straight", flare=0.0)


SKIRT_STRAIGHT = Program(
    "skirt-straight",
    "Straight skirt",
    "women",
    (
        Choice("length", "knee", ("mini", "knee", "midi", "maxi"), "where the hem lies"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
