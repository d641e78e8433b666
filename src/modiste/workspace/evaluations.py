"""Evaluations that a shop keeps: the result, and every answer, so that a figure leads to its pictures.

Knows their files; judging is the flows', figures and curves are learning's.
"""

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Curve, average_precision, pr_curve, roc_auc, roc_curve
from modiste.store import write_whole

FOLDER = "evaluations"
RESULT, ANSWERS = "result.json", "answers.npz"
CURVE_POINTS = 200
KEPT_OPEN = 4
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, eq=False)
class Answers:
    """What a model said `(n, classes)` of each case, beside the truth and the case's name."""

    labels: tuple[str, ...]
    probabilities: NDArray[np.float32]
    targets: NDArray[np.int64]
    ids: tuple[str, ...]

    @property
    def predicted(self) -> NDArray[np.int64]:
        """The likeliest class of each case."""
        chosen: NDArray[np.int64] = self.probabilities.argmax(axis=1)
        return chosen


@dataclass(frozen=True)
class Example:
    """One case of an evaluation: its row, name, both labels, and how sure the model was."""

    row: int
    id: str
    true: str
    predicted: str
    confidence: float


@dataclass(frozen=True)
class Curves:
    """One class against the rest, at every threshold worth a point."""

    label: str
    roc: tuple[list[float], list[float]]
    pr: tuple[list[float], list[float]]
    roc_auc: float | None
    average_precision: float | None


class Evaluations:
    """The evaluations of one shop, newest first."""

    def __init__(self, root: Path) -> None:
        self._root = root / FOLDER

    def keep(self, result: Mapping[str, Any], answers: Answers) -> str:
        """Keep a result with its answers; returns its id. The result is written last: with it, all is."""
        now = datetime.now(UTC)
        name = re.sub(r"[^a-z0-9]+", "-", str(result["model"]).lower()).strip("-") or "model"
        id_ = f"{name}-{now:%Y%m%d%H%M%S}-{uuid4().hex[:6]}"
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            labels=np.array(answers.labels),
            probabilities=answers.probabilities.astype(np.float32),
            targets=answers.targets,
            ids=np.array(answers.ids),
        )
        write_whole(self._root / id_ / ANSWERS, buffer.getvalue())
        told = {"id": id_, "at": now.isoformat(), **result}
        write_whole(self._root / id_ / RESULT, json.dumps(told).encode())
        return id_

    def all(self, model: str = "") -> list[dict[str, Any]]:
        """Every result, newest first; only of a model (`name`, or `name@version`) where one is named."""
        found = []
        for path in self._root.glob(f"*/{RESULT}"):
            try:
                result = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if not model or model in (result["model"], result["model"].partition("@")[0]):
                found.append(result)
        return sorted(found, key=lambda each: str(each["at"]), reverse=True)

    def get(self, evaluation_id: str) -> dict[str, Any]:
        """One result.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        try:
            found: dict[str, Any] = json.loads((self._place(evaluation_id) / RESULT).read_text("utf-8"))
        except (OSError, ValueError):
            raise ModisteError("MOD-1103", kind="evaluation", id=evaluation_id[:80]) from None
        return found

    def answers(self, evaluation_id: str) -> Answers:
        """The single answers of one.

        Raises:
            ModisteError: MOD-1103 when there are none.
        """
        path = self._place(evaluation_id) / ANSWERS
        try:
            return _read(path, path.stat().st_mtime_ns)
        except (OSError, ValueError, KeyError):
            raise ModisteError("MOD-1103", kind="evaluation", id=evaluation_id[:80]) from None

    def examples(
        self,
        evaluation_id: str,
        *,
        true: str | None = None,
        predicted: str | None = None,
        wrong: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[list[Example], int]:
        """Cases by label, truth and prediction, and how many there are in all.

        Of mistakes the surest come first, of hits alone the least sure.

        Raises:
            ModisteError: MOD-1103 for the evaluation or a label that it does not have.
        """
        answers = self.answers(evaluation_id)
        confidence, said = answers.probabilities.max(axis=1), answers.predicted
        keep = said != answers.targets if wrong else np.ones(len(said), bool)
        for label, column in ((true, answers.targets), (predicted, said)):
            if label is not None:
                keep &= column == _index(answers, label)
        rows = np.flatnonzero(keep)
        hits = bool(len(rows)) and bool((said[rows] == answers.targets[rows]).all())
        rows = rows[np.argsort(confidence[rows] * (1 if hits else -1), kind="stable")]
        page = rows[offset : offset + limit].tolist()
        return [_example(answers, row) for row in page], len(rows)

    def curves(self, evaluation_id: str, label: str) -> Curves:
        """ROC and precision-recall of one class against the rest.

        Raises:
            ModisteError: MOD-1103 for the evaluation or a label that it does not have.
        """
        answers = self.answers(evaluation_id)
        index = _index(answers, label)
        score = answers.probabilities[:, index].astype(np.float64)
        positive = answers.targets == index
        roc, pr = roc_curve(score, positive).corners(), pr_curve(score, positive).rises()
        return Curves(
            label,
            _points(roc),
            _points(pr),
            _defined(roc_auc(score, positive)),
            _defined(average_precision(score, positive)),
        )

    def picture(
        self, evaluation_id: str, row: int, source: Callable[[str, tuple[str, ...]], Any]
    ) -> NDArray[np.uint8]:
        """The picture of one case; `source(data, ids)` opens what was judged.

        Raises:
            ModisteError: MOD-1103 for the evaluation or the row, and what the data raise.
        """
        answers = self.answers(evaluation_id)
        if not 0 <= row < len(answers.ids):
            raise ModisteError("MOD-1103", kind="case", id=row)
        made: NDArray[np.uint8] = source(str(self.get(evaluation_id)["data"]), answers.ids)(row)
        return made

    def _place(self, evaluation_id: str) -> Path:
        if not _ID.fullmatch(evaluation_id):
            raise ModisteError("MOD-1103", kind="evaluation", id=evaluation_id[:80])
        return self._root / evaluation_id


def _index(answers: Answers, label: str) -> int:
    if label not in answers.labels:
        raise ModisteError("MOD-1103", kind="label", id=label[:80])
    return answers.labels.index(label)


def _example(answers: Answers, row: int) -> Example:
    said = int(answers.predicted[row])
    return Example(
        row,
        answers.ids[row],
        answers.labels[int(answers.targets[row])],
        answers.labels[said],
        round(float(answers.probabilities[row, said]), 6),
    )


def _points(curve: Curve) -> tuple[list[float], list[float]]:
    thin = curve.thinned(CURVE_POINTS)
    return thin.x.round(6).tolist(), thin.y.round(6).tolist()


def _defined(value: float) -> float | None:
    return round(value, 6) if np.isfinite(value) else None


@lru_cache(maxsize=KEPT_OPEN)
def _read(path: Path, _stamp: int) -> Answers:
    with np.load(path, allow_pickle=False) as held:
        labels: Sequence[str] = held["labels"].tolist()
        ids: Sequence[str] = held["ids"].tolist()
        return Answers(tuple(labels), held["probabilities"], held["targets"], tuple(ids))
