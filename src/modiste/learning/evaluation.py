"""What a classifier's probabilities are worth against the truth: figures, intervals, slices, mistakes.

Knows arrays and labels; needs neither torch nor the model. How it is shown is `report`'s work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import intervals, metrics
from modiste.learning.intervals import Interval
from modiste.learning.metrics import Bin, Curve, Flags, Floats, Ints
from modiste.learning.outcomes import cell_rows
from modiste.learning.result import Metric

SUM_TOLERANCE = 1e-3
LISTED_MISTAKES = 20
_AVERAGED = ("precision", "recall", "f1")


@dataclass(frozen=True, eq=False)
class ClassScore:
    """One class against the rest; areas are NaN when no case, or every case, is of this class."""

    label: str
    support: int
    predicted: int
    precision: float
    recall: float
    f1: float
    f1_ci95: Interval | None
    roc_auc: float
    average_precision: float
    roc: Curve = field(repr=False)
    pr: Curve = field(repr=False)

    def to_json(self) -> dict[str, object]:
        """Its figures without the curves."""
        return {
            "label": self.label,
            "support": self.support,
            "predicted": self.predicted,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "f1_ci95": self.f1_ci95 and list(self.f1_ci95),
            "roc_auc": _defined(self.roc_auc),
            "average_precision": _defined(self.average_precision),
        }


@dataclass(frozen=True)
class Slice:
    """The cases that share one value of one attribute, with Wilson's interval of their accuracy."""

    value: str
    n: int
    accuracy: float
    ci95: Interval


