"""Whether one group says something more often than all others: rates, their difference, what stands out.

Knows counts by garment; what is said and by whom is told. Reviews of one garment are alike, so intervals come
from drawing garments, not reviews (cluster bootstrap).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
DRAWS, SEED = 1000, 0
FALSE_SHARE = 0.05
"""Of all that is said to stand out, so much may be chance (Benjamini and Hochberg 1995)."""


@dataclass(frozen=True)
class Contrast:
    """One thing that is said, in a segment and elsewhere.

    Attributes:
        count: Reviews of the segment that say it.
        rate: Their share of the segment.
        rate_others: The share of all others that say it.
        low: Of the difference of rates, 95 %.
        high: Likewise.
        p: How likely chance makes such a difference.
    """

    count: int
    rate: float
    rate_others: float
    low: float
    high: float
    p: float


def contrasts(said: Bools, inside: Bools, garment: NDArray[np.intp]) -> list[Contrast]:
    """Each column's rate inside against outside.

    Args:
        said: Which review says what, (n, k).
        inside: Which reviews are of the segment, (n,).
        garment: Which garment each is of, (n,).
    """
    number = np.unique(garment, return_inverse=True)[1]
    groups = int(number.max()) + 1

    def counted(which: Bools) -> NDArray[np.float64]:
        made = np.zeros((groups, said.shape[1] + 1))
        np.add.at(made, number[which], np.column_stack((np.ones(which.sum()), said[which])))
        return made

    within, without = counted(inside), counted(~inside)
    weights = (
        np.random.default_rng(SEED).multinomial(groups, np.full(groups, 1 / groups), DRAWS).astype(float)
    )

    def rates(by_garment: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
        totals = drawn @ by_garment
        return totals[:, 1:] / np.maximum(totals[:, :1], 1.0)

    every = np.ones((1, groups))
    rate, others = rates(within, every)[0], rates(without, every)[0]
    spread = rates(within, weights) - rates(without, weights)
    low, high = np.quantile(spread, (0.025, 0.975), axis=0)
    deviation = np.maximum(spread.std(axis=0), 1e-12)
    return [
        Contrast(
            int(within[:, place + 1].sum()),
            float(rate[place]),
            float(others[place]),
            float(low[place]),
            float(high[place]),
            math.erfc(abs(rate[place] - others[place]) / deviation[place] / math.sqrt(2)),
        )
        for place in range(said.shape[1])
    ]


def standing_out(found: list[Contrast]) -> list[bool]:
    """Which differences are not put down to chance, all looked at together."""
    order = sorted(range(len(found)), key=lambda each: found[each].p)
    passed = [rank for rank, each in enumerate(order, 1) if found[each].p <= FALSE_SHARE * rank / len(found)]
    kept = set(order[: max(passed, default=0)])
    return [each in kept for each in range(len(found))]
