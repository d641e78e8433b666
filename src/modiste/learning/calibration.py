"""Temperature scaling: one number that makes a classifier's confidence mean what it says.

Knows validation logits; the test split must never reach it. Source: Guo et al., On Calibration of Modern
Neural Networks (ICML 2017).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import metrics
from modiste.learning.metrics import Floats, Ints, softmax

LIMITS = (0.05, 20.0)
_STEPS = 60
_TOLERANCE = 1e-10


@dataclass(frozen=True)
class Calibration:
    """The temperature, and negative log-likelihood (nats) and ECE before and after it on the same `n` cases.

    `at_limit` says that no finite optimum lay within `LIMITS`, as when every case is right.
    """

    temperature: float
    nll_before: float
    nll_after: float
    ece_before: float
    ece_after: float
    n: int
    at_limit: bool


def temperature_scaling(logits: NDArray[Any], targets: NDArray[Any]) -> Calibration:
    """Fit the temperature that makes `targets` `(n,)` likeliest given logits `(n, k)`.

    The likelihood is convex in 1 / temperature, so Newton's method kept inside a shrinking bracket finds it.

    Raises:
        ModisteError: MOD-1310 without a case, MOD-1311 for shapes, MOD-1312 for logits that are not finite,
            MOD-1313 for a target without a logit.
    """
    scores, truth = np.asarray(logits, dtype=np.float64), np.asarray(targets)
    if scores.ndim != 2 or truth.ndim != 1 or len(scores) != len(truth):
        raise ModisteError("MOD-1311", what=f"logits {scores.shape}, targets {truth.shape}")
    if not len(truth):
        raise ModisteError("MOD-1310")
    if not np.isfinite(scores).all():
        row = int((~np.isfinite(scores).all(axis=1)).argmax())
        raise ModisteError("MOD-1312", row=row, reason="holds a logit that is not finite")
    if truth.min() < 0 or truth.max() >= scores.shape[1]:
        row = int(((truth < 0) | (truth >= scores.shape[1])).argmax())
        raise ModisteError("MOD-1313", value=int(truth[row]), row=row, count=scores.shape[1])
    truth = truth.astype(np.int64)
    temperature, at_limit = _optimum(scores - scores.max(axis=1, keepdims=True), truth)
    nll_before, ece_before = _quality(scores, truth, 1.0)
    nll_after, ece_after = _quality(scores, truth, temperature)
    return Calibration(temperature, nll_before, nll_after, ece_before, ece_after, len(truth), at_limit)


def _optimum(scores: Floats, truth: Ints) -> tuple[float, bool]:
    low, high = 1 / LIMITS[1], 1 / LIMITS[0]
    chosen = scores[np.arange(len(truth)), truth]
    if _slopes(scores, chosen, low)[0] >= 0:
        return LIMITS[1], True
    if _slopes(scores, chosen, high)[0] <= 0:
        return LIMITS[0], True
    sharpness = 1.0
    for _ in range(_STEPS):
        slope, curvature = _slopes(scores, chosen, sharpness)
        low, high = (sharpness, high) if slope < 0 else (low, sharpness)
        step = sharpness - slope / curvature if curvature > 0 else low
        following = step if low < step < high else np.sqrt(low * high)
        if abs(following - sharpness) <= _TOLERANCE * sharpness:
            break
        sharpness = float(following)
    return 1 / sharpness, False


def _slopes(scores: Floats, chosen: Floats, sharpness: float) -> tuple[float, float]:
    """First and second derivative of the mean negative log-likelihood by 1 / temperature."""
    chances = softmax(scores, 1 / sharpness)
    mean = (chances * scores).sum(axis=1)
    variance = (chances * scores**2).sum(axis=1) - mean**2
    return float((mean - chosen).mean()), float(variance.mean())


def _quality(scores: Floats, truth: Ints, temperature: float) -> tuple[float, float]:
    chances = softmax(scores, temperature)
    confidence, correct = chances.max(axis=1), chances.argmax(axis=1) == truth
    ece = metrics.calibration_error(confidence, correct, metrics.equal_width_bins(confidence))
    return float(metrics.log_losses(chances, truth).mean()), ece
