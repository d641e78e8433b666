"""Quantiles made honest: shifted by what earlier windows showed, step by step, each side by itself.

Knows split-conformal shifts in units of a local scale; which windows are earlier is the caller's to see to.
Source: Romano, Patterson and Candes, Conformalized Quantile Regression (2019); levels are shifted one by
one, so that the two sides of an interval need not be alike.
"""

from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.backtest import Windows
from modiste.trends.panel import Floats
from modiste.trends.protocols import LEVELS

_LEAST, _NEAR, _SHARE, _TOO_FEW = 200, 2, 0.05, 20
_KEPT = (0.0, 0.25, 0.5, 0.75, 1.0)
_LOW, _HIGH = LEVELS.index(0.1), LEVELS.index(0.9)


@dataclass(frozen=True, eq=False)
class Calibration:
    """How far quantiles are shifted.

    Attributes:
        shifts: (h, q) in units of the local scale; rising scores of earlier windows give them.
        cases: how many values of earlier windows each step was learned from, at least.
    """

    shifts: Floats
    cases: int

    def applied(self, quantiles: Floats, scale: Floats, floor: Floats | None = None) -> Floats:
        """Quantiles (..., n, h, q) shifted; none falls along the levels.

        Args:
            quantiles: what a forecaster said.
            scale: (..., n) the series' scale of errors; see `backtest.scales`.
            floor: (n,) below which nothing is known to go.
        """
        made = quantiles + self.shifts * local_scale(quantiles, scale)[..., None]
        made = np.sort(made, axis=-1)
        return made if floor is None else np.maximum(made, floor[:, None, None])


def calibrate(windows: Windows, quantiles: Floats) -> Calibration | None:
    """What earlier windows tell of a forecaster's quantiles (w, n, h, q); None where they tell too little.

    For each step and level, the shift is the level's quantile of (actual - said) / local scale over series
    and windows, of neighbouring steps too where cases are few, with the correction for a finite sample. What
    held in one window need not hold in the next: of two windows and more, each is shifted by the others, and
    of each level's shift as much is kept as brings the share of values below it nearest to the level there.
    """
    known = np.isfinite(windows.actual)
    if known.sum() < _TOO_FEW:
        return None
    shifts, fewest = _shifts(windows, quantiles)
    count = len(windows.cuts)
    if count > 1:
        below = np.zeros((len(_KEPT), len(LEVELS)))
        judged = 0
        for place in range(count):
            others = [each for each in range(count) if each != place]
            if known[others].sum() >= _TOO_FEW:
                learned, _ = _shifts(windows.only(others), quantiles[others])
                here = windows.only([place])
                below += [_below(here, quantiles[[place]], kept * learned) for kept in _KEPT]
                judged += int(known[place].sum())
        away = np.abs(below / max(judged, 1) - np.array(LEVELS))
        shifts = shifts * np.array(_KEPT)[away.argmin(0)]
    return Calibration(shifts, fewest)


def _shifts(windows: Windows, quantiles: Floats) -> tuple[Floats, int]:
    """(h, q) shifts, and the fewest cases that one was learned from."""
    local = local_scale(quantiles, windows.scale)
    scores = (windows.actual[..., None] - quantiles) / local[..., None]
    # What never changed before has no scale, and tells nothing of others.
    known = np.isfinite(windows.actual) & np.isfinite(windows.scale)[..., None]
    counts = known.sum((0, 1))
    shifts = np.zeros((windows.horizon, len(LEVELS)))
    fewest = int(known.sum())
    for step in range(windows.horizon):
        reach = _reach(counts, step)
        near = slice(max(step - reach, 0), step + reach + 1)
        taken = scores[:, :, near][known[:, :, near]]
        fewest = min(fewest, len(taken))
        for place, level in enumerate(LEVELS):
            shifts[step, place] = _quantile(taken[:, place], level) if len(taken) else 0.0
    return shifts, fewest


def _below(windows: Windows, quantiles: Floats, shifts: Floats) -> Floats:
    """(q,) how many values lie at or below each level with these shifts."""
    moved = quantiles + shifts * local_scale(quantiles, windows.scale)[..., None]
    return np.asarray((windows.actual[..., None] <= moved).sum((0, 1, 2)), np.float64)


def local_scale(quantiles: Floats, scale: Floats) -> Floats:
    """(..., n, h) half the width of the 80 % interval, never nearly nothing beside the series' own errors."""
    half = (quantiles[..., _HIGH] - quantiles[..., _LOW]) / 2
    least = _SHARE * np.where(np.isfinite(scale), scale, 1.0)[..., None]
    return np.maximum(half, np.maximum(least, 1e-12))


def _reach(counts: Floats, step: int) -> int:
    """How many steps to each side are needed for enough cases; two, where there are few at all."""
    reach = 0
    while counts[max(step - reach, 0) : step + reach + 1].sum() < _LEAST and reach < max(
        _NEAR, len(counts) // 4
    ):
        reach += 1
    return reach


def _quantile(scores: Floats, level: float) -> float:
    """The finite-sample quantile that moves away from the middle: ceil((n + 1) level) / n above it."""
    n = len(scores)
    if level == 0.5:
        return float(np.median(scores))
    share = (n + 1) * level / n if level > 0.5 else 1 - (n + 1) * (1 - level) / n
    return float(np.quantile(scores, min(max(share, 0.0), 1.0)))
