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
_LEADERS = 2_000
"""So many of the most wanted are kept at hand, so that an answer need not look at all."""
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
        self._leaders: NDArray[np.int64] | None = None
        self._floor = 0.0
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
                self._leaders = None
            if (most := int(codes.max()) + 1) > len(self._counts):
                grown = np.zeros(max(most, 2 * len(self._counts)))
                grown[: len(self._counts)] = self._counts
                self._counts = grown
            steps = np.clip((at - self._origin) / self._half_life, -1000.0, _FAR + 1)
            np.add.at(self._counts, codes, weights * 2.0**steps)
            self._lead(codes)

    def scores(self, histories: Sequence[History]) -> Floats:
        """The same for everybody: (n, items)."""
        row = self._damped(len(self._items))
        return np.repeat(row[None], len(histories), 0)

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """The most wanted; nobody's history changes it."""
        leaders, counts = self._led(k)
        best = np.lexsort((leaders, -counts))[:k]
        best = best[counts[best] > 0]
        scores = np.sqrt(counts[best] / counts.max(initial=1e-300))
        return leaders[best].astype(np.int32), scores.astype(np.float32)

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """That it is wanted, where it is among the most wanted hundredth."""
        return self.reasons_of(history, [code], most)[0]

    def reasons_of(self, history: History, codes: Sequence[int], most: int = 3) -> list[tuple[Reason, ...]]:
        """The same of several garments at once."""
        most_wanted = max(10, len(self._items) // 100)
        leaders, counts = self._led(most_wanted)
        made: list[tuple[Reason, ...]] = []
        for code in codes:
            mine = float(counts[leaders == code].sum())
            rank = int((counts > mine).sum()) + 1
            told = mine > 0 and rank <= most_wanted
            made.append((Reason("trending", 1.0, "", {"rank": rank}),) if told else ())
        return made

    def _led(self, most: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Codes among which the `most` most wanted are, rising, and their counts."""
        with self._lock:
            if self._leaders is None or len(self._leaders) < min(most, len(self._items)):
                size = min(max(most, _LEADERS), len(self._counts))
                self._leaders = np.sort(np.argpartition(-self._counts, size - 1)[:size])
                self._floor = float(self._counts[self._leaders].min(initial=0.0))
            leaders = self._leaders[self._leaders < len(self._items)]
            return leaders, self._counts[leaders]

    def _lead(self, codes: Codes) -> None:
        """Counts rise and never fall beside others', so that only what was counted can join the leaders."""
        if self._leaders is None:
            return
        risen = codes[self._counts[codes] >= self._floor]
        self._leaders = np.union1d(self._leaders, risen)
        if len(self._leaders) > 2 * _LEADERS:
            self._leaders = None

    def _damped(self, count: int) -> Floats:
        """(count,) roots of the counts, 1 for the most wanted: one garment with all acts leaves room."""
        counts = np.zeros(count)
        held = self._counts[:count]
        counts[: len(held)] = held
        top = counts.max(initial=0.0)
        return np.sqrt(counts / top).astype(np.float32) if top > 0 else counts.astype(np.float32)
