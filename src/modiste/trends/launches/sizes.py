"""A new garment's pieces by size: its forecast times a size curve that somebody else makes.

Knows how whole pieces are shared out; curves, with demand lost for want of a size, are the stock files'.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np


class SizeCurve(Protocol):
    """How a garment's demand lies over its sizes: filled in by the workspace."""

    def shares(self, ids: Sequence[str]) -> Sequence[Mapping[str, float]]:
        """The share of each size, one mapping a garment, each summing to one; empty where unknown."""


def by_size(pieces: float, shares: Mapping[str, float]) -> dict[str, int]:
    """Whole pieces of each size that sum to the rounded total, by largest remainders.

    Example:
        >>> by_size(10.2, {"S": 0.25, "M": 0.45, "L": 0.3})
        {'S': 3, 'M': 4, 'L': 3}
    """
    whole = max(0, round(pieces))
    total = sum(shares.values())
    if not total:
        return dict.fromkeys(shares, 0)
    exact = np.array(list(shares.values())) / total * whole
    made = np.floor(exact).astype(int)
    order = np.argsort(-(exact - made), kind="stable")[: whole - int(made.sum())]
    made[order] += 1
    return dict(zip(shares, made.tolist(), strict=True))
