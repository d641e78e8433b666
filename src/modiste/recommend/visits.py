"""What customers and visits did lately, in memory: a click changes the next answer.

Knows bounded histories in the order of time; the log is the store's, and who may be remembered there is the
workspace's to say. What is only here is gone with the process, and two hours after the last act of a visit.
"""

import threading
import time
from bisect import insort
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from modiste.recommend.protocols import History

LONGEST = 100
MOST = 100_000
FORGOTTEN_SECONDS = 7200.0

Act = tuple[int, int, float]
"""Seconds since 1970, the garment's code, the weight."""


@dataclass
class _Held:
    acts: list[Act] = field(default_factory=list)
    touched: float = 0.0


class Visits:
    """Histories by whose they are. Threads may share it."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()

    def take(self, who: str, acts: Iterable[Act]) -> None:
        """Remember acts, in any order; the same one twice is one."""
        now = self._clock()
        with self._lock:
            held = self._held.setdefault(who, _Held())
            held.touched = now
            for act in acts:
                if act not in held.acts:
                    insort(held.acts, act)
            del held.acts[:-LONGEST]
            self._held.move_to_end(who)
            while self._held and (len(self._held) > self._most or self._is_old(now)):
                self._held.popitem(last=False)

    def acts(self, who: str) -> list[Act]:
        """What is remembered of one, oldest first."""
        with self._lock:
            held = self._held.get(who)
            if held is None or self._clock() - held.touched > FORGOTTEN_SECONDS:
                return []
            return list(held.acts)

    def forget(self, who: str) -> None:
        """Remember nothing of one any more."""
        with self._lock:
            self._held.pop(who, None)

    def __len__(self) -> int:
        return len(self._held)

    def _is_old(self, now: float) -> bool:
        return now - next(iter(self._held.values())).touched > FORGOTTEN_SECONDS


def history_of(acts: Iterable[Act]) -> History:
    """Acts as a history; of acts on one garment in a row the strongest."""
    kept: list[Act] = []
    for act in acts:
        if kept and kept[-1][1] == act[1]:
            kept[-1] = (act[0], act[1], max(act[2], kept[-1][2]))
        else:
            kept.append(act)
    at, codes, weights = zip(*kept, strict=True) if kept else ((), (), ())
    return History(np.array(codes, np.int32), np.array(at, np.int64), np.array(weights, np.float32))
