"""Trousers: two fronts, two backs, a fly, a waistband.

Knows their options; shapes are the blocks'.
"""

from dataclasses import replace

from modiste.tailoring.pattern.blocks import legwear
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    return legwear.drawn(brief, "trousers")


TROUSERS = Program(
    "trousers",
    "Trousers",
    "women",
    (
        Choice("leg", "straight", ("slim", "straight", "wide"), "how wide the legs are below the thigh"),
        Choice("rise", "mid", ("low", "mid", "high"), "where the waistband sits"),
        Choice("front", "flat", ("flat", "dart", "pleat"), "what shapes the front below the waistband"),
        Choice("length", "regular", ("cropped", "regular", "long"), "where the hem lies"),
        replace(LONGER, low=-8.0),
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease they have"),
    ),
    _draw,
)
