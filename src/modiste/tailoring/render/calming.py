"""Noise of light smoothed away between neighbours on the same thing.

Knows an edge-avoiding filter; what is a thing is `photo`'s.
"""

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def filtered(values, there, step, channels, near):  # type: ignore[no-untyped-def]
    """One round of an edge-avoiding a-trous filter (Dammertz et al., 2010) of the first `channels`.

    After them come three of the normal and one of the distance, which say what is a neighbour.
    """
    high, wide, _ = values.shape
    made = values.copy()
    kernel = np.array([0.0625, 0.25, 0.375, 0.25, 0.0625])
    sums = np.empty(channels)
    for row in range(high):
        for column in range(wide):
            if not there[row, column]:
                continue
            weights = 0.0
            sums[:] = 0.0
            for j in range(-2, 3):
                y = row + j * step
                if y < 0 or y >= high:
                    continue
                for i in range(-2, 3):
                    x = column + i * step
                    if x < 0 or x >= wide or not there[y, x]:
                        continue
                    alike = 0.0
                    for k in range(3):
                        alike += values[row, column, channels + k] * values[y, x, channels + k]
                    apart = abs(values[row, column, channels + 3] - values[y, x, channels + 3]) / near
                    weight = kernel[j + 2] * kernel[i + 2] * max(alike, 0.0) ** 24 / (1.0 + apart * apart)
                    weights += weight
                    for k in range(channels):
                        sums[k] += weight * values[y, x, k]
            if weights > 0:
                for k in range(channels):
                    made[row, column, k] = sums[k] / weights
    return made
