"""Whether a repeat shows where it meets itself.

Knows steps between neighbouring pixels; what the pixels show is of no account.

Definition: a step is the mean absolute difference in sRGB, 0 to 1, between two neighbouring columns (rows).
Of the step across the cut, s, and all steps within, z = (s - mean) / standard deviation; the larger of both
directions is told. Cloth with bars has high steps of its own: the same is asked of eight other cuts, the
repeat rolled by ninths of its side; a seam shows if its z is above 4 and above the largest of those eight.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LIMIT = 4.0
_CUTS = 8
_LOUD = 3.0
_CALM = 4
"""Pixels to each side of a quiet cut that are to be calm, too."""


@dataclass(frozen=True)
class Seam:
    """How much the cut of a repeat stands out.

    Attributes:
        z: Of the cut, the larger of both directions.
        rolled: The largest z of eight other cuts in that direction.
    """

    z: float
    rolled: float

    @property
    def shows(self) -> bool:
        """Whether it can be seen."""
        return self.z > max(LIMIT, self.rolled)


def seam(pixels: NDArray[np.uint8]) -> Seam:
    """How much the cut of a repeat (rows, columns, 3) stands out."""
    return max((_across(pixels, axis) for axis in (0, 1)), key=lambda each: each.z)


def quiet_cut(pixels: NDArray[np.uint8]) -> tuple[int, int]:
    """Columns and rows by which a repeat (rows, columns, 3) is to be rolled back so that its cut is quiet.

    None where the cut is quiet already, so that a symmetric print keeps its origin; else to the least step.
    """
    cut = []
    for axis in (1, 0):
        steps = _steps(pixels, axis)
        is_loud = _score(steps, len(steps) - 1) > _LOUD
        around = sum(np.roll(steps, k) for k in range(-_CALM, _CALM + 1)) / (2 * _CALM + 1)
        cut.append((int((steps + around).argmin()) + 1) % len(steps) if is_loud else 0)
    return cut[0], cut[1]


def _steps(pixels: NDArray[np.uint8], axis: int) -> Floats:
    """From each column or row to the next, the last to the first."""
    shown = np.moveaxis(pixels, axis, 0).astype(np.int16)
    ahead = np.roll(shown, -1, axis=0)
    return np.asarray(np.abs(ahead - shown).reshape(len(shown), -1).mean(1) / 255)


def _across(pixels: NDArray[np.uint8], axis: int) -> Seam:
    steps = _steps(pixels, axis)
    count = len(steps)
    cuts = [round(k * count / (_CUTS + 1)) % count for k in range(1, _CUTS + 1)]
    return Seam(_score(steps, count - 1), max(_score(steps, cut) for cut in cuts))


def _score(steps: Floats, cut: int) -> float:
    within = np.delete(steps, cut)
    if len(within) < 2 or within.std() < 1e-12:
        return 0.0 if not len(within) or steps[cut] <= within.mean() + 1e-12 else float("inf")
    return float((steps[cut] - within.mean()) / within.std())
