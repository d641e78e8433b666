"""Which class a picture shows: data for training a classifier, a judge for one, and answers about files.

Training is learning's, decoding is collect's; this room only brings pictures and models together. No torch.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.collect import (
    LIMITS,
    Limits,
    Rejection,
    decode,
    open_data,
    open_files,
    open_training_data,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Examples, Progress, Recipe, limited, silent, split

Pixels = NDArray[np.uint8]
File = str | Path | tuple[str, bytes]
_ROOM = 4 / 3
"""Photos are kept that much larger than the model sees them, so that a crop of two thirds is still sharp."""

_NEAR = 512
"""JPEGs far larger are decoded at a fraction: models see no more, and 12 megapixels take 17 ms, not 124."""

BATCH = 16
"""Photos held in memory at a time while files are answered."""


class Classifier(Protocol):
    """What this room needs of a model that is served."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The class names, in the order of the probabilities."""

    def predict(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """Probabilities (n, classes) of uint8 pictures (height, width, channels) of any sizes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model makes of one file: the label, its probability, and the likeliest labels in order."""

    file: str
    label: str
    confidence: float
    top: tuple[tuple[str, float], ...]

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        top = [{"label": label, "confidence": round(share, 6)} for label, share in self.top]
        return {"file": self.file, "label": self.label, "confidence": round(self.confidence, 6), "top": top}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that no answer can be given about, and why."""

    file: str
    error: ModisteError

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        error = self.error
        return {
            "file": self.file,
            "error": {
                "code": error.code,
                "title": error.title,
                "detail": error.detail,
                "remedy": error.remedy,
            },
        }


@dataclass(frozen=True, eq=False)
class Judged:
    """What a model said of labelled pictures: probabilities (n, classes) beside the truth.

    `targets` points into `labels`; `rejected` are the pictures that could not be shown to the model.
    """

    labels: tuple[str, ...]
    probabilities: NDArray[np.float32]
    targets: NDArray[np.int64]
    ids: tuple[str, ...]
    rejected: tuple[Rejection, ...] = field(default=())


def classify(
    model: Classifier, files: Iterable[File], *, top: int = 5, limits: Limits = LIMITS
) -> Iterator[Answer | Refusal]:
    """Say what each file shows, in the order given; a bad file is refused and the rest goes on.

    Args:
        model: a served classifier.
        files: paths of photos, or names with the bytes of photos that stay in memory.
        top: how many labels to name for each.
        limits: how large a file and a picture may be.
    """
    for file, outcome in _outcomes(model, files, limits):
        if isinstance(outcome, ModisteError):
            yield Refusal(file, outcome)
        else:
            order = np.argsort(-outcome, kind="stable")[: max(top, 1)].tolist()
            likeliest = tuple((model.labels[index], float(outcome[index])) for index in order)
            yield Answer(file, *likeliest[0], likeliest[:top])


def judge(
    model: Classifier, data: str | Path, *, progress: Progress = silent, limits: Limits = LIMITS
) -> Judged:
    """Show a model every picture of a data set, photos as they are, and keep what it says.

    Args:
        model: a served classifier; its labels must cover the data's.
        data: `fashion-mnist:test`, a folder of class folders, or `FOLDER:validation`.
        progress: told about pictures done.
        limits: how large a file and a picture may be.

    Raises:
        ModisteError: MOD-1208, MOD-1215 to 1221 for the data; MOD-1217 for a class the model does not know.
    """
    if str(data).startswith("fashion-mnist"):
        known = open_data(data, labels=model.labels)
        targets, ids, rejected = known.targets, tuple(known.ids), known.rejected
        pieces = []
        for start in range(0, len(known), 256):
            taken = known.take(np.arange(start, min(start + 256, len(known)))).transpose(0, 2, 3, 1)
            pieces.append(model.predict(list(taken)))
            progress(Event("step", start + len(taken), len(known), f"judging {data}", {}))
        return Judged(model.labels, np.concatenate(pieces), targets, ids, rejected)
    files = open_files(data, labels=model.labels)
    shares, kept, bad = [], [], list(files.rejected)
    for row, (_, outcome) in enumerate(_outcomes(model, files.paths, limits)):
        if isinstance(outcome, ModisteError):
            bad.append(Rejection(files.ids[row], outcome.code, outcome.detail))
        else:
            shares.append(outcome)
            kept.append(row)
        progress(Event("step", row + 1, len(files), f"judging {data}", {}))
    if not kept:
        raise ModisteError("MOD-1215", path=data, rejected=len(bad))
    ids = tuple(files.ids[row] for row in kept)
    return Judged(model.labels, np.stack(shares), files.targets[kept], ids, tuple(bad))


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Examples, Examples | None]:
    """What to learn from and what to choose by, as a recipe asks.

    Both come out of the training part: a folder's own `validation/` and `test/` are never touched, so that
    they can judge the finished model.

    Args:
        recipe: its input says at which size photos are kept, its `[data]` how many are held out.
        data: a folder of class folders, `FOLDER:part` or `fashion-mnist:train`; by default the recipe's own.
        cache: where decoded photos are kept.
        processes: how many to decode with.
        progress: told about photos decoded.

    Returns:
        Training examples and held-out ones; None for the latter where the recipe holds nothing out.

    Raises:
        ModisteError: MOD-1405 when neither names data, MOD-1404 for pictures of another kind, MOD-1208 and
            MOD-1215 to 1223 for the data, MOD-1304 for too few of them.
    """
    source = data or recipe.data.source
    if not source:
        raise ModisteError("MOD-1405", recipe=recipe.name)

    def report(done: int, total: int) -> None:
        progress(Event("step", done, total, f"decoding {source}", {}))

    spec = recipe.input
    size = round(_ROOM * max(spec.height, spec.width, recipe.train.size))
    whole = open_training_data(source, size=size, cache=cache, processes=processes, report=report)
    if whole.pixels.shape[1] != spec.channels:
        raise ModisteError(
            "MOD-1404", data=source, got=whole.pixels.shape[1], model=recipe.name, wanted=spec.channels
        )
    for rejection in whole.rejected:
        progress(Event("note", len(whole), len(whole), f"left out: {rejection.reason}", {}))
    chosen = limited(whole, recipe.data.limit, recipe.data.split_seed)
    if not recipe.data.validation:
        return chosen, None
    return split(chosen, recipe.data.validation, recipe.data.split_seed)


def _outcomes(
    model: Classifier, files: Iterable[File], limits: Limits
) -> Iterator[tuple[str, NDArray[np.float32] | ModisteError]]:
    """Each file with its probabilities (classes,), or with the reason why it has none; a few at a time."""
    named = map(_named, files)
    while chunk := list(islice(named, BATCH)):
        pictures: list[Pixels] = []
        outcomes: list[ModisteError | None] = []
        for name, source in chunk:
            try:
                pictures.append(decode(source, name=name, near=_NEAR, limits=limits))
                outcomes.append(None)
            except ModisteError as error:
                outcomes.append(error)
        rows = iter(model.predict(pictures) if pictures else ())
        for (name, _), refusal in zip(chunk, outcomes, strict=True):
            yield name, refusal or next(rows)


def _named(file: File) -> tuple[str, Path | bytes]:
    return file if isinstance(file, tuple) else (str(file), Path(file))
