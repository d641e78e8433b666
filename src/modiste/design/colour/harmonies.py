"""Palettes that follow from one colour by a rule of the colour wheel, in OKLCh.

Knows the rules; which of them suits a garment is a designer's. Lightness and chroma stay, so that only hue
speaks; a monochrome palette keeps the hue and steps through lightness.
"""

from typing import Literal, get_args

import numpy as np

from modiste.design.colour.wheel import hexes, oklch
from modiste.garment import ModisteError

Rule = Literal["analogous", "complement", "triad", "split", "tetrad", "monochrome"]
HARMONIES: tuple[Rule, ...] = get_args(Rule)
_TURNS: dict[Rule, tuple[float, ...]] = {
    "analogous": (-30, 0, 30),
    "complement": (0, 180),
    "triad": (0, 120, 240),
    "split": (0, 150, 210),
    "tetrad": (0, 90, 180, 270),
}
_STEPS = (0.28, 0.42, 0.56, 0.70, 0.84)


def harmony(colour: str, rule: str) -> tuple[str, ...]:
    """The palette of a colour by a rule; the colour itself is in it, but for a monochrome's own steps.

    Raises:
        ModisteError: MOD-2721 for another rule.

    Example:
        >>> harmony("#c2573a", "complement")[0]
        '#c2573a'
    """
    if rule not in HARMONIES:
        raise ModisteError("MOD-2721", what="harmony", name=rule, known=", ".join(HARMONIES))
    lightness, chroma, hue = oklch([colour])[0]
    if rule == "monochrome":
        return hexes(np.array([(step, chroma, hue) for step in _STEPS]))
    return hexes(np.array([(lightness, chroma, hue + turn) for turn in _TURNS[rule]]))
