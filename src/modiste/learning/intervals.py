"""95 % intervals: a bootstrap over cases, Wilson's for a share, DeLong's for areas under ROC curves.

Knows sampling error only: not the spread over seeds, nor another shop's photos.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.learning.metrics import Flags, Floats, mean_ranks

Z95 = 1.959963984540054
Interval = tuple[float, float]
_BLOCK_CELLS = 400_000


def wilson(hits: float, n: float) -> Interval:
    """Wilson's score interval of a share (Wilson, 1927); honest at 0 and 1 and for small n."""
    if n <= 0:
        return 0.0, 1.0
    share, z2 = hits / n, Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * np.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, float(centre - half)), min(1.0, float(centre + half))


def resamples(n: int, count: int, seed: int) -> Iterator[Floats]:
    """How often each of `n` cases is drawn in each of `count` resamples, in blocks `(b, n)`."""
    chance = np.random.default_rng(seed)
    block = max(1, min(count, _BLOCK_CELLS // n))
    for start in range(0, count, block):
        rows = min(block, count - start)
        drawn = chance.integers(0, n, (rows, n))
        drawn += np.arange(rows)[:, None] * n
        yield np.bincount(drawn.ravel(), minlength=rows * n).reshape(rows, n).astype(np.float64)


def bootstrap(
    n: int, count: int, seed: int, statistics: Callable[[Floats], dict[str, Floats]]
) -> dict[str, Floats]:
    """Every statistic of every resample, stacked: `statistics` takes draws `(b, n)` and gives `(b, ...)`.

    Each statistic sees the same resamples (Efron, 1979).
    """
    made: dict[str, list[Floats]] = {}
    for draws in resamples(n, count, seed):
        for name, values in statistics(draws).items():
            made.setdefault(name, []).append(values)
    return {name: np.concatenate(values) for name, values in made.items()}


def percentile(values: NDArray[Any]) -> Interval | None:
    """The middle 95 % of resampled values; None when all agree, for then the bootstrap knows no spread."""
    low, high = np.quantile(values, (0.025, 0.975))
    return (float(low), float(high)) if high > low else None


def reflected(values: NDArray[Any], estimate: float) -> Interval | None:
    """The basic bootstrap interval `2 estimate - quantiles`, kept in [0, 1] and widened to hold the estimate.

    For a figure that resampling inflates, as calibration error is: a percentile interval would sit above it.
    """
    middle = percentile(values)
    if middle is None:
        return None
    low, high = 2 * estimate - middle[1], 2 * estimate - middle[0]
    return max(0.0, min(low, estimate)), min(1.0, max(high, estimate))


def auc_influence(score: NDArray[Any], positive: Flags) -> Floats:
    """How much each case moves the AUC `(n,)`: DeLong's structural components, centred and scaled.

    The AUC's variance is `mean(influence ** 2) / n`; influences of several areas add up, covariance included.
    Source: DeLong, DeLong and Clarke-Pearson (1988); placements by ranks as Sun and Xu (2014).
    """
    n, positives = len(score), int(positive.sum())
    negatives = n - positives
    everywhere = mean_ranks(score)
    influence: Floats = np.empty(n)
    # Share of the other kind that each case beats.
    beaten = (everywhere[positive] - mean_ranks(score[positive])) / negatives
    beating = 1.0 - (everywhere[~positive] - mean_ranks(score[~positive])) / positives
    area = beaten.mean()
    influence[positive] = (beaten - area) * (n / positives)
    influence[~positive] = (beating - area) * (n / negatives)
    return influence


def delong(area: float, influence: Floats) -> Interval | None:
    """Interval of an area, or of a mean of areas, from its influence `(n,)`; None when it has no spread.

    Normal on the logit, so that it stays inside (0, 1) and leans the right way near 1.
    """
    n = len(influence)
    error = float(np.sqrt((influence**2).sum() / max(n - 1, 1) / n))
    if not 0.0 < area < 1.0 or error <= 0.0:
        return None
    centre, half = np.log(area / (1 - area)), Z95 * error / (area * (1 - area))
    low, high = 1 / (1 + np.exp(-(centre - half))), 1 / (1 + np.exp(-(centre + half)))
    return float(low), float(high)
