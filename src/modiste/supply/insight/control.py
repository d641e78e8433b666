"""What a device could be set to: how seldom it may report, how low a set-point may be, and what that brings.

Knows proposals as numbers, each within bounds and with an interval, fitted on the device's own readings; who
approves and what is then set is the workspace's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

REPORTS = "every_ms"
"""The setting that says how often a device reports, in milliseconds."""
TOLERANCES = {"Temperature": 0.5, "RelativeHumidity": 3.0, "Acceleration": 0.15, "Power": 0.15}
"""By how much a curve may be missed between two reports, in its unit, where nobody says otherwise."""
_TIMES = (1, 2, 3, 4, 6, 8, 12, 16, 24)
_SELDOMEST = 4 * 3_600_000
_ENOUGH = 4 * 96
_BATCHES = 5
_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class BetterSetting:
    """A setting with what it should bring.

    Attributes:
        name: "every_ms", or the quantity whose set-point it is.
        now: What is set.
        value: What is proposed.
        low: The least that may be set.
        high: The most.
        gain: What it saves: the share of messages, or kilowatt hours a batch.
        gain_low: With a probability of 95 %, at least that.
        gain_high: At most that.
        error: What is lost: 95 % of readings in between are missed by no more, in the quantity's unit.
        count: Readings or batches behind it.
    """

    name: str
    now: float
    value: float
    low: float
    high: float
    gain: float
    gain_low: float
    gain_high: float
    error: float
    count: int


def seldomer(at: Sequence[int], values: Sequence[float], tolerance: float) -> BetterSetting | None:
    """The longest interval between reports from which the curve is drawn within a tolerance.

    Chosen on the first half of the readings and judged on the second; None where there are too few, or where
    none longer than now will do.

    Args:
        at: Moments in milliseconds since 1970, in order.
        values: One quantity's readings.
        tolerance: In its unit; 95 % of what lies between two reports is missed by no more.
    """
    if len(at) < _ENOUGH:
        return None
    now = float(np.median(np.diff(at)))
    half = len(at) // 2
    moments, curve = np.asarray(at, dtype=np.float64), np.asarray(values, dtype=np.float64)
    found = None
    for times in _TIMES[1:]:
        if now * times > _SELDOMEST or _missed(moments[:half], curve[:half], times) > tolerance:
            break
        found = times
    if found is None:
        return None
    error = _missed(moments[half:], curve[half:], found)
    saved = 1 - 1 / found
    return BetterSetting(REPORTS, now, now * found, now, _SELDOMEST, saved, saved, saved, error, len(at))


def cooler(
    bath: Sequence[tuple[int, float]], energy: Sequence[tuple[int, float]], low: float, high: float
) -> BetterSetting | None:
    """How much energy a batch saves at the least temperature that its quality allows.

    Each batch says what a degree costs: what its meter counted while the bath was heated, over the degrees.

    Args:
        bath: Moments in milliseconds since 1970 and temperatures, in order.
        energy: The same of the machine's meter, in kilowatt hours.
        low: The least temperature that still dyes well, as the dyer says.
        high: The most.
    """
    costs, peaks = [], []
    meter_at, meter = (np.array(column, dtype=np.float64) for column in zip(*energy, strict=True))
    for begins, ends in _heatings(bath):
        rise = ends[1] - begins[1]
        used = np.interp(ends[0], meter_at, meter) - np.interp(begins[0], meter_at, meter)
        costs.append(used / rise)
        peaks.append(ends[1])
    if len(costs) < _BATCHES:
        return None
    now = float(np.median(peaks))
    value = float(np.clip(low, low, high))
    if now - value < 1:
        return None
    cost, spread = float(np.mean(costs)), float(np.std(costs, ddof=1) / np.sqrt(len(costs)))
    gain, least, most = ((now - value) * (cost + turn * 1.96 * spread) for turn in (0, -1, 1))
    return BetterSetting("Temperature", now, value, low, high, gain, least, most, 0.0, len(costs))


def _missed(at: np.ndarray, values: np.ndarray, times: int) -> float:
    kept = np.arange(0, len(at), times)
    drawn = np.interp(at, at[kept], values[kept])
    left_out = np.ones(len(at), dtype=bool)
    left_out[kept] = False
    return float(np.quantile(np.abs(drawn - values)[left_out], 0.95))


def _heatings(bath: Sequence[tuple[int, float]]) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    """From where a bath began to be heated to where it was first as hot as it became, of each batch."""
    found, start = [], None
    most = max((value for _, value in bath), default=0.0)
    for before, row in pairwise(bath):
        if row[1] > before[1] + 2 and start is None:
            start = before
        elif start is not None and row[1] < before[1] + 0.5:
            if before[1] > 0.8 * most and before[1] - start[1] > 20:
                found.append((start, before))
            start = None
    return found
