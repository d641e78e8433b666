"""Sampling slowly while one is sure: what a policy saves, and what it costs in right answers, on recordings.

Knows the policy second by second; the network is served by others, currents are `energy`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.activity import Teller
from modiste.wearables.placement.energy import Policy
from modiste.wearables.windows import RATE_HZ, UNKNOWN, Grid

Floats32 = NDArray[np.float32]


@dataclass(frozen=True)
class Sampled:
    """A policy on recordings beside even sampling: accuracy at 1 Hz, and the share of time that was slow."""

    seconds: int
    accuracy_full: float
    accuracy_adaptive: float
    accuracy_low: float
    low_share: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        change = 100 * (self.accuracy_adaptive - self.accuracy_full)
        return {**vars(self), "change_points": round(change, 3)}


def sampled(teller: Teller, grids: Sequence[Grid], length: int, policy: Policy) -> Sampled:
    """Run a policy through recordings; every second of known label counts.

    A recording begins slowly. An answer about a second needs the half window after it, so that the rate
    follows what was told of a moment half a window ago. Slow samples are joined by lines, as on the device.

    Args:
        teller: The served network.
        grids: Recordings on the even grid.
        length: Steps of the network's window.
        policy: When to sample slowly.
    """
    right: dict[str, list[NDArray[np.bool_]]] = {"full": [], "adaptive": [], "low": []}
    low_seconds: list[NDArray[np.bool_]] = []
    for grid in grids:
        truth = grid.seconds[: (len(grid.values) - 1) // RATE_HZ + 1]
        known = truth != UNKNOWN
        slow = slowly(grid.values, policy.divide)
        seen, low = _followed(teller, grid.values, slow, length, policy)
        for name, values in (("full", grid.values), ("low", slow), ("adaptive", seen)):
            told = teller.predict(_windows(values, length, len(truth))).argmax(1)
            if name == "adaptive":
                told = _held(told, low, policy)
            right[name].append((told == truth)[known])
        low_seconds.append(low)
    accuracy = {name: float(np.concatenate(each).mean()) for name, each in right.items()}
    share = float(np.concatenate(low_seconds).mean())
    count = sum(len(each) for each in right["full"])
    return Sampled(count, accuracy["full"], accuracy["adaptive"], accuracy["low"], share)


def slowly(values: Floats32, divide: int) -> Floats32:
    """A series (steps, channels) of which every so-manieth step was sampled, the others on lines between."""
    taken = np.arange(0, len(values), divide)
    every = np.arange(len(values))
    lines = [np.interp(every, taken, values[taken, axis]) for axis in range(values.shape[1])]
    return np.stack(lines, 1).astype(np.float32)


def _followed(
    teller: Teller, values: Floats32, slow: Floats32, length: int, policy: Policy
) -> tuple[Floats32, NDArray[np.bool_]]:
    """The series as the policy samples it, and which seconds were slow."""
    delay = -(-length // (2 * RATE_HZ))
    count = (len(values) - 1) // RATE_HZ + 1
    seen, low = slow.copy(), np.ones(count, bool)
    for second in range(delay, count):
        known = seen[: second * RATE_HZ]
        window = _windows(known, length, second - delay + 1)[-1:]
        low[second] = teller.predict(window).max() > policy.confidence
        if not low[second]:
            now = slice(second * RATE_HZ, (second + 1) * RATE_HZ)
            seen[now] = values[now]
    return seen, low


def _held(told: NDArray[np.int64], low: NDArray[np.bool_], policy: Policy) -> NDArray[np.int64]:
    """Answers of which some are not asked for, where the one before goes on."""
    held, since = told.copy(), 0
    for second in range(1, len(told)):
        since += 1
        if since < (policy.low_every_s if low[second] else policy.full_every_s):
            held[second] = held[second - 1]
        else:
            since = 0
    return held


def _windows(values: Floats32, length: int, count: int) -> list[Floats32]:
    """The windows about the first so many whole seconds; both ends go on with their last value."""
    padded = np.pad(values, ((length // 2, length), (0, 0)), mode="edge")
    return [padded[second * RATE_HZ :][:length] for second in range(count)]
