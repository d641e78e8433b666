"""Where a function of a few numbers between bounds is least, by Nelder and Mead's simplex; compiled.

Knows points and values only. The loop is the caller's, as compiled code takes no function: it asks for the
value at `point` and tells it, until `tell` says that it is over. Steps, order and stopping are those of
statsforecast 2.1.1 (adaptive, Gao and Han 2012), so that both find the same minimum.

Example, inside a compiled function:
    search = begin(start, lower, upper)
    while tell(search, value_at(search[1]), lower, upper, tolerance, most):
        pass
    found(search, best)
"""

from typing import Any

import numba
import numpy as np

jit: Any = numba.njit(cache=True, nogil=True, fastmath={"contract"}, error_model="numpy", boundscheck=False)
_FIRST, _REFLECT, _EXPAND, _OUTSIDE, _INSIDE, _SHRINK, _ORDER = range(7)
_STEP, _STEP_FROM_NOUGHT = 0.05, 1e-4


@jit
def begin(start, lower, upper):  # type: ignore[no-untyped-def]
    """A search: simplex with values in the last column, point asked, scratch rows and counters."""
    size = start.shape[0]
    simplex = np.empty((size + 1, size + 1))
    for row in range(size + 1):
        for place in range(size):
            value = min(max(start[place], lower[place]), upper[place])
            if place == row:
                value = _STEP_FROM_NOUGHT if value == 0 else value * (1 + _STEP)
                value = min(max(value, lower[place]), upper[place])
            simplex[row, place] = value
        simplex[row, size] = np.inf
    counters = np.zeros(6, np.int64)  # phase, row, best, second worst, worst, iterations
    point = np.empty(size)
    for place in range(size):
        point[place] = simplex[0, place]
    return simplex, point, np.empty((2, size + 1)), counters


@jit
def found(search, point):  # type: ignore[no-untyped-def]
    """Write the best point so far."""
    simplex = search[0]
    size = simplex.shape[1] - 1
    best = 0
    for row in range(1, size + 1):
        if simplex[row, size] < simplex[best, size]:
            best = row
    for place in range(size):
        point[place] = simplex[best, place]


@jit
def _order(search, most):  # type: ignore[no-untyped-def]
    """Find best, second worst and worst row; the deviation of values, or 0 when it has asked long enough."""
    simplex, point, _, counters = search
    size = point.shape[0]
    if counters[5] >= most:
        return 0.0
    counters[5] += 1
    best, worst, mean = 0, 0, 0.0
    for row in range(size + 1):
        mean += simplex[row, size] / (size + 1)
        if simplex[row, size] < simplex[best, size]:
            best = row
        if simplex[row, size] >= simplex[worst, size]:
            worst = row
    second, squares = best, 0.0
    for row in range(size + 1):
        squares += (simplex[row, size] - mean) ** 2 / (size + 1)
        if row != worst and simplex[row, size] >= simplex[second, size]:
            second = row
    counters[2], counters[3], counters[4] = best, second, worst
    return np.sqrt(squares)


@jit
def _settle(search, value):  # type: ignore[no-untyped-def]
    """Take a value into the simplex where it belongs; what is asked for next, `_ORDER` after a whole step."""
    simplex, point, scratch, counters = search
    size, phase = point.shape[0], counters[0]
    worst, row = counters[4], counters[1]
    reflected = scratch[1, size]
    if phase in (_FIRST, _SHRINK):
        simplex[row, size] = value
        if phase == _SHRINK:
            for place in range(size):
                simplex[row, place] = point[place]
        row += 1
        if phase == _SHRINK and row == counters[2]:
            row += 1
        counters[1] = row
        return phase if row <= size else _ORDER
    if phase == _REFLECT:
        scratch[1, size] = value
        if value < simplex[counters[2], size]:
            return _EXPAND
        if value >= simplex[counters[3], size]:
            return _OUTSIDE if value < simplex[worst, size] else _INSIDE
    better = value < reflected
    if phase == _EXPAND and not better:
        value = reflected
        for place in range(size):
            point[place] = scratch[1, place]
    elif (phase == _OUTSIDE and not value <= reflected) or (
        phase == _INSIDE and not value < simplex[worst, size]
    ):
        counters[1] = 1 if counters[2] == 0 else 0
        return _SHRINK
    for place in range(size):
        simplex[worst, place] = point[place]
    simplex[worst, size] = value
    return _ORDER


@jit
def tell(search, value, lower, upper, tolerance, most):  # type: ignore[no-untyped-def]
    """Take the value at the point that was asked for; True while another is asked for.

    Args:
        search: of `begin`.
        value: what the function is at `search[1]`; not a number counts as infinite.
        lower: bound of each number.
        upper: bound of each number.
        tolerance: over when the simplex' values deviate less.
        most: iterations at most.
    """
    simplex, point, scratch, counters = search
    size = point.shape[0]
    phase = _settle(search, np.inf if np.isnan(value) else value)
    if phase == _ORDER:
        if _order(search, most) < tolerance:
            return False
        phase = _REFLECT
    counters[0] = phase
    row, worst, best = counters[1], counters[4], counters[2]
    inward = 0.75 - 1 / (2 * size)
    factor = 1 + 2 / size if phase == _EXPAND else inward if phase == _OUTSIDE else -inward
    for place in range(size):
        if phase == _FIRST:
            wanted = simplex[row, place]
        elif phase == _SHRINK:
            wanted = simplex[best, place] + (1 - 1 / size) * (simplex[row, place] - simplex[best, place])
        elif phase == _REFLECT:
            middle = 0.0
            for other in range(size + 1):
                middle += simplex[other, place]
            middle = (middle - simplex[worst, place]) / size
            scratch[0, place] = middle
            wanted = middle + (middle - simplex[worst, place])
        else:
            wanted = scratch[0, place] + factor * (scratch[1, place] - scratch[0, place])
        point[place] = min(max(wanted, lower[place]), upper[place])
        if phase == _REFLECT:
            scratch[1, place] = point[place]
    return True
