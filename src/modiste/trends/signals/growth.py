"""How a share has grown: against the same weeks a year before, and along its last half year, with intervals.

Knows counts of a value among totals, or bare values; over how many series one looks is `verdicts`' to mind.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
YEAR = 52
BLOCK = 4
"""Weeks that are resampled together, so that what hangs together in time stays together."""
_HALF = 0.5


@dataclass(frozen=True)
class Growth:
    """A change in logarithm: 0.1 is about ten per cent more.

    Attributes:
        value: log of now over before.
        ci95: its interval.
        p: the chance of such a change where there is none, two-sided.
        now: the share now; the mean value where there are no totals.
        before: the same a year before, or half a year where there is no year.
        weeks: weeks on each side.
        apart: weeks between the sides' ends.
    """

    value: float
    ci95: tuple[float, float]
    p: float
    now: float
    before: float
    weeks: int
    apart: int

    @property
    def error(self) -> float:
        """Half the interval over 1.96."""
        return (self.ci95[1] - self.ci95[0]) / 3.92

    def chance_above(self, change: float) -> float:
        """The chance that the true change is larger than this one."""
        if self.error == 0:
            return float(self.value > change)
        return float(special.ndtr((self.value - change) / self.error))


def grown(counts: Floats, totals: Floats, window: int = 26) -> Growth | None:
    """A share's change: its last weeks against the same weeks of the year before.

    Where there is no year before, against the weeks just before, and season passes for a trend. A binomial
    model with blocks of weeks as units: their overdispersion is measured around each side's own share and
    widens the interval (quasi-likelihood, at least 1), with Student's t of as many blocks.

    Args:
        counts: (t,) how often the value was seen.
        totals: (t,) how often any was.
        window: weeks on each side; shortened to what there is.

    Returns:
        None where either side holds fewer than two blocks or nothing at all.
    """
    t = len(counts)
    apart = YEAR if t >= YEAR + 2 * BLOCK else 0
    window = min(window, t - apart) if apart else min(window, t // 2)
    apart = apart or window
    blocks = window // BLOCK
    if blocks < 2:
        return None
    window = blocks * BLOCK
    late = slice(t - window, t)
    early = slice(t - apart - window, t - apart)
    sides = [
        (counts[side].reshape(blocks, BLOCK).sum(1), totals[side].reshape(blocks, BLOCK).sum(1))
        for side in (late, early)
    ]
    shares, spread, free = [], 0.0, 0
    for seen, of in sides:
        if of.sum() == 0:
            return None
        share = (seen.sum() + _HALF) / (of.sum() + 2 * _HALF)
        shares.append(share)
        some = of > 0
        expected = share * of[some]
        spread += float((((seen[some] - expected) ** 2) / (expected * (1 - share) + 1e-12)).sum())
        free += int(some.sum()) - 1
    if free < 2:
        return None
    widened = max(1.0, spread / free)
    error = (
        widened
        * sum((1 - share) / (seen.sum() + _HALF) for share, (seen, _) in zip(shares, sides, strict=True))
    ) ** 0.5
    value = float(np.log(shares[0] / shares[1]))
    half = float(special.stdtrit(free, 0.975)) * error
    p = float(2 * special.stdtr(free, -abs(value) / error))
    return Growth(value, (value - half, value + half), p, shares[0], shares[1], window, apart)


def grown_values(values: Floats, window: int = 26, draws: int = 999, seed: int = 0) -> Growth | None:
    """The same of bare values, such as another's index: logs of weeks over the same weeks a year before.

    The interval is of a moving-block bootstrap of the differences (Kuensch 1989).

    Args:
        values: (t,) at least 0; NaN where unknown.
        window: weeks on each side.
        draws: resamples.
        seed: of them.
    """
    t = len(values)
    if t < YEAR + 2 * BLOCK:
        return None
    window = min(window, t - YEAR) // BLOCK * BLOCK
    floor = max(float(np.nanmean(values)) * 1e-3, 1e-12)
    late, early = values[t - window :], values[t - YEAR - window : t - YEAR]
    moved = np.log(np.maximum(late, floor)) - np.log(np.maximum(early, floor))
    moved = moved[np.isfinite(moved)]
    if len(moved) < 2 * BLOCK:
        return None
    means = block_means(moved, draws, seed)
    value = float(moved.mean())
    # With so few blocks their means spread too little: widened as a variance from that many is.
    blocks = len(moved) / BLOCK
    error = float(means.std()) * (blocks / (blocks - 1)) ** 0.5
    half = float(special.stdtrit(blocks - 1, 0.975)) * error
    p = float(2 * special.stdtr(blocks - 1, -abs(value) / max(error, 1e-12)))
    now, before = float(np.nanmean(late)), float(np.nanmean(early))
    return Growth(value, (value - half, value + half), p, now, before, window, YEAR)


def block_means(values: Floats, draws: int, seed: int, block: int = BLOCK) -> Floats:
    """(draws,) means of resamples in moving blocks."""
    n = len(values)
    chance = np.random.default_rng(seed)
    starts = chance.integers(0, n - block + 1, (draws, -(-n // block)))
    places = (starts[:, :, None] + np.arange(block)).reshape(draws, -1)[:, :n]
    return np.asarray(values[places].mean(1))


def slope(counts: Floats, totals: Floats, window: int = 26) -> tuple[float, tuple[float, float]] | None:
    """The change of log odds a year along the last weeks, with its interval; season is in it.

    Logistic regression by iterated least squares, its spread measured (quasi-binomial).
    """
    counts, totals = counts[-window:], totals[-window:]
    known = totals > 0
    if known.sum() < 2 * BLOCK or not 0 < counts[known].sum() < totals[known].sum():
        return None
    y, n = counts[known], totals[known]
    x = np.column_stack([np.ones(known.sum()), (np.flatnonzero(known) - window / 2) / YEAR])
    b = np.array([np.log((y.sum() + _HALF) / (n.sum() - y.sum() + _HALF)), 0.0])
    information = np.eye(2)
    for _ in range(50):
        mean = n / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        weight = np.maximum(mean * (1 - mean / n), 1e-9)
        information = x.T @ (x * weight[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(information, x.T @ (y - mean))
        b = b + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    free = len(y) - 2
    widened = max(1.0, float(((y - mean) ** 2 / weight).sum()) / free)
    half = float(special.stdtrit(free, 0.975)) * float((widened * np.linalg.inv(information)[1, 1]) ** 0.5)
    return float(b[1]), (float(b[1]) - half, float(b[1]) + half)


def emergence(growth: Growth, small: float = 0.05, step: float = 0.25) -> float:
    """From 0 to 1: how surely something small has grown by a quarter or more.

    The chance that the share is more than 1.25 times what it was, times small / (small + the share before):
    what nobody wore last year counts whole, what every twentieth wore counts half.

    Example:
        >>> round(emergence(Growth(0.7, (0.5, 0.9), 0.0, 0.02, 0.01, 26, 52)), 2)
        0.83
    """
    return growth.chance_above(float(np.log1p(step))) * small / (small + growth.before)
