"""Recordings as plots draw them: each axis by least, mean and greatest of as many parts as there are pixels.

Knows arithmetic and runs of labels; drawing is the studio's.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from modiste.wearables.quality import runs
from modiste.wearables.recordings import Recording

AXES = ("ax", "ay", "az", "gx", "gy", "gz")
MOST_POINTS = 4000


@dataclass(frozen=True)
class LabelRun:
    """One thing done without a break: seconds from the first sample, and what."""

    start: float
    end: float
    label: str


def label_runs(recording: Recording) -> list[LabelRun]:
    """What the wearer did, in order; moments without a label are left out."""
    made = []
    for label in dict.fromkeys(recording.labels.tolist()):
        for start, end in runs(recording.labels == label) if label else ():
            after = recording.times[min(end, len(recording.times) - 1)]
            made.append(LabelRun(float(recording.times[start]), float(after), label))
    return sorted(made, key=lambda run: run.start)


def thinned(
    recording: Recording, points: int, start: float = 0.0, end: float = float("inf")
) -> dict[str, Any]:
    """Moments `(p,)` in seconds, and by axis `curves` of least, mean and greatest, p at most `points`.

    Of the samples from `start` to `end` and the nearest beyond both, so that a line reaches the edges of what
    is asked for; moments stay those of the recording.
    """
    first = max(int(np.searchsorted(recording.times, start, side="right")) - 1, 0)
    last = min(int(np.searchsorted(recording.times, end, side="left")) + 1, len(recording.times))
    first = min(first, last - 1)
    edges = first + np.unique(np.linspace(0, last - first, min(points, last - first) + 1).astype(int))
    starts, counts = edges[:-1], np.diff(edges)
    made: dict[str, Any] = {"at": np.round(recording.times[starts], 4).tolist(), "curves": []}
    for axis in range(recording.values.shape[1]):
        values = recording.values[:last, axis]
        parts = {
            "low": np.minimum.reduceat(values, starts),
            "mean": np.add.reduceat(values, starts) / counts,
            "high": np.maximum.reduceat(values, starts),
        }
        rows = {name: np.round(each, 4).tolist() for name, each in parts.items()}
        unit = "m/s²" if axis < 3 else "rad/s"
        made["curves"].append({"name": AXES[axis], "unit": unit, **rows})
    return made
