"""Faults that are planted into the simulated signals, so that what finds them can be judged.

Knows their shapes and how they are drawn; the truth goes to the judge, never to the detectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from modiste.supply.fleet.chance import Chance, Counts, Reals

FaultKind = Literal["spike", "step", "drift", "stuck", "noise", "excursion", "wear", "silence"]
HOUR = 3_600_000
LASTING: dict[FaultKind, tuple[float, float]] = {
    "spike": (0.0, 0.0), "step": (6, 48), "drift": (48, 120), "stuck": (6, 36), "noise": (6, 36),
    "excursion": (3, 12), "wear": (120, 240), "silence": (4, 24),
}  # fmt: skip
"""Hours a fault lasts, from least to most; a spike is one reading."""
SIZES: dict[FaultKind, tuple[float, float]] = {
    "spike": (6, 12), "step": (3, 6), "drift": (4, 8), "stuck": (0, 0), "noise": (3, 5),
    "excursion": (5, 10), "wear": (1.0, 2.5), "silence": (0, 0),
}  # fmt: skip
"""In standard deviations of the signal's own noise; of wear, the share by which it has grown at the end."""


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """One fault of one quantity; of silence the quantity is "".

    Attributes:
        begins_ms: Its first moment.
        ends_ms: The moment after its last.
        size: How much, in the quantity's own unit; a share for wear and a factor for noise.
    """

    device: str
    quantity: str
    kind: FaultKind
    begins_ms: int
    ends_ms: int
    size: float

    def holds(self, at: Counts) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """At which of these moments it is there."""
        return np.asarray((at >= self.begins_ms) & (at < self.ends_ms))


def spoiled(values: Reals, at: Counts, plain: Reals, faults: Sequence[PlantedFault]) -> Reals:
    """Readings with faults in them.

    Args:
        values: As they would be, in time's order.
        at: When.
        plain: The same without the sensor's noise.
        faults: Of this quantity.
    """
    values = values.copy()
    for fault in faults:
        holds = fault.holds(at)
        if not holds.any():
            continue
        along = (at[holds] - fault.begins_ms) / max(fault.ends_ms - fault.begins_ms, 1)
        if fault.kind in ("spike", "step"):
            values[holds] += fault.size
        elif fault.kind == "drift":
            values[holds] += fault.size * along
        elif fault.kind == "noise":
            values[holds] += (fault.size - 1) * (values - plain)[holds]
        elif fault.kind == "stuck":
            values[holds] = values[holds][0]
        elif fault.kind == "excursion":  # a first-order way to another balance, in an hour
            values[holds] += fault.size * (1 - np.exp(-(at[holds] - fault.begins_ms) / HOUR))
        elif fault.kind == "wear":
            values[holds] *= 1 + fault.size * along**2
    return values


def drawn_fault(
    kind: FaultKind,
    stream: tuple[str, str],
    noise: float,
    every_ms: int,
    span: tuple[int, int],
    chance: Chance,
) -> PlantedFault:
    """One fault within a span of time, somewhere in its later two thirds.

    Args:
        kind: What goes wrong.
        stream: The device and its quantity.
        noise: The quantity's standard deviation.
        every_ms: Between two readings.
        span: First and last moment.
        chance: A stream of its own.
    """
    device, quantity = stream
    least, most = LASTING[kind]
    hours = least + (most - least) * chance.one(0)
    lasts = every_ms if kind == "spike" else int(hours * HOUR)
    first, last = span[0] + (span[1] - span[0]) // 3, max(span[1] - lasts, span[0] + 1)
    begins = min(first + int(chance.one(1) * max(last - first, 1)), last)
    begins = span[0] + -(-(begins - span[0]) // every_ms) * every_ms
    small, great = SIZES[kind]
    size = small + (great - small) * chance.one(2)
    if kind not in ("wear", "noise", "silence", "stuck"):
        size *= noise * (1 if kind == "excursion" or chance.one(3) < 0.5 else -1)
    return PlantedFault(device, "" if kind == "silence" else quantity, kind, begins, begins + lasts, size)
