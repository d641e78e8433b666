"""What customers will still buy: BG/NBD for how often, gamma-gamma for how much, by maximum likelihood.

Knows counts, ages and mean values of customers; whose they are stays with the caller. Sources: Fader, Hardie,
Lee, "Counting your customers the easy way", Marketing Science 24 (2005); Fader, Hardie, "The gamma-gamma
model of monetary value" (2013).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog

Floats = NDArray[np.float64]
LEAST_REPEATERS = 20
"""Customers who came again, below which nothing is fitted."""
_DRAWS = 200
"""Sets of parameters that an interval is made of."""
_FAR = 7.0
"""Logarithms of parameters go no further: where nobody ever stops, b would run away, and sums cancel."""


@dataclass(frozen=True, eq=False)
class Histories:
    """What the models need of every customer. Time is in weeks since their first purchase.

    Attributes:
        customers: (n,) ids.
        repeats: (n,) days with a purchase after the first one.
        recency: (n,) when the last purchase was; 0 without a second.
        age: (n,) how long they have been known.
        value: (n,) the mean paid on a day of repeats; NaN without any.
    """

    customers: tuple[str, ...]
    repeats: Floats
    recency: Floats
    age: Floats
    value: Floats


@dataclass(frozen=True, eq=False)
class BgNbd:
    """How often customers buy and when they stop: rates are gamma, chances to stop beta distributed.

    Attributes:
        r: shape of the rates.
        alpha: their rate, in weeks.
        a: of the chance to stop after a purchase.
        b: of it.
        log_likelihood: of the customers it was fitted on.
        draws: (d, 4) sets of r, alpha, a, b as likely as the data leave them.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    draws: Floats

    def expected(self, histories: Histories, weeks: float) -> Floats:
        """(n,) purchases that each customer will still make in so many weeks (equation 10)."""
        return _expected((self.r, self.alpha, self.a, self.b), histories, weeks)

    def alive(self, histories: Histories) -> Floats:
        """(n,) the probability that a customer has not stopped (Fader, Hardie, Lee 2008).

        Here one stops only after coming again: who never did is always told to be there.
        """
        x, odds = histories.repeats, np.zeros(len(histories.repeats))
        again = x > 0
        odds[again] = (
            self.a
            / (self.b + x[again] - 1)
            * ((self.alpha + histories.age[again]) / (self.alpha + histories.recency[again]))
            ** (self.r + x[again])
        )
        return np.asarray(1 / (1 + odds))

    def total(self, histories: Histories, weeks: float, seed: int = 0) -> tuple[float, float, float]:
        """Purchases of all customers together in so many weeks, with the 95 % interval.

        The interval holds what the parameters leave open, whether each customer is still there, their own
        rate, and chance: counts are drawn customer by customer, as many as come before the one after which
        they stop. It does not hold that customers may come to behave otherwise.
        """
        value = float(self.expected(histories, weeks).sum())
        chance = np.random.default_rng(seed)
        totals = []
        for row in self.draws:
            drawn = replace(self, **dict(zip(("r", "alpha", "a", "b"), row.tolist(), strict=True)))
            here = chance.random(len(histories.repeats)) < drawn.alive(histories)
            rate = chance.gamma(drawn.r + histories.repeats[here], 1 / (drawn.alpha + histories.age[here]))
            stops = np.maximum(chance.beta(drawn.a, drawn.b + histories.repeats[here]), 1e-12)
            totals.append(np.minimum(chance.poisson(rate * weeks), chance.geometric(stops)).sum())
        low, high = np.quantile(totals, (0.025, 0.975))
        return value, float(low), float(high)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {name: value for name, value in vars(self).items() if name != "draws"}


