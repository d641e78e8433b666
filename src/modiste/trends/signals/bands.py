"""How sure each point of a share's series is: an interval for every week, or for every few weeks together.

Knows counts, totals and the growth that measured how far they spread; how a band looks is the studio's.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.learning import wilson
from modiste.trends.signals.growth import Growth

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SharePoint:
    """The place of a point's first week, its share with a 95 % interval; None where nothing was seen."""

    place: int
    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share_points(counts: Floats, totals: Floats, growth: Growth, weeks: int = 1) -> list[SharePoint]:
    """A series' points with Wilson's intervals, widened as the growth's own interval was.

    Args:
        counts: (t,) how often the value was seen.
        totals: (t,) how often any was.
        growth: of the same series; its interval tells how much wider than by chance the weeks spread.
        weeks: so many make one point; the last point is whole, the first may hold fewer.

    Example:
        >>> growth = Growth(0.0, (-0.2, 0.2), 1.0, 0.5, 0.5, 26, 52)
        >>> [each.share for each in share_points(np.array([1.0, 3.0, 2.0]), np.full(3, 4.0), growth, 2)]
        [0.25, 0.625]
    """
    spread = _widened(counts, totals, growth)
    edges = [*range(len(counts) % weeks, len(counts), weeks), len(counts)]
    if edges[0]:
        edges.insert(0, 0)
    made = []
    for start, end in itertools.pairwise(edges):
        count, of = float(counts[start:end].sum()), float(totals[start:end].sum())
        low, high = wilson(count / spread, of / spread)
        known = of > 0
        made.append(
            SharePoint(
                start,
                int(count),
                int(of),
                count / of if known else None,
                low if known else None,
                high if known else None,
            )
        )
    return made


def _widened(counts: Floats, totals: Floats, growth: Growth) -> float:
    """The variance that the growth was given over that of a binomial share; at least 1."""
    t = len(counts)
    plain = 0.0
    for end in (t, t - growth.apart):
        side = slice(max(end - growth.weeks, 0), max(end, 0))
        seen, of = float(counts[side].sum()), float(totals[side].sum())
        share = min(seen / of, 1.0) if of else 1.0
        plain += (1 - share) / (seen + 0.5)
    return max(1.0, growth.error**2 / plain) if plain > 0 else 1.0
