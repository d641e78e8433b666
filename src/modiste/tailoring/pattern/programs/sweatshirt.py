"""The sweatshirt: fleece, set-in sleeves, ribs at neck, hem and wrists.

Knows its options and how its pieces are sewn; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import bodice, top
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    made = top.knit(brief, "sweatshirt", bodice.NECKLINES["crew"], ribbed=True)
    body = Drawn(made.panels, made.seams)
    return top.joined(body, top.neckband(made), top.ribs(brief, "sweatshirt", made, zipped=False))


SWEATSHIRT = Program(
    "sweatshirt",
    "Sweatshirt",
    "men",
    (
        Choice("sleeve", "long", ("elbow", "long"), "how long the sleeves are, cuffs included"),
        Choice("length", "regular", ("cropped", "regular", "long"), "where the rib ends"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
