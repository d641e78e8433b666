"""Worlds in which it is known what rises: counts among totals, with season, persistence and chance."""

import numpy as np
from numpy.typing import NDArray


def world(
    seed: int, moved: int = 10, still: int = 80, weeks: int = 104, total: int = 200, persistence: float = 0.5
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Yearly trends of log odds (first risers, then faders, then none), counts and totals."""
    chance = np.random.default_rng(seed)
    n = 2 * moved + still
    base = chance.uniform(0.02, 0.15, n)
    season = 0.4 * np.sin(2 * np.pi * (np.arange(weeks) / 52 + chance.random((n, 1))))
    trend = np.zeros(n)
    trend[:moved] = chance.uniform(0.4, 0.9, moved)
    trend[moved : 2 * moved] = -chance.uniform(0.4, 0.9, moved)
    noise = persistent(chance, n, weeks, 0.2, persistence)
    odds = np.log(base / (1 - base))[:, None] + season + trend[:, None] * np.arange(weeks) / 52 + noise
    counts = chance.binomial(total, 1 / (1 + np.exp(-odds))).astype(float)
    return trend, counts, np.full((n, weeks), float(total))


def persistent(
    chance: np.random.Generator, n: int, weeks: int, spread: float, persistence: float
) -> NDArray[np.float64]:
    """(n, weeks) noise in which each week keeps a part of the one before."""
    new = chance.normal(0, spread, (n, weeks))
    made = new.copy()
    for week in range(1, weeks):
        made[:, week] = persistence * made[:, week - 1] + new[:, week] * (1 - persistence**2) ** 0.5
    return made
