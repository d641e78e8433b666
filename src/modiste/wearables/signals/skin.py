"""Skin temperature from a sensor that has to warm up first: when it touches skin, and what it will settle at.

Knows first-order warming; core temperature is another thing and is not guessed.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import curve_fit

from modiste.wearables.recordings import Floats

SKIN = (22.0, 42.0)
"""°C that skin can have under clothes (Arens, Zhang, The skin's role in human thermoregulation, 2006)."""


@dataclass(frozen=True)
class Warmth:
    """Where a curve settles (°C) with a 95 % interval, its time constant (s), and whether it can be skin."""

    settles_at: float
    ci95: tuple[float, float]
    constant: float
    is_skin: bool


def warmth_of(celsius: Floats, rate_hz: float) -> Warmth:
    """Fit first-order warming to temperatures `(n,)`, ten at least; a level curve settles where it is."""
    moments = np.arange(len(celsius)) / rate_hz
    span = float(np.ptp(celsius))
    if span < 0.1:
        level = float(celsius.mean())
        wide = 1.96 * float(celsius.std() / np.sqrt(len(celsius)))
        return Warmth(level, (level - wide, level + wide), 0.0, SKIN[0] <= level <= SKIN[1])

    def curve(t: Floats, end: float, start: float, constant: float) -> Floats:
        return np.asarray(end + (start - end) * np.exp(-t / constant))

    whole = moments[-1]
    bounds = ([-20.0, -20.0, 1 / rate_hz], [80.0, 80.0, 10 * whole])
    first = (float(celsius[-1]), float(celsius[0]), whole / 3)
    (end, _, constant), covariance = curve_fit(curve, moments, celsius, first, bounds=bounds)
    wide = 1.96 * float(np.sqrt(covariance[0, 0]))
    settled = float(end)
    is_skin = SKIN[0] <= settled <= SKIN[1]
    return Warmth(settled, (settled - wide, settled + wide), float(constant), is_skin)
