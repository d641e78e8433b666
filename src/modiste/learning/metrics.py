"""The figures of a classifier, each one small function of arrays.

Knows definitions and their edge cases; intervals are `intervals`', what to show of them is `evaluation`'s.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BINS = 15
CURVE_POINTS = 200


def softmax(logits: NDArray[Any], temperature: float = 1.0) -> Floats:
    """Probabilities `(n, k)` of logits `(n, k)`, softened by `temperature`."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    exponentials: Floats = np.exp(scaled)
    exponentials /= exponentials.sum(axis=1, keepdims=True)
    return exponentials


def confusion_matrix(targets: Ints, predicted: Ints, classes: int) -> Ints:
    """Counts `(classes, classes)`: rows are true, columns predicted."""
    counts: Ints = np.bincount(targets * classes + predicted, minlength=classes * classes)
    return counts.reshape(classes, classes)


def ratio(part: NDArray[Any], whole: NDArray[Any]) -> Floats:
    """`part / whole`, and 0 where the whole is 0 (the convention of precision and recall)."""
    parts = np.asarray(part, dtype=np.float64)
    share: Floats = np.divide(parts, whole, out=np.zeros_like(parts), where=np.asarray(whole) > 0)
    return share


@dataclass(frozen=True, eq=False)
class Scores:
    """Precision, recall, F1 and support, each `(..., k)` over classes."""

    precision: Floats
    recall: Floats
    f1: Floats
    support: NDArray[Any]
    occurs: Flags

    def macro(self, name: str) -> Floats:
        """Mean over the classes that occur in targets or predictions, as scikit-learn has it."""
        return ratio((getattr(self, name) * self.occurs).sum(-1), self.occurs.sum(-1))

    def weighted(self, name: str) -> Floats:
        """Mean over classes weighted by support."""
        return ratio((getattr(self, name) * self.support).sum(-1), self.support.sum(-1))


def scores(hits: NDArray[Any], predicted: NDArray[Any], support: NDArray[Any]) -> Scores:
    """Scores from counts `(..., k)`: right predictions, all predictions, all cases of each class."""
    return Scores(
        precision=ratio(hits, predicted),
        recall=ratio(hits, support),
        f1=ratio(2.0 * hits, predicted + support),
        support=support,
        occurs=(predicted + support) > 0,
    )


def mean_ranks(values: NDArray[Any]) -> Floats:
    """Ranks from 1 `(n,)`, ties sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    shared: Floats = (last - (counts - 1) / 2.0)[inverse]
    return shared


def roc_auc(score: NDArray[Any], positive: Flags) -> float:
    """Chance that a positive case scores above a negative one, ties counting half; NaN when one is missing.

    Source: Mann-Whitney U by ranks (Hanley and McNeil, 1982).
    """
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return float("nan")
    ranks = mean_ranks(score)[positive].sum()
    return float((ranks - positives * (positives + 1) / 2) / (positives * negatives))


@dataclass(frozen=True, eq=False)
class Curve:
    """A curve through points `(x, y)` at falling thresholds."""

    x: Floats
    y: Floats
    threshold: Floats

    def corners(self) -> "Curve":
        """Without the points that lie inside a straight run; nothing is lost."""
        turn = np.diff(self.x[:-1]) * np.diff(self.y[1:]) != np.diff(self.x[1:]) * np.diff(self.y[:-1])
        keep = np.concatenate([[True], turn, [True]])
        return Curve(self.x[keep], self.y[keep], self.threshold[keep])

    def rises(self) -> "Curve":
        """Only the first point at each x: of a precision-recall curve, the best precision at each recall."""
        keep = np.concatenate([[True], np.diff(self.x) > 0])
        return Curve(self.x[keep], self.y[keep], self.threshold[keep])

    def thinned(self, points: int = CURVE_POINTS) -> "Curve":
        """At most `points` of the points, evenly along the curve's own length; both ends stay."""
        if len(self.x) <= points:
            return self
        along = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(self.x)) + np.abs(np.diff(self.y)))])
        wanted = np.searchsorted(along, np.linspace(0.0, along[-1], points - 1))
        keep = np.unique(np.concatenate([[0], wanted.clip(0, len(along) - 1), [len(along) - 1]]))
        return Curve(self.x[keep], self.y[keep], self.threshold[keep])


def _cumulative(score: NDArray[Any], positive: Flags) -> tuple[Floats, Floats, Floats]:
    """True and false positives at each distinct threshold, falling."""
    order = np.argsort(-score, kind="stable")
    falling = score[order]
    ends = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    hits = np.cumsum(positive[order])[ends].astype(np.float64)
    return hits, 1.0 + ends - hits, falling[ends].astype(np.float64)


