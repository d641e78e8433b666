"""Where a function of a few numbers between bounds is least, by Nelder and Mead's simplex; compiled.

Knows points and values only. The loop is the caller's, as compiled code takes no function: it asks for the
value at `point` and tells it, until `tell` says that it is over. Steps, order and stopping are those of
statsforecast 2.1.1 (adaptive, Gao and Han 2012), so that both find the same minimum.

Example, inside a compiled function:
    search = begin(start, lower, upper)
    while tell(search, value_at(search[1]), lower, upper, tolerance, most):
        pass
    best = found(search)
"""

from typing import Any

import numba
import numpy as np

jit: Any = numba.njit(cache=True, nogil=True, fastmath={"contract"}, error_model="numpy", boundscheck=False)
_FIRST, _REFLECT, _EXPAND, _OUTSIDE, _INSIDE, _SHRINK = range(6)
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
    return simplex, simplex[0, :size].copy(), np.empty((2, size + 1)), counters


@jit
def found(search):  # type: ignore[no-untyped-def]
    """The best point so far."""
    simplex = search[0]
    size = simplex.shape[1] - 1
    best = 0
    for row in range(1, size + 1):
        if simplex[row, size] < simplex[best, size]:
            best = row
    return simplex[best, :size].copy()


@jit
def _take(simplex, row, point, value):  # type: ignore[no-untyped-def]
    for place in range(point.shape[0]):
        simplex[row, place] = point[place]
    simplex[row, point.shape[0]] = value


@jit
def _next(search, lower, upper, tolerance, most):  # type: ignore[no-untyped-def]
    """Order the simplex and ask for a reflection; False when it is over."""
    simplex, point, scratch, counters = search
    size = point.shape[0]
    if counters[5] >= most:
        return False
    counters[5] += 1
    best, worst, mean = 0, 0, 0.0
    for row in range(size + 1):
        mean += simplex[row, size] / (size + 1)
        if simplex[row, size] < simplex[best, size]:
            best = row
        if simplex[row, size] >= simplex[worst, size]:
            worst = row
    second = best
    for row in range(size + 1):
        if row != worst and simplex[row, size] >= simplex[second, size]:
            second = row
    counters[2], counters[3], counters[4] = best, second, worst
    spread = 0.0
    for row in range(size + 1):
        spread += (simplex[row, size] - mean) ** 2 / (size + 1)
    if np.sqrt(spread) < tolerance:
        return False
    for place in range(size):
        middle = 0.0
        for row in range(size + 1):
            middle += simplex[row, place]
        middle = (middle - simplex[worst, place]) / size
        scratch[0, place] = middle
        value = middle + (middle - simplex[worst, place])
        point[place] = min(max(value, lower[place]), upper[place])
        scratch[1, place] = point[place]
    counters[0] = _REFLECT
    return True


@jit
def _ask_from_middle(search, factor, lower, upper):  # type: ignore[no-untyped-def]
    """Ask for the point so far from the middle towards the reflection."""
    _, point, scratch, _ = search
    for place in range(point.shape[0]):
        value = scratch[0, place] + factor * (scratch[1, place] - scratch[0, place])
        point[place] = min(max(value, lower[place]), upper[place])


@jit
def _ask_shrunk(search, row, lower, upper):  # type: ignore[no-untyped-def]
    """Ask for the next vertex drawn towards the best; False when all are."""
    simplex, point, _, counters = search
    size, best = point.shape[0], counters[2]
    if row == best:
        row += 1
    if row > size:
        return False
    counters[0], counters[1] = _SHRINK, row
    for place in range(size):
        value = simplex[best, place] + (1 - 1 / size) * (simplex[row, place] - simplex[best, place])
        point[place] = min(max(value, lower[place]), upper[place])
    return True


@jit
def tell(search, value, lower, upper, tolerance, most):  # type: ignore[no-untyped-def]  # noqa: PLR0911, PLR0912
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
    size, phase = point.shape[0], counters[0]
    best, second, worst = counters[2], counters[3], counters[4]
    if np.isnan(value):
        value = np.inf
    if phase == _FIRST:
        row = counters[1]
        simplex[row, size] = value
        if row < size:
            counters[1] = row + 1
            for place in range(size):
                point[place] = simplex[row + 1, place]
            return True
        return _next(search, lower, upper, tolerance, most)
    if phase == _REFLECT:
        scratch[1, size] = value
        if value < simplex[best, size]:
            counters[0] = _EXPAND
            _ask_from_middle(search, 1 + 2 / size, lower, upper)
            return True
        if value < simplex[second, size]:
            _take(simplex, worst, point, value)
            return _next(search, lower, upper, tolerance, most)
        outside = value < simplex[worst, size]
        counters[0] = _OUTSIDE if outside else _INSIDE
        factor = 0.75 - 1 / (2 * size)
        _ask_from_middle(search, factor if outside else -factor, lower, upper)
        return True
    if phase == _EXPAND:
        if value < scratch[1, size]:
            _take(simplex, worst, point, value)
        else:
            _take(simplex, worst, scratch[1, :size], scratch[1, size])
        return _next(search, lower, upper, tolerance, most)
    if phase == _SHRINK:
        _take(simplex, counters[1], point, value)
        if _ask_shrunk(search, counters[1] + 1, lower, upper):
            return True
        return _next(search, lower, upper, tolerance, most)
    if value <= scratch[1, size] if phase == _OUTSIDE else value < simplex[worst, size]:
        _take(simplex, worst, point, value)
        return _next(search, lower, upper, tolerance, most)
    if _ask_shrunk(search, 0, lower, upper):
        return True
    return _next(search, lower, upper, tolerance, most)
