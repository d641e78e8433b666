"""Whether what came in lately is of another kind than before: shares that shifted, numbers that moved.

Knows two samples of one column; which imports are compared is the caller's choice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

MODERATE, LARGE = 0.1, 0.25
"""The usual reading of the population stability index (Siddiqi, Credit risk scorecards, 2006)."""
LEAST_COMPARED = 20
"""Fewer than this on either side say nothing."""
_FLOOR = 0.5

Verdict = Literal["steady", "moderate", "large", "too few"]


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a column moved: `psi` for words and numbers, `ks` with its p-value for numbers only.

    `shifts` names the values whose share changed most: (value, share before, share now).
    """

    column: str
    before: int
    now: int
    psi: float
    ks: float | None
    p_value: float | None
    verdict: Verdict
    shifts: tuple[tuple[str, float, float], ...]


def word_drift(column: str, before: Sequence[str], now: Sequence[str], *, most: int = 5) -> Drift:
    """Compare the shares of words, such as categories."""
    was, is_ = Counter(before), Counter(now)
    values = sorted({*was, *is_})
    psi = _stability([was[value] for value in values], [is_[value] for value in values])
    shares = [(value, was[value] / max(len(before), 1), is_[value] / max(len(now), 1)) for value in values]
    shifts = sorted(shares, key=lambda row: -abs(row[2] - row[1]))[:most]
    return Drift(
        column,
        len(before),
        len(now),
        psi,
        None,
        None,
        _verdict(psi, len(before), len(now)),
        tuple(shifts),
    )


def number_drift(column: str, before: Sequence[float], now: Sequence[float], *, bins: int = 10) -> Drift:
    """Compare numbers, such as prices: PSI over the earlier deciles, and Kolmogorov-Smirnov."""
    was, is_ = (np.sort(np.asarray(each, dtype=np.float64)) for each in (before, now))
    if not len(was) or not len(is_):
        return Drift(column, len(was), len(is_), 0.0, None, None, "too few", ())
    edges = np.unique(np.quantile(was, np.linspace(0, 1, bins + 1)[1:-1]))
    counts = [
        np.bincount(np.searchsorted(edges, each, "right"), minlength=len(edges) + 1) for each in (was, is_)
    ]
    psi = _stability(counts[0].tolist(), counts[1].tolist())
    ks, p_value = kolmogorov_smirnov(was, is_)
    verdict = _verdict(psi, len(was), len(is_))
    return Drift(column, len(was), len(is_), psi, ks, p_value, verdict, ())


def kolmogorov_smirnov(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """The largest distance of two distribution functions and its asymptotic p-value; both inputs sorted.

    Source: Press et al., Numerical Recipes, 14.3.
    """
    every = np.concatenate((one, other))
    distance = abs(
        np.searchsorted(one, every, "right") / len(one) - np.searchsorted(other, every, "right") / len(other)
    ).max()
    size = np.sqrt(len(one) * len(other) / (len(one) + len(other)))
    reach = (size + 0.12 + 0.11 / size) * distance
    if reach < 0.2:
        return float(distance), 1.0
    j = np.arange(1, 101)
    chance = 2 * ((-1.0) ** (j - 1) * np.exp(-2 * (j * reach) ** 2)).sum()
    return float(distance), float(np.clip(chance, 0, 1))


def _stability(before: Sequence[int], now: Sequence[int]) -> float:
    """Population stability index; half a case is added everywhere, so that a new value is no infinity."""
    was, is_ = (np.asarray(each, dtype=np.float64) + _FLOOR for each in (before, now))
    if not len(was):
        return 0.0
    was, is_ = was / was.sum(), is_ / is_.sum()
    return float(((is_ - was) * np.log(is_ / was)).sum())


def _verdict(psi: float, before: int, now: int) -> Verdict:
    if min(before, now) < LEAST_COMPARED:
        return "too few"
    return "large" if psi >= LARGE else "moderate" if psi >= MODERATE else "steady"
