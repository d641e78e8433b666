"""What one season's demand may be: normal, Poisson, negative binomial, or drawn samples.

Knows quantiles and what a quantity will lack on average; what to buy for it is `newsvendor`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import special, stats

from modiste.garment import ModisteError
from modiste.trends.panel import Floats


class Demand(Protocol):
    """An uncertain number of pieces."""

    @property
    def mean(self) -> float:
        """Pieces to expect."""

    def quantile(self, share: float) -> float:
        """The smallest number that demand stays within with this probability."""

    def lacking(self, quantity: float) -> float:
        """Pieces of demand beyond a quantity, on average."""

    def within(self, quantity: float) -> float:
        """Probability that demand is at most a quantity."""


@dataclass(frozen=True)
class NormalDemand:
    """Demand by mean and standard deviation; what it says below nought is taken as said."""

    mean: float
    deviation: float

    def __post_init__(self) -> None:
        _check(
            self.mean >= 0 and self.deviation > 0, f"normal with mean {self.mean}, deviation {self.deviation}"
        )

    def quantile(self, share: float) -> float:
        """See `Demand`."""
        return float(stats.norm.ppf(share, self.mean, self.deviation))

    def lacking(self, quantity: float) -> float:
        """See `Demand`; the standard normal loss function times the deviation."""
        z = (quantity - self.mean) / self.deviation
        return float(self.deviation * (stats.norm.pdf(z) - z * stats.norm.sf(z)))

    def within(self, quantity: float) -> float:
        """See `Demand`."""
        return float(stats.norm.cdf(quantity, self.mean, self.deviation))


@dataclass(frozen=True)
class CountDemand:
    """Whole pieces: Poisson, or negative binomial where the variance is above the mean.

    Attributes:
        mean: Pieces to expect.
        variance: Of the pieces; none for Poisson.
    """

    mean: float
    variance: float | None = None

    def __post_init__(self) -> None:
        fine = self.mean > 0 and (self.variance is None or self.variance > self.mean)
        _check(fine, f"counts with mean {self.mean}, variance {self.variance}")

    def _shape(self) -> tuple[float, float]:
        """Successes and their probability, as scipy's negative binomial takes them."""
        share = self.mean / (self.variance or np.inf)
        return self.mean * share / (1 - share), share

    def quantile(self, share: float) -> float:
        """See `Demand`."""
        if self.variance is None:
            return float(stats.poisson.ppf(share, self.mean))
        return float(stats.nbinom.ppf(share, *self._shape()))

    def _beyond(self, quantity: Floats) -> Floats:
        """Probability of more than a whole quantity."""
        if self.variance is None:
            return np.asarray(special.pdtrc(quantity, self.mean))
        successes, share = self._shape()
        return np.asarray(special.betaincc(successes, quantity + 1, share))

    def lacking(self, quantity: float) -> float:
        """See `Demand`: the mean less the sum of survivals below the quantity."""
        whole = int(np.floor(max(quantity, 0)))
        survivals = self._beyond(np.arange(whole + 1.0))
        kept = float(survivals[:whole].sum() + (quantity - whole) * survivals[whole])
        return self.mean - kept

    def within(self, quantity: float) -> float:
        """See `Demand`."""
        return 1 - float(self._beyond(np.floor(np.array(quantity)))) if quantity >= 0 else 0.0


@dataclass(frozen=True, eq=False)
class DrawnDemand:
    """Demand by samples, each with a weight.

    Attributes:
        samples: (m,) pieces, rising.
        weights: (m,) probabilities that sum to 1.
    """

    samples: Floats
    weights: Floats

    @property
    def mean(self) -> float:
        """Pieces to expect."""
        return float(self.samples @ self.weights)

    def quantile(self, share: float) -> float:
        """See `Demand`."""
        place = int(np.searchsorted(self.weights.cumsum(), share - 1e-12))
        return float(self.samples[min(place, len(self.samples) - 1)])

    def lacking(self, quantity: float) -> float:
        """See `Demand`."""
        return float(np.maximum(self.samples - quantity, 0) @ self.weights)

    def within(self, quantity: float) -> float:
        """See `Demand`."""
        return float(self.weights[self.samples <= quantity].sum())


def drawn_demand(
    samples: Sequence[float] | Floats, weights: Sequence[float] | Floats | None = None
) -> DrawnDemand:
    """Demand by samples of it, such as paths of a forecast, or values with probabilities.

    Raises:
        ModisteError: MOD-2454 where there are none, or one is negative or not finite.
    """
    values = np.asarray(samples, float).ravel()
    given = np.full(len(values), 1.0) if weights is None else np.asarray(weights, float).ravel()
    fine = (
        len(values) > 0
        and len(given) == len(values)
        and bool(np.isfinite(values).all() and (values >= 0).all())
    )
    _check(
        fine and bool((given >= 0).all() and given.sum() > 0), f"{len(values)} samples, {len(given)} weights"
    )
    order = np.argsort(values, kind="stable")
    return DrawnDemand(values[order], given[order] / given.sum())


def demand_of_quantiles(levels: Sequence[float], values: Sequence[float], count: int = 999) -> DrawnDemand:
    """Demand by a forecast's quantiles, straight between them and beyond the outer two, never below nought.

    Args:
        levels: Rising, between 0 and 1; at least two.
        values: What demand stays within at each level, never falling.
        count: Of even samples that stand for it.

    Raises:
        ModisteError: MOD-2454 where levels or values do not rise.
    """
    shares, pieces = np.asarray(levels, float), np.asarray(values, float)
    fine = len(shares) == len(pieces) >= 2 and bool(
        (np.diff(shares) > 0).all() and (np.diff(pieces) >= 0).all()
    )
    _check(fine and shares[0] > 0 and shares[-1] < 1, f"quantiles {values} at {levels}")
    even = (np.arange(count) + 0.5) / count
    slopes = np.diff(pieces) / np.diff(shares)
    drawn = np.interp(even, shares, pieces)
    drawn = np.where(even < shares[0], pieces[0] + slopes[0] * (even - shares[0]), drawn)
    drawn = np.where(even > shares[-1], pieces[-1] + slopes[-1] * (even - shares[-1]), drawn)
    return drawn_demand(np.maximum(drawn, 0))


def _check(fine: bool, what: str) -> None:
    if not fine:
        raise ModisteError("MOD-2454", what=what)
