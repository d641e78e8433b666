"""The hoodie: a sweatshirt with a hood, in one front or with a zip, with a pocket across the belly.

Knows its options and how its pieces are sewn; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import bodice, top
from modiste.tailoring.pattern.blocks.hood import hood
from modiste.tailoring.pattern.drawing import Marks, Pen, whole
from modiste.tailoring.pattern.panel import Panel
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program

_NECK = bodice.Neckline(1.6, 1.6, 0.8)


def _draw(brief: Brief) -> Drawn:
    zipped = brief.word("front") == "zip"
    made = top.knit(brief, "sweatshirt", _NECK, ribbed=True, zipped=zipped)
    panels = made.panels
    if brief.word("pocket") == "kangaroo" and not zipped:
        panels = (*panels, _pocket(made))
    return top.joined(
        Drawn(panels, made.seams),
        hood(brief.body["height"], made.front, made.back, made.neck),
        top.ribs(brief, "sweatshirt", made, zipped=zipped),
    )


def _pocket(made: top.Top) -> Panel:
    """A kangaroo pocket, laid on the front just above its rib."""
    wide = 0.68 * made.width
    low, high = made.hem, made.hem + 20.0
    pen = Pen((0.0, low)).line("lower", (wide, low)).line("end", (wide, low + 6.0))
    pen.curve("entry", (0.62 * wide, high), (-0.2, 1.0), (-0.35, 1.0), (6.0, 5.0), 2.0)
    pen.line("upper", (0.0, high))
    marks = Marks(grain=((0.0, low + 3.0), (0.0, high - 3.0)), layer="facing")
    return whole("pocket", "left", pen, top.FRONT, marks).panels[0]


HOODIE = Program(
    "hoodie",
    "Hoodie",
    "men",
    (
        Choice("front", "closed", ("closed", "zip"), "one front, or two with a zip between them"),
        Choice("pocket", "kangaroo", ("kangaroo", "none"), "the pocket; a front with a zip has none"),
        Choice("sleeve", "long", ("elbow", "long"), "how long the sleeves are, cuffs included"),
        Choice("length", "regular", ("cropped", "regular", "long"), "where the rib ends"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
