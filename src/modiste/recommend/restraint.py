"""How much one customer, one visit and one garment may weigh: a bot must not decide what everybody sees.

Knows limits by day; what acts are and whose is the caller's. What is over a limit is counted as nothing, and
stays in the log as it came.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.interactions import Interactions

DAY = 86_400
PER_DAY = 200.0
"""So much weight one customer or visit has in a day."""
PER_GARMENT = 2
"""So many acts on one garment in a day count, and what tells more than all before: a like after looks."""
LONGEST = 500
"""So many of a customer's last acts are learned from."""
_PEOPLE = 50_000


@dataclass
class _Day:
    day: int
    total: float
    garments: dict[str, tuple[int, float]]


class Restraint:
    """Weights as they may count, act by act. Threads may share it; memory is bounded."""

    def __init__(self) -> None:
        self._days: OrderedDict[str, _Day] = OrderedDict()
        self._lock = threading.Lock()

    def weight(self, who: str, garment: str, at: int, weight: float) -> float:
        """What of an act's weight counts: all, a part, or nothing.

        Args:
            who: a customer or a visit; "" for nobody, who counts as one person a day altogether.
            garment: an id.
            at: seconds since 1970.
            weight: of the act.
        """
        day = at // DAY
        with self._lock:
            held = self._days.get(who)
            if held is None or held.day < day:
                held = self._days[who] = _Day(day, 0.0, {})
            self._days.move_to_end(who)
            if len(self._days) > _PEOPLE:
                self._days.popitem(last=False)
            acts, strongest = held.garments.get(garment, (0, 0.0))
            if acts >= PER_GARMENT and weight <= strongest:
                return 0.0
            counted = max(0.0, min(weight, PER_DAY - held.total))
            if counted:
                held.garments[garment] = acts + 1, max(weight, strongest)
                held.total += counted
        return counted


def restrained(interactions: Interactions) -> Interactions:
    """The interactions that may be learned from: within the limits of a day, of each customer the last 500.

    An act is kept whole or not at all. Where only the order is known, all acts are of one day.
    """
    owners = interactions.owners()
    count = len(interactions)
    if not count:
        return interactions
    days = interactions.at // DAY
    person_day = _numbered(owners, days)
    same = _numbered(person_day, interactions.codes)
    weights = interactions.weights
    keep = (_before(same, np.ones(count, np.float32)) < PER_GARMENT) | (weights > _strongest(same, weights))
    keep &= _before(person_day, np.where(keep, weights, 0.0)) < PER_DAY
    sizes = np.bincount(owners[keep], minlength=len(interactions.customers))
    ends = np.cumsum(sizes)
    place = np.zeros(count, np.int64)
    place[keep] = np.arange(int(keep.sum()))
    keep &= ends[owners] - place <= LONGEST
    return interactions.where(keep)


def _numbered(one: NDArray[np.integer], other: NDArray[np.integer]) -> NDArray[np.int64]:
    """A number for each different pair."""
    _, left = np.unique(one, return_inverse=True)
    _, right = np.unique(other, return_inverse=True)
    both = left.astype(np.int64) * (int(right.max()) + 1) + right
    return np.asarray(np.unique(both, return_inverse=True)[1])


def _before(group: NDArray[np.int64], weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n,) the weights of a group's earlier members."""
    order = np.argsort(group, kind="stable")
    running = np.cumsum(weights[order].astype(np.float64)) - weights[order]
    starts = np.flatnonzero(np.r_[True, np.diff(group[order]) != 0])
    lengths = np.diff(np.r_[starts, len(group)])
    found = np.empty(len(group))
    found[order] = running - np.repeat(running[starts], lengths)
    return found


def _strongest(group: NDArray[np.int64], weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n,) the largest weight of a group's earlier members, 0 for its first."""
    order = np.argsort(group, kind="stable")
    far = float(weights.max(initial=0.0)) + 1.0
    highest = np.maximum.accumulate(group[order] * far + weights[order]) - group[order] * far
    first = np.r_[True, np.diff(group[order]) != 0]
    found = np.empty(len(group))
    found[order] = np.where(first, 0.0, np.r_[0.0, highest[:-1]])
    return found
