"""Rows of vectors grouped around centres: a question looks at the groups nearest to it and at no others.

Knows centres and which row is whose; the vectors are the shelf's. Small shelves are looked at whole. An
inverted file (Jegou et al. 2011), with rows that are put where they belong at once as they come.
"""

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Floats

Ints = NDArray[np.int64]
WHOLE = 12_000
"""Up to so many rows all are looked at."""
LOOKED_AT = 6_000
"""Of more, about so many."""
_SAMPLE, _TURNS = 12_000, 6


class Regions:
    """Groups of the rows of a growing matrix. Threads may share it."""

    def __init__(self, vectors: Callable[[Ints | slice], Floats]) -> None:
        """Groups of rows.

        Args:
            vectors: the rows (m, d) of some places, of length 1 or 0.
        """
        self._vectors = vectors
        self._centres = np.zeros((0, 0), np.float32)
        self._groups: list[Ints] = []
        self._count = 0
        self._built = 0
        self._lock = threading.Lock()

    def near(self, question: Floats, count: int) -> Ints | None:
        """Which of the first `count` rows are worth looking at; None for all of them."""
        groups = self.near_groups(question, count)
        return None if groups is None else np.concatenate(groups[1])

    def near_groups(self, question: Floats, count: int) -> tuple[list[int], list[Ints]] | None:
        """The same by group: the groups' numbers, nearest first, and the rows of each."""
        if count <= WHOLE:
            return None
        with self._lock:
            if count > 2 * self._built:
                self._build(count)
            elif count > self._count:
                self._add(np.arange(self._count, count))
            numbers: list[int] = []
            looked = 0
            for place in np.argsort(-(self._centres @ question), kind="stable").tolist():
                numbers.append(place)
                looked += len(self._groups[place])
                if looked >= LOOKED_AT:
                    break
            return numbers, [self._groups[place] for place in numbers]

    def groups(self) -> list[Ints]:
        """The rows of every group, as they are now."""
        with self._lock:
            return list(self._groups)

    def _build(self, count: int) -> None:
        """Centres by spherical k-means on a sample, and every row to its nearest."""
        chance = np.random.default_rng(0)
        rows = self._vectors(np.sort(chance.choice(count, min(count, _SAMPLE), replace=False)))
        centres = rows[chance.choice(len(rows), max(16, round(count**0.5 / 2)), replace=False)]
        for _ in range(_TURNS):
            nearest = np.argmax(rows @ centres.T, 1)
            sums = np.zeros_like(centres)
            np.add.at(sums, nearest, rows)
            lengths = np.linalg.norm(sums, axis=1, keepdims=True)
            centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
        self._centres = centres.astype(np.float32)
        self._groups = [np.zeros(0, np.int64) for _ in centres]
        self._count = 0
        self._built = count
        self._add(np.arange(count))

    def _add(self, places: Ints) -> None:
        for start in range(0, len(places), 8192):
            some = places[start : start + 8192]
            nearest = np.argmax(self._vectors(some) @ self._centres.T, 1)
            order = np.argsort(nearest, kind="stable")
            ends = np.searchsorted(nearest[order], np.arange(len(self._groups) + 1))
            for group in range(len(self._groups)):
                if ends[group] < ends[group + 1]:
                    mine = some[order[ends[group] : ends[group + 1]]]
                    self._groups[group] = np.concatenate([self._groups[group], mine])
        self._count = int(places[-1]) + 1
