"""Steps and cadence, from the length of acceleration: peaks of what repeats about twice a second.

Knows frequencies of walking; whether somebody walks at all is told by how strong the peaks are.
"""

from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, find_peaks, sosfiltfilt

from modiste.wearables.recordings import Floats

BAND_HZ = (0.7, 3.5)
"""Steps from a stroll to a run (Weyand et al., 2000)."""
LEAST = 0.6
"""m/s² that a peak rises: weaker ones are no steps."""


@dataclass(frozen=True, eq=False)
class Steps:
    """Moments `(n,)` of steps in seconds, and how many a minute while walking (NaN below three steps)."""

    seconds: Floats
    cadence: float


def steps_of(acceleration: Floats, rate_hz: float) -> Steps:
    """Steps in acceleration `(n, 3)` in m/s², at least two seconds of it."""
    length = np.linalg.norm(acceleration, axis=1)
    band = butter(2, BAND_HZ, "bandpass", fs=rate_hz, output="sos")
    swing = sosfiltfilt(band, length - length.mean())
    peaks, _ = find_peaks(swing, height=LEAST, distance=max(int(rate_hz / BAND_HZ[1]), 1))
    seconds = peaks / rate_hz
    gaps = np.diff(seconds)
    walking = gaps[gaps < 1 / BAND_HZ[0]]
    return Steps(seconds, float(60 / np.median(walking)) if len(walking) >= 2 else float("nan"))
