"""What may be varied: named variables, real, stepped or a choice, as the columns of one array of numbers.

Knows how a row is drawn, bounded and read back by name; what a variable means is others'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Variable:
    """One thing that may be varied.

    Attributes:
        name: Its name.
        low: The least value; 0 of a choice.
        high: The greatest value, itself allowed; of a choice the last option's number.
        kind: Whether all values between are allowed, only steps from the least, or options without an order.
        step: Between one value and the next, where it has steps.
    """

    name: str
    low: float
    high: float
    kind: Literal["real", "stepped", "choice"] = "real"
    step: float = 1.0


@dataclass(frozen=True)
class Space:
    """All variables in order. A row holds one value of each: its own unit, or the number of an option."""

    variables: tuple[Variable, ...]

    @property
    def low(self) -> Floats:
        """The least values, (d,)."""
        return np.array([each.low for each in self.variables])

    @property
    def high(self) -> Floats:
        """The greatest values, (d,)."""
        return np.array([each.high for each in self.variables])

    @property
    def step(self) -> Floats:
        """The step of each variable, (d,)."""
        return np.array([each.step for each in self.variables])

    def of(self, kind: str) -> NDArray[np.bool_]:
        """Which variables are of a kind, (d,)."""
        return np.array([each.kind == kind for each in self.variables])

    def from_unit(self, unit: Floats) -> Floats:
        """Rows from a cube with sides [0, 1): equal volumes for every step and every option.

        Args:
            unit: (n, d).
        """
        steps = np.floor((self.high - self.low) / self.step + 1e-9)
        stepped = self.low + self.step * np.minimum(np.floor(unit * (steps + 1)), steps)
        return np.where(self.of("real"), self.low + unit * (self.high - self.low), stepped)

    def spread(self, count: int, chance: np.random.Generator) -> Floats:
        """Rows by chance that fill every variable evenly: a Latin hypercube (McKay 1979), (count, d)."""
        cells = chance.permuted(np.tile(np.arange(count), (len(self.variables), 1)), axis=1).T
        return self.from_unit((cells + chance.random(cells.shape)) / count)

    def bounded(self, rows: Floats) -> Floats:
        """Rows with every value inside its bounds, and on a step where it must be."""
        inside = np.clip(rows, self.low, self.high)
        steps = np.floor((self.high - self.low) / self.step + 1e-9)
        stepped = self.low + self.step * np.minimum(np.rint((inside - self.low) / self.step), steps)
        return np.where(self.of("real"), inside, stepped)

    def named(self, rows: Floats) -> Mapping[str, Floats]:
        """Columns by name, each (n,)."""
        return {each.name: rows[:, place] for place, each in enumerate(self.variables)}
