"""What many take up lately: counts that fall by half in a while, whatever order the acts come in.

Knows weights and time; that nobody counts for more than a person is `restraint`'s.
"""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Codes, Floats, History, Reason

HALF_LIFE = 3 * 86_400.0
"""Seconds."""
_FAR = 500.0
"""Half-lives from the origin at which counts are scaled down: a float holds 2 to the 1000th."""


class Trending:
    """Counts with decay, by code. It needs no history, and knows a garment from its first act.

    An act at t adds w 2^((t - t0) / half-life), so that late and early acts may come in any order.
    """

    name = "trending"

    def __init__(self, items: Sequence[str], half_life: float = HALF_LIFE) -> None:
        self._items = items
        self._half_life = half_life
        self._origin: float | None = None
        self._counts = np.zeros(max(1024, len(items)))
        self._lock = threading.Lock()

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the garments."""
        return tuple(self._items)

    def take(self, codes: Codes, at: np.ndarray[tuple[int], np.dtype[np.int64]], weights: Floats) -> None:
        """Count acts, in any order."""
        if not len(codes):
            return
        with self._lock:
            newest = float(at.max())
            if self._origin is None:
                self._origin = newest
            if (newest - self._origin) / self._half_life > _FAR:
                self._counts *= 2.0 ** -min(1000.0, (newest - self._origin) / self._half_life)
                self._origin = newest
            if (most := int(codes.max()) + 1) > len(self._counts):
                grown = np.zeros(max(most, 2 * len(self._counts)))
                grown[: len(self._counts)] = self._counts
                self._counts = grown
            steps = np.clip((at - self._origin) / self._half_life, -1000.0, _FAR + 1)
            np.add.at(self._counts, codes, weights * 2.0**steps)

    def scores(self, histories: Sequence[History]) -> Floats:
        """The same for everybody: (n, items)."""
        row = self._damped(len(self._items))
        return np.repeat(row[None], len(histories), 0)

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """The most wanted; nobody's history changes it."""
        scores = self._damped(len(self._items))
        k = min(k, len(scores))
        best = np.argpartition(-scores, k - 1)[:k] if k else np.zeros(0, np.int64)
        best = best[np.argsort(-scores[best], kind="stable")]
        best = best[scores[best] > 0]
        return best.astype(np.int32), scores[best]

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """That it is wanted, where it is among the most wanted hundredth."""
        return self.reasons_of(history, [code], most)[0]

    def reasons_of(self, history: History, codes: Sequence[int], most: int = 3) -> list[tuple[Reason, ...]]:
        """The same of several garments at once."""
        counts = self._counts[: len(self._items)]
        limit = max(10, len(counts) // 100)
        least = (
            float(np.partition(counts, len(counts) - limit)[len(counts) - limit])
            if len(counts) > limit
            else 0.0
        )
        return [self._told(counts, code, least) for code in codes]

    @staticmethod
    def _told(counts: NDArray[np.float64], code: int, least: float) -> tuple[Reason, ...]:
        if code >= len(counts) or counts[code] <= 0 or counts[code] < least:
            return ()
        return (Reason("trending", 1.0, "", {"rank": int((counts > counts[code]).sum()) + 1}),)

    def _damped(self, count: int) -> Floats:
        """(count,) roots of the counts, 1 for the most wanted: one garment with all acts leaves room."""
        counts = np.zeros(count)
        held = self._counts[:count]
        counts[: len(held)] = held
        top = counts.max(initial=0.0)
        return np.sqrt(counts / top).astype(np.float32) if top > 0 else counts.astype(np.float32)
