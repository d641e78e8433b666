"""Simulated sales by size whose popular sizes sell out, with the true curve."""

from dataclasses import dataclass

import numpy as np

TRUE = np.array([0.06, 0.17, 0.28, 0.26, 0.15, 0.08])


@dataclass(frozen=True)
class SizeSales:
    sold: np.ndarray
    on_sale: np.ndarray
    sold_out: np.ndarray


def size_sales(seed: int, locations: int = 30, weeks: int = 10, rate: float = 6.0, shares=TRUE) -> SizeSales:
    """Daily Poisson demand against one delivery in equal numbers of every size, too few of the middle."""
    dice = np.random.default_rng(seed)
    pull = dice.gamma(3, 1 / 3, locations)
    fall = np.exp(-0.08 * np.arange(weeks))
    stock = np.repeat(np.ceil(rate * weeks * pull * 0.13)[:, None], len(shares), 1)
    sold, there = np.zeros((2, locations, weeks, len(shares)))
    out = np.zeros(sold.shape, bool)
    for week in range(weeks):
        for _ in range(7):
            there[:, week] += (stock > 0) / 7
            wanted = dice.poisson(rate / 7 * pull[:, None] * fall[week] * shares)
            got = np.minimum(wanted, stock)
            stock = stock - got
            sold[:, week] += got
        out[:, week] = (stock == 0) & (there[:, week] > 0)
    return SizeSales(sold, np.minimum(there, 1), out)
