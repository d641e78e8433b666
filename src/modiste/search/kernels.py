"""The loops of vector search, compiled: lists ranked, rows scanned, the best kept; without the GIL.

Knows numbers in memory only; which rows there are and what they mean is `vectors`'. A row of `d` numbers is
16 bits a number in two planes of bytes: `high` is what is scanned, `low` is read only where it may decide.
The value is `step * (256 * high + low)`.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.int8]
Floats = NDArray[np.float32]
NOBODY = -1
_jit = numba.njit(cache=True, nogil=True, fastmath=True, error_model="numpy", boundscheck=False)


@_jit
def _coarse(row, asked):  # type: ignore[no-untyped-def]
    """Dot product of bytes, exact in 32 bits up to 130,000 numbers; the casts let LLVM take pmaddwd."""
    total = np.int32(0)
    for place in range(row.shape[0]):
        total = np.int32(total + np.int32(np.int16(row[place]) * asked[place]))
    return total


@_jit
def _fine(high, low, asked):  # type: ignore[no-untyped-def]
    """Dot product of a row in full precision with a query, in steps of the row."""
    total = np.float32(0)
    for place in range(high.shape[0]):
        value = (np.int32(high[place]) << np.int32(8)) + np.int32(low[place])
        total += np.float32(value) * asked[place]
    return total


@_jit
def _keep(score, row, scores, rows):  # type: ignore[no-untyped-def]
    """Put a row among the best, which fall; returns the score to beat from now on."""
    place = scores.shape[0] - 1
    while place > 0 and scores[place - 1] < score:
        scores[place] = scores[place - 1]
        rows[place] = rows[place - 1]
        place -= 1
    scores[place] = score
    rows[place] = row
    return scores[scores.shape[0] - 1]


@_jit
def _scan_lists(asked, centres, starts, high, low, steps, alive, probes, scores, rows, reserve):  # type: ignore[no-untyped-def]
    """See `nearest_in_lists`."""
    size = asked.shape[0]
    most = np.float32(0)
    for place in range(size):
        most = max(most, abs(asked[place]))
    unit = np.float32(127) / max(most, np.float32(1e-30))
    bytes_ = np.empty(size, np.int16)
    for place in range(size):
        bytes_[place] = np.int16(round(asked[place] * unit))
    near = np.full(probes, -np.inf, np.float32)
    lists = np.full(probes, NOBODY, np.int64)
    bar = np.float32(-np.inf)
    for number in range(centres.shape[0]):
        total = np.float32(0)
        for place in range(size):
            total += centres[number, place] * asked[place]
        if total > bar:
            bar = _keep(total, number, near, lists)
    rough = np.full(reserve, -np.inf, np.float32)
    hopeful = np.full(reserve, NOBODY, np.int64)
    bar, scanned = np.float32(-np.inf), 0
    for number in lists:
        if number < 0:
            break
        for row in range(starts[number], starts[number + 1]):
            score = np.float32(_coarse(high[row], bytes_)) * steps[row]
            if score > bar and alive[row]:
                bar = _keep(score, row, rough, hopeful)
        scanned += starts[number + 1] - starts[number]
    scores[:] = -np.inf
    rows[:] = NOBODY
    bar = np.float32(-np.inf)
    for row in hopeful:
        if row < 0:
            break
        score = _fine(high[row], low[row], asked) * steps[row]
        if score > bar:
            bar = _keep(score, row, scores, rows)
    return scanned


@_jit
def _scan_many(asked, centres, starts, high, low, steps, alive, probes, scores, rows, reserve):  # type: ignore[no-untyped-def]
    """See `many_in_lists`."""
    for place in range(asked.shape[0]):
        _scan_lists(
            asked[place],
            centres,
            starts,
            high,
            low,
            steps,
            alive,
            probes,
            scores[place],
            rows[place],
            reserve,
        )


@_jit
def _scan_all(asked, high, low, steps, allowed, scores, rows):  # type: ignore[no-untyped-def]
    """See `nearest_of_all`."""
    scores[:] = -np.inf
    rows[:] = NOBODY
    bar, scanned = np.float32(-np.inf), 0
    for row in range(steps.shape[0]):
        if allowed[row]:
            scanned += 1
            score = _fine(high[row], low[row], asked) * steps[row]
            if score > bar:
                bar = _keep(score, row, scores, rows)
    return scanned


@_jit
def _split_rows(vectors, high, low, steps):  # type: ignore[no-untyped-def]
    """See `split`."""
    for row in range(vectors.shape[0]):
        most = np.float32(0)
        for place in range(vectors.shape[1]):
            most = max(most, abs(vectors[row, place]))
        step = most / np.float32(32639)  # 127 * 256 + 127: what both bytes can hold
        steps[row] = step
        unit = np.float32(1) / max(step, np.float32(1e-30))
        for place in range(vectors.shape[1]):
            value = np.int32(round(vectors[row, place] * unit))
            top = (value + 128) >> 8
            high[row, place] = top
            low[row, place] = value - (top << 8)


def nearest_in_lists(
    asked: Floats,
    centres: Floats,
    starts: NDArray[np.int64],
    planes: tuple[Bytes, Bytes, Floats],
    alive: NDArray[np.uint8],
    probes: int,
    wanted: int,
    reserve: int,
) -> tuple[Floats, NDArray[np.int64]]:
    """Look into the lists nearest to a query.

    Args:
        asked: the query, (d,), unit length.
        centres: a centre a list, (lists, d).
        starts: where each list begins, (lists + 1,).
        planes: high bytes (n, d), low bytes (n, d) and steps (n,), list by list.
        alive: 1 for rows that count, (n,).
        probes: how many lists are looked into.
        wanted: how many rows are given.
        reserve: how many of the roughly compared rows are compared in full precision.

    Returns:
        The best cosines (wanted,), falling, and their rows (wanted,); `NOBODY` where there are fewer.
    """
    found = many_in_lists(asked[None], centres, starts, planes, alive, probes, wanted, reserve)
    return found[0][0], found[1][0]


def many_in_lists(
    asked: Floats,
    centres: Floats,
    starts: NDArray[np.int64],
    planes: tuple[Bytes, Bytes, Floats],
    alive: NDArray[np.uint8],
    probes: int,
    wanted: int,
    reserve: int,
) -> tuple[Floats, NDArray[np.int64]]:
    """As `nearest_in_lists` for many queries (m, d): cosines and rows (m, wanted)."""
    shape = (len(asked), wanted)
    scores, rows = np.empty(shape, np.float32), np.empty(shape, np.int64)
    high, low, steps = (still(plane) for plane in planes)
    _scan_many(
        asked, still(centres), still(starts), high, low, steps, still(alive), probes, scores, rows, reserve
    )
    return scores, rows


def nearest_of_all(
    asked: Floats, planes: tuple[Bytes, Bytes, Floats], allowed: NDArray[np.uint8], wanted: int
) -> tuple[Floats, NDArray[np.int64]]:
    """Compare a query with every allowed row in full precision: as `nearest_in_lists`, nothing missed."""
    scores, rows = np.empty(wanted, np.float32), np.empty(wanted, np.int64)
    high, low, steps = (still(plane) for plane in planes)
    _scan_all(asked, high, low, steps, still(allowed), scores, rows)
    return scores, rows


def split(vectors: Floats) -> tuple[Bytes, Bytes, Floats]:
    """Vectors (n, d) as two planes of bytes (n, d) and a step a row (n,)."""
    high, low = np.empty(vectors.shape, np.int8), np.empty(vectors.shape, np.int8)
    steps = np.empty(len(vectors), np.float32)
    _split_rows(still(np.ascontiguousarray(vectors, np.float32)), high, low, steps)
    return high, low, steps


def compile_kernels() -> None:
    """Call each kernel once, so that nobody waits for the compiler; numba keeps what it made."""
    planes = split(np.ones((2, 8), np.float32))
    ones, asked = np.ones(2, np.uint8), np.ones(8, np.float32)
    nearest_of_all(asked, planes, ones, 1)
    nearest_in_lists(asked, np.ones((1, 8), np.float32), np.array([0, 2]), planes, ones, 1, 1, 1)


def still(array: NDArray[Any]) -> NDArray[Any]:
    """An array that says it is read-only, as mapped ones do: for one type one kernel is compiled."""
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array
