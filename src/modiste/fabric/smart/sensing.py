"""A strain sensor of conductive yarn: its response with hysteresis, learned from measured loops.

Knows strain and relative change of resistance; electronics are others'. The model is Prandtl and Ishlinskii's
sum of play operators, a Preisach model whose weights are found exactly by non-negative least squares.

Source: Krejci and Kuhnen, IEE Proceedings Control Theory and Applications 148 (2001) 185-192,
10.1049/ip-cta:20010375.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import nnls

from modiste.garment import ModisteError

Values = NDArray[np.float64]

_FEWEST = 20


@dataclass(frozen=True, eq=False)
class Sensor:
    """A response that was learned.

    Attributes:
        thresholds: (m,) half widths of the play operators, in strain; the first is 0.
        weights: (m,) of each, relative change a unit of strain; of one sign.
        offset: Change at no strain.
    """

    thresholds: Values
    weights: Values
    offset: float

    def response(self, strain: ArrayLike) -> Values:
        """(n,) relative change of resistance over a history of strain that begins relaxed."""
        return self.offset + _plays(np.asarray(strain, float), self.thresholds) @ self.weights


@dataclass(frozen=True)
class SensorGrade:
    """What a data sheet says of a sensor.

    Attributes:
        gauge_factor: Relative change of resistance by strain, over all that was measured.
        hysteresis_percent: Widest gap between stretching and relaxing in the last cycle, of the full scale.
        drift_per_cycle: Change at the least strain from cycle to cycle, of the full scale.
    """

    gauge_factor: float
    hysteresis_percent: float
    drift_per_cycle: float


def learn_sensor(strain: ArrayLike, change: ArrayLike, operators: int = 16) -> Sensor:
    """The sensor whose response is nearest to measured loops.

    Args:
        strain: (n,) as it was laid on, in the order of time, from relaxed.
        change: (n,) relative change of resistance.
        operators: How many play operators.

    Raises:
        ModisteError: MOD-2837 for loops that are too short or do not move.
    """
    strain, change = _checked(strain, change)
    thresholds = np.linspace(0, np.abs(strain).max(), operators + 1)[:-1]
    sign = 1.0 if np.polyfit(strain, change, 1)[0] >= 0 else -1.0
    columns = np.column_stack([np.ones_like(strain), -np.ones_like(strain), _plays(strain, thresholds)])
    up, down, *weights = nnls(columns, sign * change)[0]
    return Sensor(thresholds, sign * np.array(weights), sign * (up - down))


def grade_sensor(strain: ArrayLike, change: ArrayLike) -> SensorGrade:
    """Gauge factor, hysteresis and drift of cycles, each from the least strain to the most and back.

    Raises:
        ModisteError: MOD-2837 for loops that are too short, do not move or never come back.
    """
    strain, change = _checked(strain, change)
    scale = float(np.ptp(change))
    turns = _turns(strain)
    if len(turns) < 3:
        raise ModisteError("MOD-2837", reason="the strain never comes back")
    rise, fall = (slice(one, other + 1) for one, other in zip(turns[-3:-1], turns[-2:], strict=True))
    grid = np.linspace(
        max(strain[rise].min(), strain[fall].min()), min(strain[rise].max(), strain[fall].max()), 200
    )
    gaps = [np.interp(grid, *_rising(strain[part], change[part])) for part in (rise, fall)]
    lows = [turn for turn in turns if strain[turn] < strain.mean()]
    drift = float(np.polyfit(np.arange(len(lows)), change[lows], 1)[0]) if len(lows) > 1 else 0.0
    return SensorGrade(
        gauge_factor=float(np.polyfit(strain, change, 1)[0]),
        hysteresis_percent=float(np.abs(gaps[0] - gaps[1]).max() / scale * 100),
        drift_per_cycle=drift / scale,
    )


def _plays(strain: Values, thresholds: Values) -> Values:
    """(n, m) each operator's output: it follows the strain, but lags by its threshold when that turns."""
    found = np.empty((len(strain), len(thresholds)))
    state = np.zeros(len(thresholds))
    for row, value in enumerate(strain):
        state = np.clip(state, value - thresholds, value + thresholds)
        found[row] = state
    return found


def _checked(strain: ArrayLike, change: ArrayLike) -> tuple[Values, Values]:
    strain, change = np.asarray(strain, float), np.asarray(change, float)
    if strain.shape != change.shape or strain.ndim != 1 or len(strain) < _FEWEST:
        raise ModisteError("MOD-2837", reason=f"{_FEWEST} pairs of strain and change are the fewest")
    if (
        not (np.isfinite(strain).all() and np.isfinite(change).all())
        or np.ptp(strain) == 0
        or np.ptp(change) == 0
    ):
        raise ModisteError("MOD-2837", reason="strain or change never moves, or is no number")
    return strain, change


def _turns(strain: Values) -> list[int]:
    """Where the strain turns by more than a tenth of its range, and both ends."""
    turns, far = [0], np.ptp(strain) / 10
    last = 0
    for row in range(1, len(strain)):
        way = np.sign(strain[last] - strain[turns[-1]]) or np.sign(strain[row] - strain[last])
        if (strain[row] - strain[last]) * way >= 0:
            last = row
        elif abs(strain[row] - strain[last]) > far:
            turns.append(last)
            last = row
    return [*turns, last]


def _rising(strain: Values, change: Values) -> tuple[Values, Values]:
    order = np.argsort(strain, kind="stable")
    return strain[order], change[order]