@dataclass(frozen=True)
class GammaGamma:
    """What customers pay on a day of purchase: gamma around a mean that is itself spread over customers."""

    p: float
    q: float
    gamma: float
    correlation: float

    def expected(self, histories: Histories) -> Floats:
        """(n,) the mean value each customer's purchases will have, drawn to that of all (equation 5)."""
        x = histories.repeats
        spent = np.where(x > 0, np.nan_to_num(histories.value), 0.0)
        return np.asarray(self.p * (self.gamma + x * spent) / (self.p * x + self.q - 1))

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def histories(log: SalesLog) -> Histories:
    """Every known customer's purchases by day, up to the log's moment.

    Raises:
        ModisteError: MOD-2431 where no known customer bought anything.
    """
    found = log.query(
        """WITH days AS (
                SELECT customer_id, "at"::DATE AS day, sum(coalesce(value, 0)) AS value FROM sold
                WHERE customer_id IS NOT NULL GROUP BY ALL),
            placed AS (
                SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY day) = 1 AS is_first FROM days)
            SELECT customer_id, count(*) - 1 AS repeats, date_diff('day', min(day), max(day)) / 7 AS recency,
                date_diff('day', min(day), $until::DATE) / 7 AS age,
                avg(value) FILTER (NOT is_first AND value > 0) AS value
            FROM placed GROUP BY customer_id ORDER BY customer_id""",
        {"until": log.cut},
    )
    if not len(found):
        raise ModisteError("MOD-2431", what="was bought by a known customer", at=log.as_of.date())
    numbers = {
        name: found[name].to_numpy(zero_copy_only=False).astype(float)
        for name in ("repeats", "recency", "age", "value")
    }
    return Histories(tuple(found["customer_id"].to_pylist()), **numbers)


def fit_frequency(histories: Histories) -> BgNbd:
    """The BG/NBD of these customers.

    Raises:
        ModisteError: MOD-2433 for too few that came again.
    """
    _enough(int((histories.repeats > 0).sum()))
    # Customers of one history are one row with a weight.
    rows = np.column_stack([histories.repeats, histories.recency, histories.age])
    rows, weights = np.unique(rows, axis=0, return_counts=True)
    x, recency, age = rows.T
    again = x > 0

    def loss(logs: Floats) -> float:
        if np.abs(logs).max() > _FAR:
            return 1e30
        with np.errstate(over="ignore", invalid="ignore"):
            r, alpha, a, b = np.exp(logs)
            bought = special.gammaln(r + x) - special.gammaln(r) + r * logs[1]
            stopped = special.betaln(a, b + x) - special.betaln(a, b)
            stays = -(r + x) * np.log(alpha + age)
            leaves = np.full(len(x), -np.inf)
            leaves[again] = (
                logs[2] - np.log(b + x[again] - 1) - (r + x[again]) * np.log(alpha + recency[again])
            )
            value = -float(weights @ (bought + stopped + np.logaddexp(stays, leaves)))
        return value if np.isfinite(value) else 1e30

    logs, value = _least(loss, np.log([0.5, 5.0, 0.8, 2.0]))
    r, alpha, a, b = (float(each) for each in np.exp(logs))
    return BgNbd(r, alpha, a, b, -value, _drawn(loss, logs))


def fit_value(histories: Histories) -> GammaGamma:
    """The gamma-gamma of those who came again and paid something.

    It takes how much for independent of how often; `correlation` says how far that holds.

    Raises:
        ModisteError: MOD-2433 for too few of them.
    """
    paying = (histories.repeats > 0) & (np.nan_to_num(histories.value) > 0)
    _enough(int(paying.sum()))
    x, mean = histories.repeats[paying], histories.value[paying]
    unit = float(np.median(mean))
    mean = mean / unit

    def loss(logs: Floats) -> float:
        if np.abs(logs).max() > _FAR:
            return 1e30
        with np.errstate(over="ignore", invalid="ignore"):
            p, q, gamma = np.exp(logs)
            value = -float(
                (
                    -special.betaln(p * x, q)
                    + q * logs[2]
                    + (p * x - 1) * np.log(mean)
                    + p * x * np.log(x)
                    - (p * x + q) * np.log(gamma + mean * x)
                ).sum()
            )
        return value if np.isfinite(value) else 1e30

    logs, _ = _least(loss, np.log([4.0, 3.0, 1.0]))
    p, q, gamma = (float(each) for each in np.exp(logs))
    if q <= 1:
        raise ModisteError(
            "MOD-2433", reason="What customers pay is spread so widely that its mean is not finite"
        )
    related = float(np.corrcoef(x, mean)[0, 1]) if np.ptp(x) > 0 and np.ptp(mean) > 0 else 0.0
    return GammaGamma(p, q, gamma * unit, related)


