"""What a motion sensor says at rest: how long it makes gravity, and what its gyroscope adds.

Knows stillness; a recording without a still second has no calibration, and none is made up.
"""

from dataclasses import dataclass, replace

import numpy as np

from modiste.wearables.quality import runs
from modiste.wearables.recordings import GRAVITY, Floats, Recording

STILL_SECONDS = 1.0
STILL_ACCELERATION, STILL_TURNING = 0.25, 0.08
"""Standard deviation within half a second below which nothing moves, m/s² and rad/s."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """From `seconds` of stillness.

    Attributes:
        gravity: mean length of acceleration in m/s².
        scale: by which acceleration is multiplied to make gravity its standard length.
        bias: `(3,)` what the gyroscope adds, rad/s; empty without one.
        seconds: of stillness.
    """

    gravity: float
    scale: float
    bias: Floats
    seconds: float


def calibration_of(recording: Recording) -> Calibration | None:
    """What a recording's still seconds say; None where nothing was still for a second."""
    rate = recording.clock.rate_hz
    width = max(int(rate / 2), 2)
    spread = np.array([_moving_std(column, width) for column in recording.values.T])
    limits = np.array([STILL_ACCELERATION] * 3 + [STILL_TURNING] * (len(spread) - 3))
    still = np.zeros(len(recording.values), bool)
    for start, end in runs((spread < limits[:, None]).all(0)):
        still[start:end] = end - start >= STILL_SECONDS * rate
    if not still.any():
        return None
    quiet = recording.values[still]
    gravity = float(np.linalg.norm(quiet[:, :3].mean(0)))
    return Calibration(gravity, GRAVITY / gravity, quiet[:, 3:].mean(0), float(still.sum() / rate))


def calibrated(recording: Recording, calibration: Calibration) -> Recording:
    """The recording with gravity of standard length and a gyroscope that says nothing at rest."""
    values = np.concatenate(
        (recording.values[:, :3] * calibration.scale, recording.values[:, 3:] - calibration.bias), 1
    )
    return replace(recording, values=values)


def _moving_std(values: Floats, width: int) -> Floats:
    """Standard deviation about each sample, over `width` of them."""
    kernel = np.full(width, 1 / width)
    padded = np.pad(values - values.mean(), (width // 2, width - 1 - width // 2), mode="edge")
    mean, square = (np.convolve(each, kernel, "valid") for each in (padded, padded**2))
    return np.asarray(np.sqrt(np.maximum(square - mean**2, 0)))
