"""Shorts: trousers that end above the knee.

Knows their options; shapes are the blocks'.
"""

from dataclasses import replace

from modiste.tailoring.pattern.blocks import legwear
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program


def _draw(brief: Brief) -> Drawn:
    return legwear.drawn(brief, "shorts")


SHORTS = Program(
    "shorts",
    "Shorts",
    "men",
    (
        Choice("leg", "straight", ("slim", "straight", "wide"), "how wide the legs are below the thigh"),
        Choice("rise", "mid", ("low", "mid", "high"), "where the waistband sits"),
        Choice("front", "flat", ("flat", "dart", "pleat"), "what shapes the front below the waistband"),
        Choice("length", "mid", ("short", "mid", "knee"), "where the hem lies"),
        replace(LONGER, low=0.0, high=10.0),
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease they have"),
    ),
    _draw,
)
