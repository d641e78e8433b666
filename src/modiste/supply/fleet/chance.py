"""Chance that can be asked again: the same number for the same seed, stream and count, in any order.

Knows hashing only (SplitMix64, Steele, Lea and Flood 2014); so any window of a signal is drawn alone and is
the same as a part of a longer one.
"""

import zlib

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Counts = NDArray[np.int64]
Reals = NDArray[np.float64]
_GOLDEN, _ONE, _TWO = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MEMORY = 16


class Chance:
    """The numbers of one stream.

    Args:
        seed: The fleet's.
        name: The stream's.
    """

    def __init__(self, seed: int, name: str) -> None:
        self._salt = np.uint64((seed * _GOLDEN + zlib.crc32(name.encode()) * _TWO) % 2**64)

    def uniform(self, counts: Counts) -> Reals:
        """One number for each count, evenly between 0 and 1, both excluded."""
        with np.errstate(over="ignore"):
            mixed = counts.astype(np.uint64) * np.uint64(_GOLDEN) + self._salt
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_ONE)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_TWO)
            mixed ^= mixed >> np.uint64(31)
        return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53

    def normal(self, counts: Counts) -> Reals:
        """One standard normal number for each count."""
        return np.asarray(ndtri(self.uniform(counts)))

    def wandering(self, counts: Counts, memory: float) -> Reals:
        """Standard normal noise in which each step keeps a share of the one before (first order, cut off).

        Args:
            counts: Any, shape (n,); neighbours are one apart.
            memory: The share, below 1.
        """
        weights = memory ** np.arange(_MEMORY)
        draws = self.normal(counts[:, None] - np.arange(_MEMORY))
        return np.asarray(draws @ weights / np.sqrt(np.sum(weights**2)))

    def one(self, count: int) -> float:
        """`uniform` of one count."""
        return float(self.uniform(np.array([count]))[0])

    def bits(self, count: int) -> int:
        """64 bits of one count."""
        return int(self.one(count) * 2**53) << 11 | int(self.one(count + (1 << 40)) * 2**11)
