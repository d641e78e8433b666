"""Whether two colours go together, and why: by lightness, chroma and hue as the eye sees them (OKLCh).

Knows `#rrggbb` and the rules of the colour wheel; which garments bear the colours is the workspace's.
The rules are Itten's.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from modiste.tailoring import oklab, rgb

Harmony = Literal["neutral", "tone on tone", "neighbouring", "complementary", "apart"]
_GREY = 0.045
"""Chroma below which a colour has no hue to clash with."""
_NEAR, _OPPOSITE = 40.0, 150.0
_FLAT = 0.12
"""Difference of lightness below which two pieces run into each other."""


@dataclass(frozen=True)
class Pairing:
    """How two colours stand to each other: a score from 0 to 1, and the rule."""

    score: float
    rule: Harmony


def pairing(one: str, other: str) -> Pairing:
    """How well two colours go together.

    Example:
        >>> pairing("#1c1c1e", "#b03030").rule
        'neutral'
    """
    (light, chroma, hue), (light2, chroma2, hue2) = _oklch(one), _oklch(other)
    flat = max(0.0, 1 - abs(light - light2) / _FLAT)
    if min(chroma, chroma2) < _GREY:
        return Pairing(0.9 - 0.35 * flat, "neutral")
    turn = abs((hue - hue2 + 180) % 360 - 180)
    if turn < _NEAR / 2:
        return Pairing(0.85 - 0.35 * flat, "tone on tone")
    if turn < _NEAR:
        return Pairing(0.75 - 0.2 * flat, "neighbouring")
    if turn > _OPPOSITE:
        return Pairing(0.7 - 0.2 * flat, "complementary")
    loud = min(1.0, min(chroma, chroma2) / 0.15)
    return Pairing(0.55 - 0.35 * loud, "apart")


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma, hue in degrees."""
    lightness, a, b = oklab(rgb(colour))
    return float(lightness), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)
