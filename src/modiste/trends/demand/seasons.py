"""What is alike in all models of a season: its means, and the series that need no model; compiled.

Knows one series at a time; slow seasons that change are `decomposition`'s.
"""

import numpy as np

from modiste.trends.demand.simplex import jit


@jit
def seasonal_means(y, season, ratio, means):  # type: ignore[no-untyped-def]
    """Write (season,) how far each period of a season lies above a centred moving mean, in the mean none.

    With `ratio` how many times it is that mean, in the mean once. This is classical decomposition, as
    statsmodels' `seasonal_decompose` does it; it needs two whole seasons.
    """
    length, half = y.shape[0], season // 2
    counts = np.zeros(season)
    for place in range(season):
        means[place] = 0.0
    for place in range(half, length - half):
        total = 0.0
        for near in range(place - half, place + half + 1):
            total += y[near]
        if season % 2 == 0:
            total -= 0.5 * (y[place - half] + y[place + half])
        means[place % season] += y[place] * season / total if ratio else y[place] - total / season
        counts[place % season] += 1
    middle = 0.0
    for place in range(season):
        means[place] /= counts[place]
        middle += means[place] / season
    for place in range(season):
        means[place] = means[place] / middle if ratio else means[place] - middle


@jit
def settle(values, start, stop, told, errors):  # type: ignore[no-untyped-def]
    """Whether a series is of one value, which then goes on: its forecast and errors are written."""
    for place in range(start + 1, stop):
        if values[place] != values[start]:
            return False
    for step in range(told.shape[0]):
        told[step] = values[start]
    for place in range(start + 1, stop):
        errors[place] = 0.0
    return True
