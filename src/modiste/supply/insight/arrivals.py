"""How long a way takes, and when what is under way will come, with an interval.

Knows lead times as numbers: log-normal, each way's own spread drawn to that of all ways while it has few;
which events begin and end a way is `ways`'.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

_DRAWN = 4
"""Shipments that weigh as much as the spread of all ways."""
_WIDEST = 0.5
"""The spread of logarithms where nothing is known of any way."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long a way takes, in hours.

    Attributes:
        middle: Half take longer.
        low: Few are quicker.
        high: Few are slower.
        count: The shipments that say so.
        level: The share that lies between.
    """

    middle: float
    low: float
    high: float
    count: int
    level: float


@dataclass(frozen=True, slots=True)
class _Beliefs:
    middle: float
    scale: float
    freedom: float

    def quantile(self, share: float) -> float:
        return float(math.exp(self.middle + self.scale * stats.t.ppf(share, self.freedom)))

    def passed(self, hours: float) -> float:
        return (
            float(stats.t.cdf((math.log(hours) - self.middle) / self.scale, self.freedom))
            if hours > 0
            else 0.0
        )


def lead_time(hours: Sequence[float], others: Sequence[Sequence[float]] = (), level: float = 0.9) -> LeadTime:
    """How long the next shipment takes.

    Args:
        hours: What earlier ones took; at least one.
        others: The same of other ways, for the spread.
        level: The share of shipments that should lie in the interval.
    """
    belief, tail = _believed(hours, others), (1 - level) / 2
    return LeadTime(belief.quantile(0.5), belief.quantile(tail), belief.quantile(1 - tail), len(hours), level)


def remaining(
    hours: Sequence[float], elapsed: float, others: Sequence[Sequence[float]] = (), level: float = 0.9
) -> LeadTime:
    """How much longer one takes that has been under way for a while and has not come.

    Args:
        hours: What earlier ones took; at least one.
        elapsed: Hours so far.
        others: As in `lead_time`.
        level: As in `lead_time`.
    """
    belief, tail = _believed(hours, others), (1 - level) / 2
    passed = min(belief.passed(elapsed), 1 - 1e-6)

    def left(share: float) -> float:
        return max(belief.quantile(passed + (1 - passed) * share) - elapsed, 0.0)

    return LeadTime(left(0.5), left(tail), left(1 - tail), len(hours), level)


def _believed(hours: Sequence[float], others: Sequence[Sequence[float]]) -> _Beliefs:
    logs = np.log(np.maximum(np.asarray(hours, dtype=np.float64), 1e-3))
    count = len(logs)
    within = [np.log(np.maximum(np.asarray(each), 1e-3)) for each in others if len(each) > 1]
    freedoms = sum(len(each) - 1 for each in within)
    squares = sum(float(np.sum((each - each.mean()) ** 2)) for each in within)
    usual = squares / freedoms if freedoms else _WIDEST**2
    own = float(np.sum((logs - logs.mean()) ** 2))
    square = (own + _DRAWN * usual) / (count - 1 + _DRAWN)
    scale = max(math.sqrt(square * (1 + 1 / count)), 1e-6)
    return _Beliefs(float(logs.mean()), scale, float(count - 1 + _DRAWN))
