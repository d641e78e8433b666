"""When to anchor: the price of gas now against what waiting costs and what gas will probably cost.

Knows fees by the hour of the day, how they drift back to it, and the rule of optimal stopping that follows;
what an anchor does is `outbox`'s. Pure: fees and counts in, thresholds out.

The model: the logarithm of the base fee is an hour's mean, plus a level that forgets a fixed share of itself
each step, plus noise that is gone with the next (ARMA(1, 1), followed as a steady Kalman filter does), pushed
by errors as they were observed, by quantile. Every leaf that waits costs a stated sum a second; anchoring
costs gas times price and empties the queue. The thresholds are those of least expected cost over many days
(backward induction, Bellman 1957); with a constant fee they are Wilson's lot size, every
sqrt(2 fee / (cost x rate)) seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOURS = 24
DAY = 86_400
LEVELS, ERRORS = 21, 15
_DAYS_AHEAD = 5
_NEVER = 1e40
_KEEPS = np.array((0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.965, 0.98, 0.99, 0.995))
_GAINS = np.array((0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0))
_PRIOR_HOURS = 4.0
"""An hour's mean is drawn to the mean of all as if so many more steps of it had been seen."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FeeModel:
    """What base fees do.

    Attributes:
        step: Seconds from one fee to the next.
        hours: Mean logarithm of the fee (wei a gas) by hour of the day, UTC, `(24,)`.
        keeps: The share of its level that a step keeps, 0 to under 1.
        gain: The share of an error that is the level's, the rest being noise.
        errors: By what a fee misses its forecast, equally probable values `(15,)`.
    """

    step: int
    hours: Array
    keeps: float
    gain: float
    errors: Array

    @classmethod
    def of(cls, fees: Sequence[int] | Array, first: int, step: int) -> "FeeModel":
        """Learn from fees at regular moments.

        Args:
            fees: Base fees in wei a gas, oldest first, at least two.
            first: When the first was, in seconds since 1970.
            step: Seconds between two.
        """
        logs = np.log(np.maximum(np.asarray(fees, np.float64), 1.0))
        hour = ((first + step * np.arange(len(logs))) % DAY) // (DAY // HOURS)
        sums = np.bincount(hour, logs, HOURS)
        counts = np.bincount(hour, minlength=HOURS)
        hours = (sums + _PRIOR_HOURS * logs.mean()) / (counts + _PRIOR_HOURS)
        keeps, gain = (each.ravel() for each in np.meshgrid(_KEEPS, _GAINS))
        errors = np.empty((len(logs), len(keeps)))
        level = np.zeros(len(keeps))
        for turn, rest in enumerate(logs - hours[hour]):
            errors[turn] = rest - keeps * level
            level = keeps * level + gain * errors[turn]
        best = int((errors[1:] ** 2).sum(axis=0).argmin())
        shares = (np.arange(ERRORS) + 0.5) / ERRORS
        return cls(step, hours, float(keeps[best]), float(gain[best]), np.quantile(errors[1:, best], shares))

    def followed(self, level: float, now: int, fee: float) -> float:
        """The level after a step that ended with this fee; 0 is the hour's mean."""
        expected = self.keeps * level
        return expected + self.gain * (float(np.log(max(fee, 1.0))) - self._hour(now) - expected)

    def level(self, fees: Sequence[int] | Array, first: int) -> float:
        """The level after fees at regular moments, as `of` takes them."""
        level = 0.0
        for turn, fee in enumerate(fees):
            level = self.followed(level, first + turn * self.step, float(fee))
        return level

    def quantiles(self, level: float, now: int, ahead: int, shares: Sequence[float]) -> Array:
        """Fees in `ahead` seconds that are not passed with these probabilities, `(len(shares),)`."""
        steps = max(ahead // self.step, 1)
        drawn = np.random.default_rng(0).choice(self.errors, (2000, steps))
        weights = self.gain * self.keeps ** np.arange(steps)[::-1]
        weights[-1] = 1.0
        rests = level * self.keeps**steps + drawn @ weights
        found: Array = np.quantile(np.exp(self._hour(now + ahead) + rests), shares)
        return found

    def _hour(self, at: int) -> float:
        return float(self.hours[at % DAY // (DAY // HOURS)])


@dataclass(frozen=True, slots=True)
class WaitingCost:
    """What anchoring and waiting cost.

    Attributes:
        leaf_second: A leaf's second without an anchor, in wei.
        leaves: How many leaves come a second.
        longest: The most seconds that a leaf may wait.
        gas: What an anchor uses.
        tip: What is paid beside the base fee, in wei a gas.
    """

    leaf_second: float
    leaves: float
    longest: int
    gas: int = 54_000
    tip: float = 1e9


@dataclass(frozen=True, slots=True)
class Schedule:
    """Up to which fee to anchor, by time of day, by how many leaves wait and by the level of fees.

    Attributes:
        model: What fees do.
        cost: What it was made for.
        levels: The model's levels, evenly spaced, `(LEVELS,)`.
        thresholds: Base fees in wei a gas, `(steps of a day, steps waited, LEVELS)`.
    """

    model: FeeModel
    cost: WaitingCost
    levels: Array
    thresholds: Array

    @classmethod
    def of(cls, model: FeeModel, cost: WaitingCost) -> "Schedule":
        """The thresholds of least expected cost."""
        slots, most = DAY // model.step, max(cost.longest // model.step, 1)
        hour = np.arange(slots) * model.step // (DAY // HOURS)
        spread = max(float(model.errors.std()), 1e-9) * model.gain / np.sqrt(1 - model.keeps**2)
        levels = np.linspace(-3.5, 3.5, LEVELS) * spread
        expected = model.keeps * levels[:, None]
        place = (expected + model.gain * model.errors - levels[0]) / (levels[1] - levels[0])
        low = np.clip(np.floor(place), 0, LEVELS - 2).astype(int)
        share = np.clip(place - low, 0.0, 1.0)
        rests = np.exp(expected + model.errors)
        # Leaves that waited k steps cost the step that follows, in which half a step's more come on average.
        waits = cost.leaf_second * cost.leaves * model.step**2 * (np.arange(most + 1) + 0.5)
        ahead = np.zeros((most + 1, LEVELS))
        thresholds = np.zeros((slots, most + 1, LEVELS))
        for turn in range(_DAYS_AHEAD * slots):
            slot = slots - 1 - turn % slots
            later = np.roll(ahead, -1, axis=0) + waits[:, None]
            later[-1] = _NEVER  # the longest delay: it must be now
            gained = later - later[0]
            thresholds[slot] = gained / cost.gas - cost.tip
            pays = cost.gas * (np.exp(model.hours[hour[slot]]) * rests + cost.tip)
            least = np.minimum(pays, gained[:, low] * (1 - share) + gained[:, low + 1] * share)
            ahead = (least + later[0, low] * (1 - share) + later[0, low + 1] * share).mean(axis=2)
            ahead -= ahead.min()
        return cls(model, cost, levels, thresholds)

    def is_time(self, now: int, pending: int, waited: float, base_fee: float, level: float) -> bool:
        """Whether to anchor.

        Args:
            now: Seconds since 1970.
            pending: Leaves that no anchor covers.
            waited: Seconds that the oldest of them waits.
            base_fee: What gas costs now, in wei.
            level: Where the model sees fees, this one included.
        """
        if pending == 0:
            return False
        if waited + self.model.step > self.cost.longest:
            return True
        age = int(pending / (self.cost.leaves * self.model.step))
        most = self.thresholds.shape[1] - 2
        row = self.thresholds[now % DAY // self.model.step, min(max(age, 1), most)]
        return base_fee <= float(np.interp(level, self.levels, row))

    def rule(self) -> Callable[[int, int, float, float], bool]:
        """`is_time` for one who asks at every step from now on and leaves the level to it."""
        level = 0.0

        def is_time(now: int, pending: int, waited: float, base_fee: float) -> bool:
            nonlocal level
            level = self.model.followed(level, now, base_fee)
            return self.is_time(now, pending, waited, base_fee, level)

        return is_time
