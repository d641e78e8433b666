"""A Gaussian process that corrects the physics of one property, where it has shown that it may.

Knows the logarithm of measured by predicted as a smooth function of a cloth; the physics is its mean. It is
used only where, source by source left out, it comes nearer than the physics alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.measured.table import PAIRS, MeasuredCloth
from modiste.fabric.properties.prediction import predict_rows
from modiste.fabric.rows import Rows, rows_of
from modiste.fabric.spec import FabricSpec
from modiste.garment import ModisteError

Array = NDArray[np.float64]
LEAST_SOURCES = 2
_TWO_SIDED = 1.96
"""Standard deviations to either side that hold 95 %."""
_LENGTHS = (0.5, 1.0, 2.0, 4.0)
_SIGNALS = (0.05, 0.2, 0.5, 1.0)
_NOISES = (0.02, 0.05, 0.1, 0.3)


@dataclass(frozen=True, eq=False)
class Process:
    """A Gaussian process with a squared exponential kernel and a mean of nought.

    Attributes:
        points: (n, d) where it has seen values.
        weights: (n,) of the values, K⁻¹y.
        factor: (n, n) Cholesky's of K.
        length: Of the kernel.
        signal: Its standard deviation.
        noise: Standard deviation of a value around it.
        evidence: Log marginal likelihood of the values.
    """

    points: Array
    weights: Array
    factor: Array
    length: float
    signal: float
    noise: float
    evidence: float

    def at(self, points: Array) -> tuple[Array, Array]:
        """Mean and standard deviation, noise included, (m,) each, at (m, d) points."""
        across = _kernel(points, self.points, self.length, self.signal)
        solved = np.linalg.solve(self.factor, across.T)
        variance = self.signal**2 - (solved**2).sum(0) + self.noise**2
        return across @ self.weights, np.sqrt(np.maximum(variance, 1e-12))


def process(points: Array, values: Array, doubts: Array | float = 0.0) -> Process:
    """The process of the grid's length, signal and noise that makes the values most likely.

    `doubts` are standard deviations of the values that are known beside the noise.

    Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1.
    """
    made = [
        _process(points, values, length, signal, noise, doubts)
        for length in _LENGTHS
        for signal in _SIGNALS
        for noise in _NOISES
    ]
    return max(made, key=lambda each: each.evidence)


@dataclass(frozen=True, eq=False)
class Surrogate:
    """A property's correction.

    Attributes:
        of: The property's key.
        rows: How many cloths it learned from.
        sources: How many publications they are from.
        physics_error: Root mean square of the physics' logarithmic error, each source left out in turn.
        corrected_error: That of the corrected values; infinite with fewer than two sources.
        fitted: The process of all, or None where it does not win.
        centre: (d,) mean of the features.
        scale: (d,) their spread.
    """

    of: str
    rows: int
    sources: int
    physics_error: float
    corrected_error: float
    fitted: Process | None
    centre: Array
    scale: Array

    @property
    def wins(self) -> bool:
        """Whether it comes nearer than the physics to sources that it has not seen."""
        return self.fitted is not None

    def corrected(self, spec: FabricSpec) -> tuple[float, float, float]:
        """The value and its 95 % interval; the physics' own value, without one, where it does not win."""
        rows = rows_of([spec])
        value = float(_physics(rows, self.of)[0])
        if self.fitted is None:
            return value, value, value
        mean, spread = self.fitted.at((features(rows) - self.centre) / self.scale)
        shift, width = float(mean[0]), _TWO_SIDED * float(spread[0])
        return value * np.exp(shift), value * np.exp(shift - width), value * np.exp(shift + width)


def surrogate(cloths: Sequence[MeasuredCloth], name: str) -> Surrogate:
    """What the cloths that have a property teach about it.

    Raises:
        ModisteError: MOD-2810 where none has.
    """
    known = [each for each in cloths if each.values.get(name, 0) > 0]
    if not known:
        raise ModisteError("MOD-2810", reason=f"no cloth has a {name}")
    rows = rows_of([each.spec for each in known])
    physics = _physics(rows, name)
    measured = np.array([each.values[name] for each in known])
    errors = np.log(measured / np.maximum(physics, 1e-12))
    raw = features(rows)
    doubts = np.array([each.uncertainty for each in known]) / _TWO_SIDED
    centre, scale = raw.mean(0), np.maximum(raw.std(0), 1e-6)
    points = (raw - centre) / scale
    sources = np.array([each.doi for each in known])
    found = sorted(set(sources.tolist()))
    left = np.full(len(known), np.inf)
    if len(found) >= LEAST_SOURCES:
        for source in found:
            out = sources == source
            left[out] = errors[out] - process(points[~out], errors[~out], doubts[~out]).at(points[out])[0]
    physics_error, corrected_error = (float(np.sqrt(np.mean(each**2))) for each in (errors, left))
    fitted = process(points, errors, doubts) if corrected_error < physics_error else None
    return Surrogate(name, len(known), len(found), physics_error, corrected_error, fitted, centre, scale)


def features(rows: Rows) -> Array:
    """(n, 8) of a cloth: kind, counts, setts, loop, fibre and twist, logarithms where they span decades."""
    return np.column_stack(
        [
            rows.is_knit,
            *np.log(rows.tex),
            *np.log(rows.sett),
            np.log(rows.loop),
            rows.density.mean(0),
            rows.is_spun.mean(0),
        ]
    )


def _physics(rows: Rows, name: str) -> Array:
    """(n,) of a property, or the geometric mean of both directions."""
    names = PAIRS.get(name, (name,))
    found = predict_rows(rows, names)
    made: Array = np.prod([found[each] for each in names], axis=0) ** (1 / len(names))
    return made


def _kernel(one: Array, other: Array, length: float, signal: float) -> Array:
    squares = ((one[:, None, :] - other[None, :, :]) ** 2).sum(-1) / one.shape[1]
    made: Array = signal**2 * np.exp(-0.5 * squares / length**2)
    return made


def _process(
    points: Array, values: Array, length: float, signal: float, noise: float, doubts: Array | float
) -> Process:
    scatter = np.full(len(points), noise**2) + np.square(doubts)
    covariance = _kernel(points, points, length, signal) + np.diag(scatter)
    factor = np.linalg.cholesky(covariance).astype(np.float64)
    weights = np.linalg.solve(factor.T, np.linalg.solve(factor, values))
    evidence = -0.5 * values @ weights - np.log(np.diag(factor)).sum()
    return Process(points, weights, factor, length, signal, noise, float(evidence))
