"""Measured cloths beside what is predicted for them, property by property.

Knows errors and coverage; tables are `table`'s, learning from them is `surrogate`'s.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modiste.fabric.measured.table import PAIRS, MeasuredCloth
from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.properties.prediction import Predicted, predict


@dataclass(frozen=True)
class Held:
    """One value: measured and predicted.

    Attributes:
        name: The cloth's.
        of: The property's key.
        measured: The value that was measured.
        predicted: The value that was predicted.
        low: Of the prediction's interval.
        high: Of it.
        doi: Where the measurement is published.
        is_assumed: Whether the construction was filled in.
        method: How it was measured.
        uncertainty: Of the measurement, as a share.
    """

    name: str
    of: str
    measured: float
    predicted: float
    low: float
    high: float
    doi: str
    is_assumed: bool
    method: str
    uncertainty: float

    @property
    def factor(self) -> float:
        """How many times too large or too small it was predicted, 1 or more."""
        if not self.measured or not self.predicted:
            return float("inf") if self.measured != self.predicted else 1.0
        return max(self.predicted / self.measured, self.measured / self.predicted)

    @property
    def error_pct(self) -> float:
        """Predicted less measured, by measured, %."""
        return 100 * (self.predicted - self.measured) / self.measured if self.measured else float("inf")

    @property
    def is_covered(self) -> bool:
        """Whether the measurement lies in the interval."""
        return self.low <= self.measured <= self.high


@dataclass(frozen=True)
class Agreement:
    """How a property's predictions agree with what was measured.

    Attributes:
        of: The property's key.
        rows: Values held against it.
        sources: Their DOIs.
        median_factor: How many times off the middle one is.
        mape: Mean absolute error by the measured value, %.
        bias: Geometric mean of predicted by measured.
        coverage: Share of measurements inside their intervals.
        is_assumed: Whether a construction was filled in.
    """

    of: str
    rows: int
    sources: tuple[str, ...]
    median_factor: float
    mape: float
    bias: float
    coverage: float
    is_assumed: bool


def held(cloths: Sequence[MeasuredCloth]) -> list[Held]:
    """Every measured value beside its prediction.

    Raises:
        ModisteError: MOD-2808 for a cloth that cannot be made.
    """
    made = []
    for cloth in cloths:
        predicted = predict(cloth.spec)
        for name, value in cloth.values.items():
            made.append(
                Held(
                    cloth.spec.name,
                    name,
                    value,
                    *_reckoned(predicted, name),
                    cloth.doi,
                    cloth.is_assumed,
                    cloth.method,
                    cloth.uncertainty,
                )
            )
    return made


def agreements(values: Sequence[Held]) -> list[Agreement]:
    """The agreement of each property that was measured, in the order in which they come."""
    made = []
    for name in dict.fromkeys(each.of for each in values):
        own = [each for each in values if each.of == name]
        measured = np.array([each.measured for each in own])
        predicted = np.array([each.predicted for each in own])
        ratio = np.log(np.maximum(predicted, 1e-12) / np.maximum(measured, 1e-12))
        made.append(
            Agreement(
                name,
                len(own),
                tuple(dict.fromkeys(each.doi for each in own)),
                float(np.exp(np.median(np.abs(ratio)))),
                float(100 * np.mean(np.abs(predicted - measured) / np.maximum(measured, 1e-12))),
                float(np.exp(ratio.mean())),
                float(np.mean([each.is_covered for each in own])),
                any(each.is_assumed for each in own),
            )
        )
    return made


def agreement_of(name: str, found: Sequence[Agreement]) -> Agreement | None:
    """A property's agreement; of one that has none of its own, that of the mean of both directions."""
    means = [mean for mean, pair in PAIRS.items() if name in pair]
    return next((each for key in (name, *means) for each in found if each.of == key), None)


def status_of(agreement: Agreement | None) -> str:
    """What `Property.status` says: "unvalidated", or what it was held against and how it came out."""
    if agreement is None:
        return "unvalidated"
    assumed = ", constructions assumed" if agreement.is_assumed else ""
    mean = ", as the mean of both directions" if agreement.of in PAIRS else ""
    return (
        f"held against {agreement.rows} rows of {' and '.join(agreement.sources)}{assumed}{mean}: median "
        f"factor {agreement.median_factor:.2f}, {agreement.coverage:.0%} inside the interval, biased to "
        f"{agreement.bias:.2f}"
    ).replace("% inside", " % inside")


def _reckoned(predicted: Mapping[str, Predicted], name: str) -> tuple[float, float, float]:
    """Value, low and high of a property, or of the geometric mean of two."""
    if name in PROPERTIES:
        of = predicted[name]
        return of.value, of.low, of.high
    one, other = (predicted[each] for each in PAIRS[name])
    value, low, high = (
        math.sqrt(getattr(one, which) * getattr(other, which)) for which in ("value", "low", "high")
    )
    return value, low, high