@dataclass(frozen=True)
class Mistake:
    """A wrong prediction: the case's row, both labels, and how sure the model was."""

    index: int
    true: str
    predicted: str
    confidence: float


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Everything known of `n` predictions.

    `metrics` are named as in the result JSON; `interval_methods` says how each interval came about:
    `bootstrap`, `bootstrap_reflected`, `wilson`, `delong` or `none`. `confusion` has true classes in rows.
    """

    labels: tuple[str, ...]
    targets: Ints
    predicted: Ints
    confidence: Floats
    metrics: Mapping[str, Metric]
    interval_methods: Mapping[str, str]
    per_class: tuple[ClassScore, ...]
    confusion: Ints
    reliability: tuple[Bin, ...]
    coverage: Curve
    slices: Mapping[str, tuple[Slice, ...]]
    mistakes: tuple[Mistake, ...]
    seed: int
    resamples: int

    @property
    def n(self) -> int:
        """Number of cases."""
        return len(self.targets)

    def coverage_at_accuracy(self, accuracy: float) -> float:
        """The largest share of cases that can be answered at this accuracy or better, by confidence."""
        return metrics.coverage_at_accuracy(self.coverage, accuracy)

    def accuracy_at_coverage(self, coverage: float) -> float:
        """Accuracy on the most confident share of the cases."""
        return metrics.accuracy_at_coverage(self.coverage, coverage)

    def cell(self, true: int, predicted: int) -> Ints:
        """Rows behind one cell of the confusion matrix: surest mistakes first, or least sure hits first."""
        return cell_rows(self.targets, self.predicted, self.confidence, true, predicted)

    def detail(self) -> dict[str, object]:
        """What is kept of an evaluation beside its metrics: plain values, curves of at most 200 points.

        The curves of a class that no case is of are empty.
        """
        rounded = [
            {**row.to_json(), "n": row.support, "f1_ci95": row.f1_ci95 and [_short(x) for x in row.f1_ci95]}
            for row in self.per_class
        ]
        coverage = self.coverage.thinned()
        return {
            "labels": list(self.labels),
            "confusion": self.confusion.tolist(),
            "per_class": rounded,
            "roc": [{"label": row.label, "points": _points(row, row.roc)} for row in self.per_class],
            "pr": [{"label": row.label, "points": _points(row, row.pr)} for row in self.per_class],
            "reliability": self.extras()["reliability"],
            "coverage": [
                {"coverage": _short(x), "accuracy": _short(y)}
                for x, y in zip(coverage.x, coverage.y, strict=True)
            ],
            "interval_methods": dict(self.interval_methods),
        }

    def extras(self) -> dict[str, object]:
        """What stands beside the metrics in a `Result`: plain values with snake_case keys."""
        return {
            "per_class": [row.to_json() for row in self.per_class],
            "confusion": {"labels": list(self.labels), "counts": self.confusion.tolist()},
            "reliability": [
                {**vars(row), "confidence": _defined(row.confidence), "accuracy": _defined(row.accuracy)}
                for row in self.reliability
            ],
            "slices": {
                name: [{**vars(part), "ci95": list(part.ci95)} for part in parts]
                for name, parts in self.slices.items()
            },
            "worst_mistakes": [vars(mistake) for mistake in self.mistakes[:LISTED_MISTAKES]],
            "interval_methods": dict(self.interval_methods),
            "bootstrap": {"resamples": self.resamples, "seed": self.seed},
        }


def classification(
    probabilities: NDArray[Any],
    targets: NDArray[Any],
    labels: Sequence[str],
    *,
    slices: Mapping[str, Sequence[object] | NDArray[Any]] | None = None,
    seed: int = 0,
    resamples: int = 1000,
) -> Evaluation:
    """Judge probabilities `(n, k)` against targets `(n,)` into `labels`.

    Precision, recall and F1 average over the classes that occur in targets or predictions, with 0 for 0 / 0
    (scikit-learn's convention); areas average over the classes for which they are defined. `slices` name
    attributes of the cases, each with `n` values.

    Raises:
        ModisteError: MOD-1310 without a case; MOD-1311 when shapes disagree; MOD-1312 for rows that are no
            probabilities; MOD-1313 for a target outside the labels; MOD-1314 when all targets are one class.

    Example:
        >>> judged = classification(np.eye(2), np.array([0, 1]), ("dress", "shirt"))
        >>> judged.metrics["accuracy"].value
        1.0
    """
    chances, truth = checked(probabilities, targets, labels)
    groups = {} if slices is None else slices
    n, k = chances.shape
    for name, values in groups.items():
        if len(values) != n:
            raise ModisteError("MOD-1311", what=f"slice '{name}' has {len(values)} values for {n} cases")
    if resamples < 1:
        raise ModisteError("MOD-1311", what=f"{resamples} resamples asked for")
    predicted: Ints = chances.argmax(axis=1)
    confidence: Floats = chances.max(axis=1)
    correct = predicted == truth
    confusion = metrics.confusion_matrix(truth, predicted, k)
    counts = metrics.scores(confusion.diagonal(), confusion.sum(0), confusion.sum(1))
    coverage = metrics.coverage_curve(confidence, correct)
    drawn = _resampled(chances, truth, predicted, confidence, resamples, seed)
    table = _Table()
    table.add("accuracy", correct.mean(), drawn["accuracy"])
    if table.metrics["accuracy"].ci95 is None:
        table.put("accuracy", correct.mean(), intervals.wilson(correct.sum(), n), "wilson")
    for average in ("macro", "weighted"):
        for name in _AVERAGED:
            key = f"{average}_{name}"
            table.add(key, float(getattr(counts, average)(name)), drawn[key])
    for name in _AVERAGED:
        whole = table.metrics["accuracy"]
        table.put(f"micro_{name}", whole.value, whole.ci95, table.methods["accuracy"])
    per_class = _per_class(chances, truth, labels, counts, confusion.sum(0), drawn["f1"])
    _add_areas(table, chances, truth, per_class)
    table.add("log_loss", metrics.log_losses(chances, truth).mean(), drawn["log_loss"], "nat")
    table.add("brier", metrics.brier_scores(chances, truth).mean(), drawn["brier"], "squared distance")
    ece = metrics.calibration_error(confidence, correct, metrics.equal_width_bins(confidence))
    table.put("ece", ece, intervals.reflected(drawn["ece"], ece), "bootstrap_reflected")
    adaptive = metrics.calibration_error(confidence, correct, metrics.equal_mass_bins(confidence))
    table.put(
        "ece_adaptive", adaptive, intervals.reflected(drawn["ece_adaptive"], adaptive), "bootstrap_reflected"
    )
    at_80 = metrics.accuracy_at_coverage(coverage, 0.8)
    table.add("accuracy_at_coverage_80", at_80, drawn["accuracy_at_coverage_80"])
    at_99 = metrics.coverage_at_accuracy(coverage, 0.99)
    table.add("coverage_at_accuracy_99", at_99, drawn["coverage_at_accuracy_99"])
    return Evaluation(
        labels=tuple(labels),
        targets=truth,
        predicted=predicted,
        confidence=confidence,
        metrics=table.metrics,
        interval_methods=table.methods,
        per_class=per_class,
        confusion=confusion,
        reliability=metrics.reliability(confidence, correct),
        coverage=coverage,
        slices={name: _sliced(values, correct) for name, values in groups.items()},
        mistakes=_mistakes(labels, truth, predicted, confidence),
        seed=seed,
        resamples=resamples,
    )


def checked(probabilities: NDArray[Any], targets: NDArray[Any], labels: Sequence[str]) -> tuple[Floats, Ints]:
    """Both as float64 and int64 when they are what `classification` says they must be."""
    chances, truth = np.asarray(probabilities), np.asarray(targets)
    if chances.ndim != 2 or truth.ndim != 1 or len(chances) != len(truth) or chances.shape[1] != len(labels):
        shapes = f"probabilities {chances.shape}, targets {truth.shape}, {len(labels)} labels"
        raise ModisteError("MOD-1311", what=shapes)
    if len(truth) == 0:
        raise ModisteError("MOD-1310")
    if not np.issubdtype(truth.dtype, np.integer):
        raise ModisteError("MOD-1311", what=f"targets are {truth.dtype}, not whole numbers")
    if len(set(labels)) != len(labels):
        raise ModisteError("MOD-1311", what="two labels are the same")
    try:
        chances = chances.astype(np.float64)
    except (TypeError, ValueError):
        raise ModisteError("MOD-1311", what=f"probabilities are {chances.dtype}, not numbers") from None
    wrong = ~np.isfinite(chances).all(axis=1)
    if wrong.any():
        raise ModisteError("MOD-1312", row=int(wrong.argmax()), reason="holds a value that is not finite")
    wrong = (chances < -SUM_TOLERANCE).any(axis=1) | (chances > 1 + SUM_TOLERANCE).any(axis=1)
    if wrong.any():
        raise ModisteError("MOD-1312", row=int(wrong.argmax()), reason="holds a value outside [0, 1]")
    sums = chances.sum(axis=1)
    wrong = np.abs(sums - 1.0) > SUM_TOLERANCE
    if wrong.any():
        row = int(wrong.argmax())
        raise ModisteError("MOD-1312", row=row, reason=f"sums to {sums[row]:.6g}")
    wrong = (truth < 0) | (truth >= len(labels))
    if wrong.any():
        row = int(wrong.argmax())
        raise ModisteError("MOD-1313", value=int(truth[row]), row=row, count=len(labels))
    if (truth == truth[0]).all():
        raise ModisteError("MOD-1314", label=labels[int(truth[0])], n=len(truth))
    return chances.clip(0.0, 1.0), truth.astype(np.int64)


class _Table:
    """Metrics as they are gathered, each with the way its interval was obtained."""

    def __init__(self) -> None:
        self.metrics: dict[str, Metric] = {}
        self.methods: dict[str, str] = {}

    def put(
        self, name: str, value: float, ci95: Interval | None, method: str, unit: str = "fraction"
    ) -> None:
        self.metrics[name] = Metric(float(value), ci95, unit)
        self.methods[name] = method if ci95 is not None else "none"

    def add(self, name: str, value: float, drawn: Floats, unit: str = "fraction") -> None:
        self.put(name, value, intervals.percentile(drawn), "bootstrap", unit)


def _resampled(
    chances: Floats, truth: Ints, predicted: Ints, confidence: Floats, count: int, seed: int
) -> dict[str, Floats]:
    """Every bootstrapped figure of every resample.

    Cases are first put in falling order of confidence: thresholds and bins are then runs of columns, and
    sums over them need no gathering.
    """
    n, k = chances.shape
    order = np.argsort(-confidence, kind="stable")
    chances, truth, predicted, confidence = chances[order], truth[order], predicted[order], confidence[order]
    correct = (predicted == truth).astype(np.float64)
    gap = confidence - correct
    per_case = np.column_stack([metrics.log_losses(chances, truth), metrics.brier_scores(chances, truth)])
    bins = {
        "ece": _starts(metrics.equal_width_bins(confidence)),
        "ece_adaptive": _starts(metrics.equal_mass_bins(confidence)),
    }
    by_truth, by_prediction = np.argsort(truth, kind="stable"), np.argsort(predicted, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(confidence)), n - 1)

    def statistics(draws: Floats) -> dict[str, Floats]:
        right = draws * correct
        support = _grouped(draws, by_truth, truth[by_truth], k)
        hits = _grouped(right, by_truth, truth[by_truth], k)
        scored = metrics.scores(hits, _grouped(draws, by_prediction, predicted[by_prediction], k), support)
        means = draws @ per_case / n
        answered, answered_right = draws.cumsum(axis=1)[:, ends], right.cumsum(axis=1)[:, ends]
        shares = metrics.ratio(answered_right, answered)
        at_80 = (answered >= 0.8 * n).argmax(axis=1)
        gaps = draws * gap
        made: dict[str, Floats] = {
            "accuracy": right.sum(axis=1) / n,
            "f1": scored.f1,
            "log_loss": means[:, 0],
            "brier": means[:, 1],
            "accuracy_at_coverage_80": shares[np.arange(len(draws)), at_80],
            "coverage_at_accuracy_99": (answered * (shares >= 0.99 - 1e-12)).max(axis=1) / n,
        }
        for name, starts in bins.items():
            made[name] = np.abs(np.add.reduceat(gaps, starts, axis=1)).sum(axis=1) / n
        for name in _AVERAGED:
            made[f"macro_{name}"] = scored.macro(name)
            made[f"weighted_{name}"] = scored.weighted(name)
        return made

    return intervals.bootstrap(n, count, seed, statistics)


def _starts(runs: Ints) -> Ints:
    """Where each run of equal values begins."""
    starts: Ints = np.append(0, np.flatnonzero(np.diff(runs)) + 1)
    return starts


def _grouped(values: Floats, order: Ints, groups: Ints, k: int) -> Floats:
    """Sums `(b, k)` of the columns of each group; `groups` are already in `order`."""
    starts = _starts(groups)
    sums: Floats = np.zeros((len(values), k))
    sums[:, groups[starts]] = np.add.reduceat(values[:, order], starts, axis=1)
    return sums


def _per_class(
    chances: Floats,
    truth: Ints,
    labels: Sequence[str],
    counts: metrics.Scores,
    predicted: Ints,
    drawn_f1: Floats,
) -> tuple[ClassScore, ...]:
    rows = []
    for index, label in enumerate(labels):
        score, positive = chances[:, index], truth == index
        rows.append(
            ClassScore(
                label=label,
                support=int(counts.support[index]),
                predicted=int(predicted[index]),
                precision=float(counts.precision[index]),
                recall=float(counts.recall[index]),
                f1=float(counts.f1[index]),
                f1_ci95=intervals.percentile(drawn_f1[:, index]),
                roc_auc=metrics.roc_auc(score, positive),
                average_precision=metrics.average_precision(score, positive),
                roc=metrics.roc_curve(score, positive).corners(),
                pr=metrics.pr_curve(score, positive).rises(),
            )
        )
    return tuple(rows)


def _add_areas(table: _Table, chances: Floats, truth: Ints, per_class: tuple[ClassScore, ...]) -> None:
    there = [index for index, row in enumerate(per_class) if row.support]
    area = float(np.mean([per_class[index].roc_auc for index in there]))
    influence = np.zeros(len(truth))
    for index in there:
        influence += intervals.auc_influence(chances[:, index], truth == index) / len(there)
    table.put("roc_auc_macro", area, intervals.delong(area, influence), "delong")
    precision = float(np.mean([per_class[index].average_precision for index in there]))
    table.put("average_precision_macro", precision, None, "none")


def _sliced(values: Sequence[object] | NDArray[Any], correct: Flags) -> tuple[Slice, ...]:
    names, inverse = np.unique([str(value) for value in values], return_inverse=True)
    counts = np.bincount(inverse)
    hits = np.bincount(inverse, weights=correct)
    parts = [
        Slice(str(name), int(n), float(right / n), intervals.wilson(right, n))
        for name, n, right in zip(names, counts, hits, strict=True)
    ]
    return tuple(sorted(parts, key=lambda part: (part.accuracy, -part.n, part.value)))


def _mistakes(labels: Sequence[str], truth: Ints, predicted: Ints, confidence: Floats) -> tuple[Mistake, ...]:
    wrong = np.flatnonzero(predicted != truth)
    wrong = wrong[np.argsort(-confidence[wrong], kind="stable")]
    return tuple(
        Mistake(int(row), labels[truth[row]], labels[predicted[row]], float(confidence[row])) for row in wrong
    )


def _points(row: ClassScore, curve: Curve) -> list[tuple[float, float]]:
    if not row.support:
        return []
    thin = curve.thinned()
    return [(_short(x), _short(y)) for x, y in zip(thin.x, thin.y, strict=True)]


def _short(value: float) -> float:
    """Six digits behind the point: finer than any screen, half the bytes."""
    return round(float(value), 6)


def _defined(value: float) -> float | None:
    return value if np.isfinite(value) else None
