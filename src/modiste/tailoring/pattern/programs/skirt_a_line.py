"""The A-line skirt: flared from the hip, one dart a quarter, a zip in the middle of the back, a waistband.

Knows its options; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import skirt
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program, Range


def _draw(brief: Brief) -> Drawn:
    return skirt.drawn(brief, "skirt-a-line", flare=brief.number("flare") / 10.0)


SKIRT_A_LINE = Program(
    "skirt-a-line",
    "A-line skirt",
    "women",
    (
        Choice("length", "knee", ("mini", "knee", "midi", "maxi"), "where the hem lies"),
        LONGER,
        Range("flare", 1.8, 0.5, 4.0, "how much a quarter widens for every 10 cm below the hip"),
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
