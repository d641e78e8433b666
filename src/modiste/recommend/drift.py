"""Whether behaviour is as it was: the mix of garments and of kinds of act, now against before.

Knows counts; when is now and which acts count is the caller's.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

LEAST = 500
"""Acts on each side before anything is said."""
THRESHOLDS: Mapping[str, float] = {"garments": 0.25, "events": 0.05}
"""Jensen-Shannon divergence in bits beyond what chance explains: garments come and go with the season, the
mix of kinds of act does not."""


@dataclass(frozen=True)
class Drift:
    """One comparison.

    Attributes:
        value: divergence in bits, from 0 (the same) to 1 (nothing in common).
        threshold: above which the alarm is raised: what chance explains, and the threshold of the kind.
        is_raised: whether it is.
        most: what gained most, with its share before and now.
        enough: whether there were enough acts to say.
    """

    value: float
    threshold: float
    is_raised: bool
    most: tuple[str, float, float]
    enough: bool


def drifted(before: Mapping[str, int], now: Mapping[str, int], what: str) -> Drift:
    """Compare two counts.

    Args:
        before: by name.
        now: by name.
        what: `garments` or `events`.
    """
    total, other = sum(before.values()), sum(now.values())
    if min(total, other) < LEAST:
        return Drift(0.0, THRESHOLDS[what], False, ("", 0.0, 0.0), False)
    names = sorted({*before, *now})
    first = np.array([before.get(name, 0) for name in names]) / total
    second = np.array([now.get(name, 0) for name in names]) / other
    value = _divergence(first, second)
    # Of two samples of one distribution, to first order (Grosse et al. 2002).
    chance = (len(names) - 1) / (8 * math.log(2)) * (1 / total + 1 / other)
    threshold = THRESHOLDS[what] + chance
    place = int(np.argmax(second - first))
    most = (names[place], float(first[place]), float(second[place]))
    return Drift(round(value, 4), round(threshold, 4), value > threshold, most, True)


def _divergence(one: np.ndarray, other: np.ndarray) -> float:
    middle = (one + other) / 2

    def away(part: np.ndarray) -> float:
        there = part > 0
        return float((part[there] * np.log2(part[there] / middle[there])).sum())

    return max(0.0, (away(one) + away(other)) / 2)
