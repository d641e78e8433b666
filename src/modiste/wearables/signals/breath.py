"""Breaths a minute, from a curve that breathing moves: a chest's acceleration, a strain sensor, a PPG.

Knows the band of breathing and its strongest line; a curve without one gives no rate.

Source: Welch's spectrum (IEEE Trans. Audio 15, 1967); the band is that of adults at rest and at work.
"""

from dataclasses import dataclass

import numpy as np
from scipy.signal import welch

from modiste.wearables.recordings import Floats

BAND_HZ = (0.1, 0.75)
"""6 to 45 breaths a minute."""
LEAST_SHARE = 0.3
"""Of the band's power that lies within 0.05 Hz of its strongest line where there is breathing to see."""
WINDOW_SECONDS = 30.0


@dataclass(frozen=True)
class Breath:
    """Breaths a minute, NaN where the curve shows none, and the share of power at that rate."""

    rate: float
    share: float


def breath_of(curve: Floats, rate_hz: float) -> Breath:
    """Breaths of a curve `(n,)`, at least 20 seconds of it, in any unit."""
    length = min(len(curve), int(WINDOW_SECONDS * rate_hz))
    frequency, power = welch(curve, rate_hz, nperseg=length, nfft=max(4096, 4 * length), detrend="linear")
    inside = (frequency >= BAND_HZ[0]) & (frequency <= BAND_HZ[1])
    if not power[inside].sum() > 0:
        return Breath(float("nan"), 0.0)
    best = frequency[inside][power[inside].argmax()]
    near = inside & (np.abs(frequency - best) <= 0.05)
    share = float(power[near].sum() / power[inside].sum())
    return Breath(float(60 * best) if share >= LEAST_SHARE else float("nan"), share)
