"""What measured samples make of predictions: the residual of each property as a Gaussian process.

Knows ratios of measured to predicted over a space of designs; who measured, and what, is the state's. Half of
a prediction's error is taken to be the same everywhere, half to fade with the distance between designs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.search.space import Space

Floats = NDArray[np.float64]
REACH = 0.5
"""At so many sides of the space's cube the fading half is down to three fifths; another option counts 1."""
SHARED = 0.5
_LEAST = 1e-12


@dataclass(frozen=True)
class Residual:
    """One measured property of one sample.

    Attributes:
        row: The design as it was made, (d,).
        property: Its key.
        measured: In the property's unit, above 0.
        uncertainty: Its standard uncertainty, in the same unit.
        predicted: What the physics alone said of it.
        deviation: How far off the physics was thought to be: the standard deviation of the ratio's logarithm.
    """

    row: tuple[float, ...]
    property: str
    measured: float
    uncertainty: float
    predicted: float
    deviation: float


@dataclass(frozen=True)
class Correction:
    """All that samples told."""

    space: Space
    residuals: Sequence[Residual] = ()

    def __call__(self, name: str, rows: Floats, predicted: Floats) -> Floats:
        """A property of rows (n, d) as corrected, (n,); as it was where nothing was measured."""
        told = self._of(name)
        if not told:
            return predicted
        across, factor = self._fitted(told, rows)
        ratio = _ratios(told)
        pull = np.linalg.solve(factor.T, np.linalg.solve(factor, ratio))
        corrected: Floats = predicted * np.exp(across.T @ pull)
        return corrected

    def left(self, name: str, rows: Floats) -> Floats:
        """Which share of the deviation is left after measuring, (n,): 1 where nothing was learned."""
        told = self._of(name)
        if not told:
            return np.ones(len(rows))
        across, factor = self._fitted(told, rows)
        prior = _prior(told)
        known = (np.linalg.solve(factor, across) ** 2).sum(axis=0)
        left: Floats = np.sqrt(np.clip(1 - known / prior, 0, 1))
        return left

    def _of(self, name: str) -> list[Residual]:
        return [each for each in self.residuals if each.property == name]

    def _fitted(self, told: Sequence[Residual], rows: Floats) -> tuple[Floats, NDArray[np.floating]]:
        """The samples' covariance with the rows, (k, n), and the factor of that among them, (k, k)."""
        made = np.array([each.row for each in told])
        prior = _prior(told)
        among = prior * self._alike(made, made) + np.diag(_noise(told) + _LEAST)
        return prior * self._alike(made, rows), np.linalg.cholesky(among)

    def _alike(self, one: Floats, other: Floats) -> Floats:
        """How much two designs' errors are one, from `SHARED` to 1, (k, n)."""
        span = np.where(self.space.high > self.space.low, self.space.high - self.space.low, 1.0)
        apart = np.abs(one[:, None] - other) / span
        apart = np.where(self.space.of("choice"), apart > 0, apart)
        alike: Floats = SHARED + (1 - SHARED) * np.exp(-(apart**2).sum(axis=-1) / (2 * REACH**2))
        return alike


def _ratios(told: Sequence[Residual]) -> Floats:
    """Logarithms of measured by predicted, (k,)."""
    return np.log([each.measured / each.predicted for each in told])


def _noise(told: Sequence[Residual]) -> Floats:
    """Variances of those logarithms by measuring alone, (k,)."""
    return np.array([each.uncertainty / each.measured for each in told]) ** 2


def _prior(told: Sequence[Residual]) -> float:
    """How far off predictions are, as a variance: what they own to, or what samples show where it is more."""
    owned = np.mean([each.deviation for each in told]) ** 2
    return float(max(owned, (_ratios(told) ** 2 - _noise(told)).mean()) + _LEAST)
