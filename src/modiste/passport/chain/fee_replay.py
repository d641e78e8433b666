"""Rules of anchoring replayed on a series of base fees: what they pay, and how long leaves wait.

Knows replays, the best that hindsight allows, and a synthetic series to try them on; rules are `schedule`'s
and the caller's.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from modiste.passport.chain.schedule import DAY, Array, WaitingCost

Rule = Callable[[int, int, float, float], bool]
"""Whether to anchor: the moment, leaves that wait, seconds the oldest waits, the base fee (wei a gas)."""
BLOCK_SECONDS = 12


@dataclass(frozen=True, slots=True)
class Replay:
    """What a rule did.

    Attributes:
        anchors: How many.
        paid: For gas, in wei.
        waited: For waiting, in wei as the cost states it.
        mean_delay: Seconds that a leaf waits on average.
        longest_delay: Seconds that one waited at most.
    """

    anchors: int
    paid: float
    waited: float
    mean_delay: float
    longest_delay: float

    @property
    def total(self) -> float:
        """Paid and waited, in wei."""
        return self.paid + self.waited


def replayed(fees: Array, first: int, step: int, cost: WaitingCost, rule: Rule) -> Replay:
    """Follow a rule through fees at regular moments; leaves come evenly, the rest is anchored at the end."""
    anchors, paid, leaf_seconds, longest, age = 0, 0.0, 0.0, 0.0, 0
    for turn, fee in enumerate(fees):
        pending = round(cost.leaves * step * age)
        if turn == len(fees) - 1 or rule(first + turn * step, pending, age * step, fee):
            anchors += 1
            paid += cost.gas * (fee + cost.tip)
            leaf_seconds += cost.leaves * (age * step) ** 2 / 2
            longest, age = max(longest, age * step), 0
        age += 1
    leaves = cost.leaves * step * max(len(fees) - 1, 1)
    return Replay(anchors, paid, cost.leaf_second * leaf_seconds, leaf_seconds / leaves, longest)


def fixed(every: float) -> Rule:
    """Anchor each so many seconds, whatever it costs."""
    return lambda now, pending, waited, base_fee: waited >= every


def even(cost: WaitingCost, step: int) -> Rule:
    """Anchor when waiting has cost as much as an anchor does: at most twice the best, whatever fees do."""

    def is_time(now: int, pending: int, waited: float, base_fee: float) -> bool:
        lost = cost.leaf_second * pending * waited / 2
        return pending > 0 and (lost >= cost.gas * (base_fee + cost.tip) or waited + step > cost.longest)

    return is_time


def hindsight(fees: Array, step: int, cost: WaitingCost) -> float:
    """The least that anyone who knew every fee could have paid and waited, in wei; at first nothing waits."""
    most = max(cost.longest // step, 1)
    ages = step * np.arange(most, 0, -1)
    waits = cost.leaf_second * cost.leaves * ages**2 / 2
    best = np.full(len(fees), np.inf)
    best[0] = 0.0
    for turn in range(1, len(fees)):
        low = max(turn - most, 0)
        before = best[low:turn] + waits[most - (turn - low) :]
        best[turn] = cost.gas * (fees[turn] + cost.tip) + before.min()
    return float(best[-1])


def synthetic_fees(days: int, seed: int, step: int) -> Array:
    """SYNTHETIC base fees in wei a gas, one each `step` seconds: EIP-1559 blocks filled by invented demand.

    Demand follows the hour, wanders with a memory of some hours, and has rushes; the fee then moves by at
    most an eighth a block, as the chain's rule says. It is not the model that `schedule` fits.
    """
    chance = np.random.default_rng(seed)
    blocks = days * DAY // BLOCK_SECONDS
    hours = np.arange(blocks) * BLOCK_SECONDS / 3600 % 24
    demand = np.log(15e9) + 0.45 * np.sin((hours - 10) * np.pi / 12) + 0.15 * np.sin((hours - 3) * np.pi / 6)
    wander, rush, fee = 0.0, 0.0, 15e9
    noise, begins = chance.normal(0, 0.012, blocks), chance.random(blocks) < BLOCK_SECONDS / (1.5 * DAY)
    sizes, crowd = chance.exponential(0.9, blocks), chance.normal(0, 0.6, blocks)
    fees = np.empty(blocks)
    for turn in range(blocks):
        wander = 0.9993 * wander + noise[turn]
        rush = 0.996 * rush + sizes[turn] * begins[turn]
        fees[turn] = fee
        fullness = np.tanh(1.5 * (demand[turn] + wander + rush - np.log(fee)) + crowd[turn])
        fee = max(fee * (1 + fullness / 8), 1e8)
    return fees[:: step // BLOCK_SECONDS]
