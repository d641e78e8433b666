"""Random numbers for augmentation: one seeded generator, made for the global batch.

Knows draws, cut to this process's part, so that one process and many see the same pictures; what is drawn for
is the operations'.
"""

import math

import torch
from torch import Tensor


class Dice:
    """Random numbers for `count` examples, of which this process holds `part`."""

    def __init__(self, generator: torch.Generator, count: int, part: slice) -> None:
        self._generator, self._count, self._part = generator, count, part

    def uniform(self, low: float = 0.0, high: float = 1.0, *shape: int) -> Tensor:
        """Floats in [low, high) of shape `(b, *shape)`."""
        drawn = torch.rand((self._count, *shape), generator=self._generator)[self._part]
        return drawn * (high - low) + low

    def integers(self, low: int, high: int) -> Tensor:
        """Integers in [low, high) of shape `(b,)`."""
        return torch.randint(low, high, (self._count,), generator=self._generator)[self._part]

    def happens(self, chance: float) -> Tensor:
        """True with the given chance, of shape `(b,)`."""
        return self.uniform() < chance

    def normal(self, *shape: int) -> Tensor:
        """Standard normal floats of shape `(b, *shape)` (Box & Muller)."""
        first, second = self.uniform(0.0, 1.0, *shape), self.uniform(0.0, 1.0, *shape)
        return (-2 * (1 - first).log()).sqrt() * (2 * math.pi * second).cos()


def column(values: Tensor, like: Tensor) -> Tensor:
    """One value an example, shaped to be combined with `like`."""
    return values.view(-1, *(1,) * (like.ndim - 1))
