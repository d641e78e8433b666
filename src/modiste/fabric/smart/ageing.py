"""How washing wears a function out: resistance grows, or a function fades, by a share each cycle.

Knows growth by a constant share and its interval; why yarn wears is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from modiste.garment import ModisteError

UNVALIDATED = (0.002, 0.015, 0.06)
"""Share a wash, least, likely, most, where nothing was measured: a guess without source."""


@dataclass(frozen=True)
class Ageing:
    """Growth a wash.

    Attributes:
        low: Least share by which resistance grows in a wash.
        value: Likely.
        high: Most.
        source: What it rests on; "unvalidated" where nothing was measured.
    """

    low: float
    value: float
    high: float
    source: str

    def ratio(self, washes: float) -> tuple[float, float, float]:
        """Resistance after so many washes over that when new: low, likely, high."""
        low, value, high = (float((1 + share) ** washes) for share in (self.low, self.value, self.high))
        return low, value, high

    def washes_until(self, ratio: float) -> tuple[float, float, float]:
        """Washes until resistance has grown so often: fewest, likely, most; infinite where it never does."""
        fewest, value, most = (
            float(np.log(ratio) / np.log1p(share)) if share > 0 else float("inf")
            for share in (self.high, self.value, self.low)
        )
        return fewest, value, most


def assumed_ageing() -> Ageing:
    """What to reckon with where nothing was measured."""
    return Ageing(*UNVALIDATED, "unvalidated: a wide guess; measure it (ISO 6330) and fit")


def measured_ageing(washes: Sequence[float], ratios: Sequence[float], source: str) -> Ageing:
    """Growth by least squares on the logarithm, through 1 at no wash, with its 95 % interval.

    Args:
        washes: (n,) cycles, two different ones at the least beside 0.
        ratios: (n,) resistance over that when new.
        source: Whose measurement it is.

    Raises:
        ModisteError: MOD-2838 for too few rows, or ratios that are none.
    """
    counts, logs = np.asarray(washes, float), np.asarray(ratios, float)
    used = counts > 0
    if counts.shape != logs.shape or (logs <= 0).any() or len(np.unique(counts[used])) < 2:
        raise ModisteError(
            "MOD-2838", reason="two different numbers of washes with ratios above 0 are the fewest"
        )
    counts, logs = counts[used], np.log(logs[used])
    slope = float(counts @ logs / (counts @ counts))
    free = len(counts) - 1
    error = float(np.sqrt(((logs - slope * counts) ** 2).sum() / free / (counts @ counts)))
    reach = float(student.ppf(0.975, free)) * error
    low, value, high = (float(np.expm1(each)) for each in (slope - reach, slope, slope + reach))
    return Ageing(low, value, high, source)