def roc_curve(score: NDArray[Any], positive: Flags) -> Curve:
    """False positive rate against true positive rate, from (0, 0) to (1, 1)."""
    hits, misses, thresholds = _cumulative(score, positive)
    x = np.concatenate([[0.0], misses / max(misses[-1], 1.0)])
    y = np.concatenate([[0.0], hits / max(hits[-1], 1.0)])
    return Curve(x, y, np.concatenate([[np.inf], thresholds]))


def pr_curve(score: NDArray[Any], positive: Flags) -> Curve:
    """Recall against precision, from recall 0 (precision 1 by convention) to recall 1."""
    hits, misses, thresholds = _cumulative(score, positive)
    x = np.concatenate([[0.0], hits / max(hits[-1], 1.0)])
    y = np.concatenate([[1.0], hits / (hits + misses)])
    return Curve(x, y, np.concatenate([[np.inf], thresholds]))


def average_precision(score: NDArray[Any], positive: Flags) -> float:
    """Sum of precision over the steps of recall, uninterpolated; NaN without a positive case."""
    if not positive.any():
        return float("nan")
    curve = pr_curve(score, positive)
    return float(np.sum(np.diff(curve.x) * curve.y[1:]))


def log_losses(probabilities: Floats, targets: Ints) -> Floats:
    """Negative log-likelihood of each case in nats `(n,)`; a zero counts as the smallest float64 step."""
    chosen = probabilities[np.arange(len(targets)), targets]
    losses: Floats = -np.log(np.maximum(chosen, np.finfo(np.float64).eps))
    return losses


def brier_scores(probabilities: Floats, targets: Ints) -> Floats:
    """Squared distance to the one-hot truth of each case `(n,)`, from 0 to 2 (Brier, 1950)."""
    chosen = probabilities[np.arange(len(targets)), targets]
    distances: Floats = (probabilities**2).sum(axis=1) - 2.0 * chosen + 1.0
    return distances


def equal_width_bins(confidence: Floats, bins: int = BINS) -> Ints:
    """Bin `(n,)` of each confidence, `(0, 1/bins], ...` (Guo et al., 2017)."""
    numbers: Ints = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    return numbers


def equal_mass_bins(confidence: Floats, bins: int = BINS) -> Ints:
    """Bin `(n,)` of each confidence when every bin holds about as many cases; ties stay together."""
    ranks = mean_ranks(confidence)
    numbers: Ints = np.minimum(((ranks - 0.5) * bins / len(confidence)).astype(np.int64), bins - 1)
    return numbers


def calibration_error(confidence: Floats, correct: Flags, bins: Ints, count: int = BINS) -> float:
    """Expected calibration error: mean over cases of their bin's |confidence - accuracy|."""
    gaps = np.bincount(bins, weights=confidence - correct, minlength=count)
    return float(np.abs(gaps).sum() / len(confidence))


@dataclass(frozen=True)
class Bin:
    """One row of the reliability table: confidences in `(low, high]`; means are NaN when `n` is 0."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidence: Floats, correct: Flags, bins: int = BINS) -> tuple[Bin, ...]:
    """Mean confidence and accuracy in each of `bins` equal-width bins."""
    number = equal_width_bins(confidence, bins)
    counts = np.bincount(number, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(number, weights=confidence, minlength=bins) / counts
        right = np.bincount(number, weights=correct, minlength=bins) / counts
    return tuple(
        Bin(i / bins, (i + 1) / bins, int(counts[i]), float(mean[i]), float(right[i])) for i in range(bins)
    )


def coverage_curve(confidence: Floats, correct: Flags) -> Curve:
    """Coverage against accuracy when only cases at or above a falling threshold are answered.

    Cases of equal confidence are answered together, for no threshold can part them.
    """
    hits, misses, thresholds = _cumulative(confidence, correct)
    answered = hits + misses
    return Curve(answered / len(confidence), hits / answered, thresholds)


def coverage_at_accuracy(curve: Curve, accuracy: float) -> float:
    """The largest coverage whose accuracy is at least `accuracy`; 0 when there is none."""
    good = curve.y >= accuracy - 1e-12
    return float(curve.x[good].max()) if good.any() else 0.0


def accuracy_at_coverage(curve: Curve, coverage: float) -> float:
    """Accuracy at the smallest coverage that is at least `coverage`."""
    first = int(np.searchsorted(curve.x, coverage - 1e-12))
    return float(curve.y[min(first, len(curve.y) - 1)])