def worth(
    frequency: BgNbd, value: GammaGamma, histories: Histories, weeks: float, yearly_discount: float = 0.1
) -> Floats:
    """(n,) what each customer will still pay within so many weeks, discounted to now.

    Raises:
        ValueError: for a discount of -100 % or below.
    """
    if yearly_discount <= -1:
        raise ValueError("a discount lies above -1")
    edges = np.linspace(0, weeks, 1 + max(1, round(weeks / 13)))
    bought = np.zeros(len(histories.repeats))
    before = np.zeros(len(histories.repeats))
    for start, end in pairwise(edges):
        until = frequency.expected(histories, float(end))
        bought += (until - before) * (1 + yearly_discount) ** (-(start + end) / 2 / 52.18)
        before = until
    return np.asarray(bought * value.expected(histories))


def _expected(parameters: tuple[float, ...], histories: Histories, weeks: float) -> Floats:
    r, alpha, a, b = parameters
    x, recency, age = histories.repeats, histories.recency, histories.age
    with np.errstate(over="ignore", invalid="ignore"):
        if abs(a - 1) < 1e-6:
            a = 1 + 1e-6
        grown = special.hyp2f1(r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks))
        top = (a + b + x - 1) / (a - 1) * (1 - ((alpha + age) / (alpha + age + weeks)) ** (r + x) * grown)
        below = np.ones(len(x))
        again = x > 0
        below[again] += (
            a / (b + x[again] - 1) * ((alpha + age[again]) / (alpha + recency[again])) ** (r + x[again])
        )
    return np.asarray(np.maximum(np.nan_to_num(top / below), 0.0))


def _least(loss: Callable[[Floats], float], start: Floats) -> tuple[Floats, float]:
    """The best point in logarithms, from a simplex polished by a quasi-Newton method."""
    rough = optimize.minimize(loss, start, method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-6})
    fine = optimize.minimize(
        loss, rough.x, method="L-BFGS-B", jac="3-point", bounds=[(-_FAR, _FAR)] * len(start)
    )
    best = fine if fine.fun <= rough.fun else rough
    return np.asarray(best.x), float(best.fun)


def _drawn(loss: Callable[[Floats], float], best: Floats, seed: int = 0) -> Floats:
    """(d, k) parameters by sampling importance resampling (Rubin 1988), flat in their logarithms.

    Proposals are Student's t of four degrees around the best point, as wide as the information there says but
    at most a factor e: where the likelihood is flat it, and not the proposal's normal shape, decides.
    """
    step, size = 1e-2, len(best)
    hessian = np.zeros((size, size))
    for i in range(size):
        for j in range(i, size):
            total = 0.0
            for one, other in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                point = best.copy()
                point[i] += one * step
                point[j] += other * step
                total += one * other * loss(point)
            hessian[i, j] = hessian[j, i] = total / (4 * step * step)
    values, axes = np.linalg.eigh(hessian)
    scale = axes / np.sqrt(np.maximum(values, 1.0))
    chance = np.random.default_rng(seed)
    normal = chance.normal(size=(5 * _DRAWS, size))
    t = normal / np.sqrt(chance.chisquare(4, (5 * _DRAWS, 1)) / 4)
    points = best + t @ scale.T
    weights = -np.array([loss(each) for each in points]) + (4 + size) / 2 * np.log1p((t**2).sum(1) / 4)
    weights = np.exp(weights - weights.max())
    return np.asarray(np.exp(points[chance.choice(len(points), _DRAWS, p=weights / weights.sum())]))


def _enough(count: int) -> None:
    if count < LEAST_REPEATERS:
        reason = f"Only {count} customers came again, and {LEAST_REPEATERS} are needed"
        raise ModisteError("MOD-2433", reason=reason)
