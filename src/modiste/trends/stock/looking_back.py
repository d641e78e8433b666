"""Means and values of the weeks before each place of many series, gaps left out.

Knows arrays only; what they are good for is the policies' and the features'.
"""

import numpy as np

from modiste.trends.panel import Floats


def running_mean(values: Floats, weeks: int) -> Floats:
    """(n, t + 1) mean of the last `weeks` columns before each place, gaps left out; NaN where all are."""
    fine = np.isfinite(values)
    nought = np.zeros((len(values), 1))
    sums = np.concatenate([nought, np.where(fine, values, 0).cumsum(1)], 1)
    counts = np.concatenate([nought, fine.cumsum(1)], 1)
    first = np.maximum(np.arange(values.shape[1] + 1) - weeks, 0)
    counts = counts - counts[:, first]
    return np.where(counts > 0, (sums - sums[:, first]) / np.maximum(counts, 1), np.nan)


def lag(values: Floats, weeks: int) -> Floats:
    """(n, t + 1) the value `weeks` columns before each place."""
    before = np.full((len(values), weeks), np.nan)
    return np.concatenate([before, values[:, : values.shape[1] + 1 - weeks]], 1)
