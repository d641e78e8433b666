"""The T-shirt: jersey, front and back, set-in sleeves, a neckband or a bound neck.

Knows its options and how its pieces are sewn; shapes are the blocks'.
"""

from modiste.tailoring.pattern.blocks import bodice, top
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    made = top.knit(brief, "t-shirt", bodice.NECKLINES[brief.word("neckline")])
    body = Drawn(made.panels, made.seams)
    banded = brief.word("neckline") == "crew"
    strips = tuple(
        strip
        for strip in top.bindings(made, *top.lengths((made.front, made.back), "armhole"))
        if not (banded and strip.name == "neck_binding")
    )
    return top.joined(body, *([top.neckband(made)] if banded else []), Drawn(strips, ()))


T_SHIRT = Program(
    "t-shirt",
    "T-shirt",
    "women",
    (
        Choice(
            "neckline", "crew", ("crew", "v", "boat", "scoop"), "the neckline's shape; crew has a rib band"
        ),
        Choice("sleeve", "short", ("none", "short", "elbow", "long"), "how long the sleeves are"),
        Choice("length", "regular", ("cropped", "regular", "long"), "where the hem lies"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
