"""The times of samples as a sensor's clock must have been: stamps put in order, spread and checked.

Knows that a sensor samples evenly and that what stamps the samples does not: stamps come in batches, twice,
swapped, late or with gaps. What to do with a recording that stays bad is `quality`'s.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GAP_SECONDS = 0.5
"""Longer silences part a recording: what a wearer did in between is not known."""


@dataclass(frozen=True, eq=False)
class Clock:
    """Times `(n,)` in seconds from the first sample, rising, and what was done to the stamps.

    Attributes:
        times: of the samples in `order`.
        order: `(n,)` indices of the samples as they came.
        rate_hz: samples a second where none is missing.
        swapped: stamps earlier than the one before them.
        repeated: stamps equal to the one before them.
        jitter_ms: standard deviation of the stamps about the even clock.
        drift_ppm: how much faster than declared the clock runs; None where no rate was declared.
        gaps: (first sample after, seconds of silence) of each gap.
    """

    times: Floats
    order: NDArray[np.int64]
    rate_hz: float
    swapped: int
    repeated: int
    jitter_ms: float
    drift_ppm: float | None
    gaps: tuple[tuple[int, float], ...]


def repaired(stamps: Floats, declared_hz: float | None = None) -> Clock:
    """Put stamps in order and lay an even clock through each stretch without a gap (least squares).

    Args:
        stamps: `(n,)` seconds, finite, n at least 2, not all equal.
        declared_hz: the rate that the sensor is said to have.

    Raises:
        ValueError: the stamps tell no time.
    """
    if len(stamps) < 2 or not np.isfinite(stamps).all() or stamps.max() <= stamps.min():
        raise ValueError("the stamps tell no time")
    steps = np.diff(stamps)
    order = np.argsort(stamps, kind="stable")
    ordered = stamps[order] - stamps[order[0]]
    silent = np.diff(ordered)
    late = silent > GAP_SECONDS
    moving = ordered[-1] - silent[late].sum()
    rate = (len(stamps) - 1 - late.sum()) / moving if moving > 0 else 0.0
    edges = [0, *(np.flatnonzero(late) + 1).tolist(), len(stamps)]
    times, residuals = ordered.copy(), np.zeros(len(stamps))
    for start, end in pairwise(edges):
        times[start:end], residuals[start:end] = _even(ordered[start:end])
    # An even clock may begin a little before the stamps say; time is counted from the first sample.
    times = np.maximum.accumulate(times - times[0])
    return Clock(
        times,
        order,
        float(rate),
        int((steps < 0).sum()),
        int((steps == 0).sum()),
        float(residuals.std() * 1000),
        float((rate / declared_hz - 1) * 1e6) if declared_hz else None,
        tuple((int(row) + 1, float(silent[row])) for row in np.flatnonzero(late)),
    )


def _even(stamps: Floats) -> tuple[Floats, Floats]:
    """The straight line through one stretch of stamps, and what is left of each."""
    if len(stamps) < 3 or stamps[-1] <= stamps[0]:
        return stamps, np.zeros(len(stamps))
    count = np.arange(len(stamps), dtype=np.float64)
    slope, start = np.polyfit(count, stamps, 1)
    line = start + slope * count
    return line, stamps - line
