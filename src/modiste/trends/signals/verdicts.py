"""Which attributes rise, fade or stay: many series at once, with few false alarms among those called.

Knows growth, emergence and changes of each series; what shows it is `evidence`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.signals.change_points import Change, change_points, logits
from modiste.trends.signals.growth import YEAR, Growth, emergence, grown, slope
from modiste.trends.signals.shares import Key, Shares

Verdict = Literal["rising", "fading", "steady"]
VERDICTS: dict[Verdict, tuple[str, str]] = {
    "rising": ("rising", "上升"),
    "fading": ("fading", "下降"),
    "steady": ("steady", "平稳"),
}
FALSE_RATE = 0.1
"""The share of false ones among those called rising or fading that is accepted (Benjamini, Hochberg 1995)."""


class Dated(NamedTuple):
    """A change of level by its week, and the weeks between which it lies 19 times in 20."""

    week: str
    earliest: str
    latest: str
    change: Change


@dataclass(frozen=True, eq=False)
class Signal:
    """What is said of one series.

    Attributes:
        key: what it is of.
        verdict: rising, fading or steady; steady also where it cannot be told.
        q: the share of false alarms among all calls as sure as this one.
        growth: against the year before.
        slope: of log odds a year, over the last half year, with its interval; None where unknown.
        emergence: 0 to 1.
        changes: of level, in order, with the weeks they began, and may have begun.
        seen: how often the value was seen in all.
    """

    key: Key
    verdict: Verdict
    q: float
    growth: Growth
    slope: tuple[float, tuple[float, float]] | None
    emergence: float
    changes: tuple[Dated, ...]
    seen: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        growth = self.growth
        return {
            "source": self.key.source,
            "attribute": self.key.attribute,
            "value": self.key.value,
            "verdict": self.verdict,
            "zh": VERDICTS[self.verdict][1],
            "q": self.q,
            "p": growth.p,
            "growth": float(np.expm1(growth.value)),
            "growth_ci95": [float(np.expm1(each)) for each in growth.ci95],
            "share": growth.now,
            "share_before": growth.before,
            "weeks": growth.weeks,
            "is_year_on_year": growth.apart == YEAR,
            "slope": None if self.slope is None else {"value": self.slope[0], "ci95": list(self.slope[1])},
            "emergence": self.emergence,
            "changes": [
                {**vars(each.change), "week": each.week, "earliest": each.earliest, "latest": each.latest}
                for each in self.changes
            ],
            "seen": self.seen,
        }


def judge(shares: Shares, window: int = 26, false_rate: float = FALSE_RATE) -> list[Signal]:
    """Judge every series that is long enough, the surest first.

    Args:
        shares: the series.
        window: weeks that are compared with the same of the year before.
        false_rate: accepted among those that are called.

    Raises:
        ModisteError: MOD-2435 where no series is long enough.
    """
    found = []
    for row, key in enumerate(shares.keys):
        growth = grown(shares.counts[row], shares.totals[row], window)
        if growth is not None:
            found.append((row, key, growth))
    if not found:
        reason = f"{len(shares.dates)} weeks are too few to compare with those before"
        raise ModisteError("MOD-2435", reason=reason)
    adjusted = q_values([growth.p for _, _, growth in found])
    made = []
    for (row, key, growth), q in zip(found, adjusted, strict=True):
        counts, totals = shares.counts[row], shares.totals[row]
        changes = [
            Dated(
                str(shares.dates[each.place]),
                str(shares.dates[each.earliest]),
                str(shares.dates[each.latest]),
                each,
            )
            for each in change_points(logits(counts, totals), draws=199)
            if each.p <= 0.05
        ]
        made.append(
            Signal(
                key,
                called(growth, q, false_rate),
                float(q),
                growth,
                slope(counts, totals, window),
                emergence(growth),
                tuple(changes),
                int(counts.sum()),
            )
        )
    return sorted(made, key=lambda each: (each.verdict == "steady", each.q, -abs(each.growth.value)))


def called(growth: Growth, q: float, false_rate: float = FALSE_RATE) -> Verdict:
    """What a growth is called, once it is known how many others were looked at."""
    if q > false_rate:
        return "steady"
    return "rising" if growth.value > 0 else "fading"


def q_values(p: Sequence[float]) -> NDArray[np.float64]:
    """(n,) the smallest false discovery rate at which each is called (Benjamini, Hochberg 1995).

    Example:
        >>> q_values([0.01, 0.04, 0.03, 0.5]).round(3).tolist()
        [0.04, 0.053, 0.053, 0.5]
    """
    given = np.asarray(p, np.float64)
    order = np.argsort(given)
    n = len(given)
    scaled = given[order] * n / np.arange(1, n + 1)
    made = np.empty(n)
    made[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return made
