"""How a segment of vectors is made: lists around centres by spherical k-means, and how many to probe.

Knows arrays only; files are `shelf`'s, searching is `vectors`'. The number of lists to look into is measured
on the rows themselves when the centres are found, not guessed: the fewest with which `WANTED` of the true
neighbours of a sample come back.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.search.arrays import texts_to_arrays
from modiste.search.kernels import nearest_in_lists, nearest_of_all, split

Floats = NDArray[np.float32]
LISTS_FROM = 4_096
"""Fewer rows are all compared: no lists are made."""
LISTS_A_ROOT = 3.2
SAMPLE_A_LIST = 40
ROUNDS = 6
BLOCK = 8_192
WANTED = 0.98
TRIED = 200
NEAREST = 10
RESERVE = 40
"""Rows that are compared in full precision for ten that are wanted."""
GROWS = 2.0
"""Centres are kept until there are so many times the rows that they were found for."""


@dataclass(frozen=True)
class Planes:
    """Rows in two planes of bytes, `step * (256 * high + low)`; the garment's number and the key of each."""

    high: NDArray[np.int8]
    low: NDArray[np.int8]
    steps: Floats
    numbers: NDArray[np.int32]
    keys: Sequence[str]

    @property
    def bytes(self) -> tuple[NDArray[np.int8], NDArray[np.int8], Floats]:
        """What the kernels read."""
        return self.high, self.low, self.steps

    def floats(self, rows: Any) -> Floats:
        """Some rows as vectors (n, d)."""
        whole = self.high[rows].astype(np.float32) * 256 + self.low[rows]
        return np.asarray(whole * self.steps[rows][:, None], np.float32)


@dataclass(frozen=True)
class Centres:
    """Lists' centres (lists, d), for how many rows, how many to probe, and the recall that was measured."""

    centres: Floats
    trained: int
    probes: int
    recall: float


def planes_of(vectors: Floats, numbers: Sequence[int], keys: Sequence[str]) -> Planes:
    """Vectors (n, d) in planes."""
    return Planes(*split(vectors), np.asarray(numbers, np.int32), keys)


def segment_of(
    planes: Planes, known: Centres | None = None
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """A segment's meta and arrays from its rows; `known` centres serve while they fit the number of rows."""
    count, size = planes.high.shape
    if count < LISTS_FROM:
        meta = {"dimension": size, "trained": 0, "probes": 1, "recall": 1.0}
        return meta, _arrays(planes, np.zeros((1, size), np.float32), np.array([0, count], np.int64))
    found = known if known is not None and count / GROWS <= known.trained <= count * GROWS else None
    centres = _trained(planes) if found is None else found.centres
    lists = _assigned(planes, centres)
    order = np.argsort(lists, kind="stable")
    starts = np.searchsorted(lists[order], np.arange(len(centres) + 1)).astype(np.int64)
    ordered = _ordered(planes, order)
    if found is None:
        found = Centres(centres, count, *_measured(ordered, centres, starts))
    meta = {
        "dimension": size,
        "trained": found.trained,
        "probes": found.probes,
        "recall": round(found.recall, 4),
    }
    return meta, _arrays(ordered, centres, starts)


def hashes_of(keys: Sequence[str]) -> NDArray[np.uint64]:
    """64 bits a key, by which its row is found."""
    made = b"".join(hashlib.blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(made, np.uint64).astype("<u8")


def _arrays(planes: Planes, centres: Floats, starts: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    hashes = hashes_of(planes.keys)
    order = np.argsort(hashes, kind="stable")
    return {
        "high": planes.high,
        "low": planes.low,
        "steps": planes.steps,
        "numbers": planes.numbers,
        "centres": centres,
        "starts": starts,
        "hashes": hashes[order],
        "hash_rows": order.astype(np.int32),
        **texts_to_arrays("keys", list(planes.keys)),
    }


def _ordered(planes: Planes, order: NDArray[np.int64]) -> Planes:
    keys = [planes.keys[row] for row in order.tolist()]
    return Planes(planes.high[order], planes.low[order], planes.steps[order], planes.numbers[order], keys)


def _trained(planes: Planes) -> Floats:
    """Centres of unit length, by k-means on a sample."""
    count = len(planes.steps)
    lists = max(1, round(LISTS_A_ROOT * math.sqrt(count)))
    generator = np.random.default_rng(count)
    sample = generator.choice(count, min(count, SAMPLE_A_LIST * lists), replace=False)
    rows = planes.floats(np.sort(sample))
    centres = rows[generator.choice(len(rows), lists, replace=False)].copy()
    for _ in range(ROUNDS):
        near, cosines = _nearest(rows, centres)
        order = np.argsort(near, kind="stable")
        present, begins = np.unique(near[order], return_index=True)
        sums = np.add.reduceat(rows[order], begins, axis=0)
        # A centre that nobody is near to moves to where one is worst served.
        lonely = np.setdiff1d(np.arange(lists), present)
        centres[present] = sums
        centres[lonely] = rows[np.argsort(cosines, kind="stable")[: len(lonely)]]
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    return centres


def _assigned(planes: Planes, centres: Floats) -> NDArray[np.int64]:
    """The list of each row."""
    made = np.empty(len(planes.steps), np.int64)
    for start in range(0, len(made), BLOCK):
        some = slice(start, start + BLOCK)
        made[some] = _nearest(planes.floats(some), centres)[0]
    return made


def _nearest(rows: Floats, centres: Floats) -> tuple[NDArray[np.int64], Floats]:
    near, best = np.empty(len(rows), np.int64), np.empty(len(rows), np.float32)
    for start in range(0, len(rows), BLOCK):
        cosines = rows[start : start + BLOCK] @ centres.T
        near[start : start + BLOCK] = cosines.argmax(1)
        best[start : start + BLOCK] = cosines.max(1)
    return near, best


def _measured(planes: Planes, centres: Floats, starts: NDArray[np.int64]) -> tuple[int, float]:
    """The fewest lists with which the neighbours of a sample are found, and the share that is then found."""
    count, lists = len(planes.steps), len(centres)
    asked = np.random.default_rng(count + 1).choice(count, min(TRIED, count), replace=False)
    vectors = planes.floats(asked)
    everyone = np.ones(count, np.uint8)
    true: list[set[int]] = []
    for row, vector in zip(asked.tolist(), vectors, strict=True):
        true.append(set(nearest_of_all(vector, planes.bytes, everyone, NEAREST + 1)[1].tolist()) - {row})
    low, high, shares = 1, lists, {lists: 1.0}
    while low < high:
        middle, hits = (low + high) // 2, 0
        for vector, wanted in zip(vectors, true, strict=True):
            found = nearest_in_lists(
                vector, centres, starts, planes.bytes, everyone, middle, NEAREST + 1, RESERVE
            )
            hits += len(wanted & set(found[1].tolist()))
        shares[middle] = hits / sum(map(len, true))
        low, high = (low, middle) if shares[middle] >= WANTED else (middle + 1, high)
    return low, shares.get(low, 1.0)
