"""What somebody does, second by second: a served network's word about each frame, and the order of things.

Knows how a recording becomes chances of activities and how they are judged, at every whole second of every
recording; learning is `activity_fit`'s.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Evaluation, Event, Progress, Recipe, classification, silent
from modiste.wearables.corrections import read_corrected
from modiste.wearables.layout import layout_of
from modiste.wearables.order import Order
from modiste.wearables.quality import Report, examine_all
from modiste.wearables.recordings import read_recordings
from modiste.wearables.splits import held_out
from modiste.wearables.windows import (
    RATE_HZ,
    STRIDE,
    UNKNOWN,
    Grid,
    Ints,
    Windows,
    gridded,
    turned,
    windows_of,
)

SIDECAR = "activity.json"
"""Beside the network: device, order of activities, whom it learned from."""
TURNED_DEGREES = 20.0
"""How far a strap or a pocket lets a sensor turn: what accuracy is left is told beside."""
NOT_CAUSAL = "each second knows the whole recording, later samples too (forward and backward)"
Floats = NDArray[np.float64]


class Teller(Protocol):
    """What this room needs of a served network."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The activities, in the order of the chances."""

    @property
    def folder(self) -> Path:
        """Where its files lie."""

    def predict(self, series: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Chances (n, classes) of windows (steps, channels)."""


@dataclass(frozen=True, eq=False)
class Sidecar:
    """What a served network needs besides.

    Attributes:
        device: whose recordings it reads.
        length: steps of its window.
        order: of activities.
        doubt: a frame whose greatest chance is below is told as unknown.
        subjects: whom it learned from.
        hashes: of the recordings that it learned from.
        leak_gap: accuracy when the same people are on both sides, minus accuracy on new people.
    """

    device: str
    length: int
    order: Order
    doubt: float
    subjects: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    leak_gap: float | None = None

    def to_bytes(self) -> bytes:
        """As a JSON file."""
        told = {**vars(self), "order": self.order.to_json(), "rate_hz": RATE_HZ, "stride": STRIDE}
        return json.dumps(told, indent=1).encode()

    @classmethod
    def read(cls, folder: Path) -> "Sidecar":
        """Of a model's folder.

        Raises:
            ModisteError: MOD-2923 where there is none, or one that does not belong to this version.
        """
        try:
            told = json.loads((folder / SIDECAR).read_text(encoding="utf-8"))
            if (told.pop("rate_hz"), told.pop("stride")) != (RATE_HZ, STRIDE):
                raise ValueError("it is made for another grid")
            lists = {name: tuple(told.pop(name)) for name in ("subjects", "hashes")}
            return cls(**told | lists | {"order": Order.from_json(told["order"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModisteError("MOD-2923", path=folder, reason=str(error)) from None


def open_grids(
    data: str | Path, device: str, labels: Sequence[str] = ()
) -> tuple[list[Grid], tuple[str, ...], Report]:
    """The good stretches of a folder's recordings on the grid, their labels, and what was wrong.

    Args:
        data: a folder; `FOLDER:device` says a device where `device` is empty.
        device: "watch", "phone", or what the folder's layout says.
        labels: places are given after these; by default all that occur, in alphabetical order.

    Raises:
        ModisteError: MOD-2900, MOD-2901 for the folder, MOD-2920 where no stretch is good or labelled.
    """
    folder, named = split_source(data, device)
    report = examine_all(read_corrected(folder, named), layout_of(folder).rate_hz)
    kinds = {each.recording.device for each in report.examined}
    if len(kinds) > 1:
        raise ModisteError("MOD-2921", path=folder, devices=", ".join(sorted(kinds)))
    parts = [part for each in report.examined for part in each.parts()]
    axes = {part.values.shape[1] for part in parts}
    known = tuple(labels) or tuple(
        sorted({word for part in parts for word in set(part.labels.tolist())} - {""})
    )
    grids = [gridded(part, known) for part in parts]
    if not any((grid.seconds != UNKNOWN).any() for grid in grids) or len(axes) != 1:
        raise ModisteError("MOD-2920", path=folder, reason=_why_none(report, known))
    return grids, known, report


def open_unlabelled(data: str | Path, device: str, channels: int) -> list[Grid]:
    """The good stretches of a folder's recordings on the grid, as if nobody had labelled them.

    Args:
        data: as for `open_grids`.
        device: as there.
        channels: of the network that is to be shown them.

    Raises:
        ModisteError: MOD-2900, MOD-2901 for the folder, MOD-2920 where no stretch is good, MOD-2924 for one
            of other axes.
    """
    folder, named = split_source(data, device)
    report = examine_all(read_recordings(folder, named), layout_of(folder).rate_hz)
    parts = [part for each in report.examined for part in each.parts()]
    if not parts:
        raise ModisteError("MOD-2920", path=folder, reason=_why_none(report, ()))
    for part in parts:
        if part.values.shape[1] != channels:
            axes = part.values.shape[1]
            raise ModisteError("MOD-2924", model="the recipe", wanted=channels, name=part.name, axes=axes)
    return [gridded(part, ()) for part in parts]


def split_source(data: str | Path, device: str) -> tuple[Path, str]:
    """Folder and device of `FOLDER`, or of `FOLDER:device` where no device is named otherwise."""
    text = str(data)
    if device or Path(text).is_dir() or ":" not in text:
        return Path(text), device
    folder, _, named = text.rpartition(":")
    return Path(folder), named


def training_data(
    recipe: Recipe, data: str | Path | None = None, *, processes: int = 1, progress: Progress = silent
) -> tuple[Windows, Windows | None]:
    """Windows of most people, and of those held out, as compressing a model of windows asks for them.

    `data` is `FOLDER:device` where the folder holds several; `processes` and `progress` are not used.

    Raises:
        ModisteError: as `open_grids`, MOD-2922 with one person only.
    """
    grids, labels, _ = open_grids(data or recipe.data.source, "")
    length = recipe.input.height
    if not recipe.data.validation:
        return Windows(grids, labels, length), None
    most, others = held_out(grids, recipe.data.validation, recipe.data.split_seed)
    return Windows(most, labels, length), Windows(others, labels, length)


@dataclass(frozen=True, eq=False)
class Told:
    """What a network makes of one recording, by frame: its own word, with earlier frames, with all."""

    grid: Grid
    own: Floats
    so_far: Floats
    whole: Floats

    def at_seconds(self, chances: Floats) -> Floats:
        """Rows of the frames nearest to the seconds that have a label, `(m, k)`."""
        frames = np.round(np.arange(len(self.grid.seconds)) * RATE_HZ / STRIDE).astype(np.int64)
        known = self.grid.seconds != UNKNOWN
        return np.asarray(chances[np.minimum(frames, len(chances) - 1)[known]])


def told_of(grid: Grid, own: Floats, order: Order) -> Told:
    """Put the order of activities to a network's chances `(frames, k)`."""
    return Told(grid, own, order.so_far(own), order.whole(own))


def tell(model: Teller, grid: Grid, sidecar: Sidecar) -> Told:
    """What a served network makes of one recording."""
    own = np.asarray(model.predict(list(windows_of(grid, sidecar.length))), np.float64)
    return told_of(grid, own, sidecar.order)


@dataclass(frozen=True, eq=False)
class Judged:
    """What was told at every labelled second, beside the truth; as `modiste.vision.Judged`, with more.

    Attributes:
        labels: the activities.
        probabilities: `(n, k)` with the whole recording known.
        targets: `(n,)` places of the true labels.
        ids: recording and second of each.
        slices: subjects of each.
        rejected: files that could not be read.
        own: `(n, k)` of the frames alone.
        so_far: `(n, k)` knowing earlier frames only.
        accuracy_turned: with each recording's sensor turned by 20 degrees about a random axis.
    """

    labels: tuple[str, ...]
    probabilities: Floats
    targets: Ints
    ids: tuple[str, ...]
    subjects: tuple[str, ...]
    own: Floats
    so_far: Floats
    sidecar: Sidecar | None = None
    seen: frozenset[str] = frozenset()
    quarantined: tuple[dict[str, Any], ...] = ()
    rejected: tuple[Any, ...] = field(default=())
    accuracy_turned: float | None = None

    @property
    def slices(self) -> dict[str, Sequence[object]]:
        """Accuracy is told by subject, too."""
        return {"subject": self.subjects}

    @property
    def accuracy_causal(self) -> float:
        """Where each second knows earlier frames only."""
        return _accuracy(self.so_far, self.targets)

    def figures(self) -> Evaluation:
        """Accuracy, macro F1 and all other figures of the seconds."""
        return classification(self.probabilities, self.targets, self.labels, slices=self.slices)

    def extras(self) -> dict[str, Any]:
        """What stands beside the metrics: each subject, ways of smoothing, the leak gap."""
        made: dict[str, Any] = {
            "scored": "every second of every recording, edges and changes of activity included",
            "smoothing": NOT_CAUSAL,
            "per_subject": self.per_subject(),
            "accuracy_alone": _accuracy(self.own, self.targets),
            "accuracy_causal": self.accuracy_causal,
            "quarantined": list(self.quarantined),
        }
        if self.sidecar is not None:
            gap = self.sidecar.leak_gap
            made |= {"device": self.sidecar.device, "leak_gap": gap}
        if self.accuracy_turned is not None:
            made["accuracy_turned_20_degrees"] = self.accuracy_turned
        return made

    def per_subject(self) -> list[dict[str, Any]]:
        """Accuracy and macro F1 of each, the worst first, with what is most often taken for what."""
        who = np.array(self.subjects)
        predicted = self.probabilities.argmax(1)
        rows = []
        for subject in dict.fromkeys(self.subjects):
            own = who == subject
            truth, said = self.targets[own], predicted[own]
            wrong = np.zeros((len(self.labels), len(self.labels)), np.int64)
            np.add.at(wrong, (truth, said), 1)
            f1 = [
                2 * wrong[k, k] / (wrong[k].sum() + wrong[:, k].sum())
                for k in range(len(self.labels))
                if wrong[k].sum() + wrong[:, k].sum()
            ]
            hits = int(np.trace(wrong))
            np.fill_diagonal(wrong, 0)
            worst = np.unravel_index(wrong.argmax(), wrong.shape)
            rows.append(
                {
                    "subject": subject,
                    "n": len(truth),
                    "accuracy": hits / len(truth),
                    "macro_f1": float(np.mean(f1)),
                    "was_learned_from": subject in self.seen,
                    "most_mistaken": None
                    if not wrong.any()
                    else {
                        "true": self.labels[worst[0]],
                        "told": self.labels[worst[1]],
                        "n": int(wrong.max()),
                    },
                }
            )
        return sorted(rows, key=lambda row: row["accuracy"])


def judged_of(told: Sequence[Told], labels: tuple[str, ...], **more: Any) -> Judged:
    """Recordings that were told about, second by second."""
    known = [each.grid.seconds != UNKNOWN for each in told]
    return Judged(
        labels,
        np.concatenate([each.at_seconds(each.whole) for each in told]),
        np.concatenate([each.grid.seconds[rows] for each, rows in zip(told, known, strict=True)]),
        tuple(
            f"{t.grid.name}@{s}" for t, rows in zip(told, known, strict=True) for s in np.flatnonzero(rows)
        ),
        tuple(t.grid.subject for t, rows in zip(told, known, strict=True) for _ in range(int(rows.sum()))),
        np.concatenate([each.at_seconds(each.own) for each in told]),
        np.concatenate([each.at_seconds(each.so_far) for each in told]),
        **more,
    )


def judge(model: Teller, data: str | Path, *, progress: Progress = silent) -> Judged:
    """What a served network says of every second of a folder's recordings.

    Raises:
        ModisteError: MOD-2900, 2901, 2920 for the data, MOD-2923 for a network without its sidecar.
    """
    sidecar = Sidecar.read(model.folder)
    device = "" if ":" in str(data) and not Path(data).is_dir() else sidecar.device
    grids, _, report = open_grids(data, device, model.labels)
    made, worn = [], []
    for number, grid in enumerate(grids):
        made.append(tell(model, grid, sidecar))
        worn.append(tell(model, turned(grid, TURNED_DEGREES, number), sidecar))
        progress(Event("step", number + 1, len(grids), f"judging {data}", {}))
    learned = set(sidecar.hashes)
    return judged_of(
        made,
        model.labels,
        accuracy_turned=judged_of(worn, model.labels).figures().metrics["accuracy"].value,
        sidecar=sidecar,
        seen=frozenset(grid.subject for grid in grids if grid.hash in learned),
        quarantined=tuple(quarantined_of(report)),
    )


def quarantined_of(report: Report) -> list[dict[str, Any]]:
    """Files and stretches that were not scored, with their reasons."""
    files = [
        {"recording": each.file, "reason": f"{each.error.code}: {each.error.detail}"}
        for each in report.unread
    ]
    faults = [
        {"recording": each.recording.name, **fault.to_json()}
        for each in report.examined
        for fault in each.faults
        if fault.quarantined
    ]
    return [*files, *faults]


def _why_none(report: Report, labels: Sequence[str]) -> str:
    if not report.examined:
        return f"none of {len(report.unread)} files can be read: {report.unread[0].error.detail}"
    if not any(each.stretches for each in report.examined):
        return "every stretch is set aside; `modiste wearables check` says why"
    return f"no second is labelled with one of {', '.join(labels) or 'nothing'}, or axes differ"


def _accuracy(chances: Floats, targets: Ints) -> float:
    return float((chances.argmax(1) == targets).mean())
