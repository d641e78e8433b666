"""The evaluations that a shop keeps: written whole beside its models, listed, read, and opened by cell.

Knows files below `evaluations/` and whose pictures the examples are; the figures are learning's.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import open_files
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Evaluation, Outcomes, Result, put_folder
from modiste.store import Page, Store

SUMMARY, DETAIL, OUTCOMES = "summary.json", "detail.json", "outcomes.npz"
WORST = 20
FASHION_MNIST = "fashion-mnist"
ID = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")
_TIME = "%Y%m%dT%H%M%S%f"
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """One kept evaluation in a list; `error` says why its files cannot be read: then the rest is empty."""

    id: str
    at: datetime
    data: str = ""
    protocol: str = ""
    n: int = 0
    seconds: float = 0.0
    metrics: Mapping[str, Any] | None = None
    error: ModisteError | None = None


@dataclass(frozen=True)
class Example:
    """One example of an evaluation. `image_id` and `garment_id` are None where the shop does not hold it."""

    image_id: str | None
    garment_id: str | None
    name: str
    actual: str
    predicted: str
    confidence: float


@dataclass(frozen=True)
class Told:
    """A kept evaluation, whole: its summary, learning's detail, and the surest mistakes."""

    summary: Kept
    detail: Mapping[str, Any]
    worst: tuple[Example, ...]


class Evaluations:
    """The kept evaluations of one shop, by model, version and id; ids rise with time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._root = store.root / "evaluations"

    def keep(self, model: str, version: str, result: Result, figures: Evaluation, ids: Sequence[str]) -> str:
        """Write an evaluation and return its id; a crash leaves it whole or not there.

        Args:
            model: the model's name.
            version: its version.
            result: what, on what data, how, and the metrics.
            figures: the rest.
            ids: the examples' names in the data, in the order of `figures`.

        Raises:
            ModisteError: MOD-1110 when the disk does not take it.
        """
        now = datetime.now(UTC)
        id_ = f"{now.strftime(_TIME)}-{uuid.uuid4().hex[:8]}"
        outcomes = Outcomes(
            example_names(result.data, ids),
            figures.targets,
            figures.predicted,
            figures.confidence,
            _hashes(result.data, ids),
        )
        shown = result.to_json()
        summary = {name: shown[name] for name in ("data", "protocol", "n", "seconds", "metrics")}
        files = {
            SUMMARY: json.dumps(summary).encode(),
            DETAIL: json.dumps(figures.detail(), allow_nan=False).encode(),
            OUTCOMES: outcomes.to_bytes(),
        }
        try:
            put_folder(self._folder(model, version) / id_, files)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ModisteError("MOD-1110", where="Keeping the evaluation", reason=reason) from None
        return id_

    def page(self, model: str, version: str, after: str | None = None, limit: int = 50) -> Page:
        """At most `limit` evaluations of a version, newest first, older than the id `after`."""
        ids = [each for each in self._ids(model, version) if after is None or each < after]
        taken = ids[:limit]
        items = tuple(self._summary(model, version, id_) for id_ in taken)
        return Page(items, taken[-1] if len(ids) > limit else None)

    def get(self, model: str, version: str, id_: str) -> Told:
        """One evaluation.

        Raises:
            ModisteError: MOD-1103 when there is none of that id, MOD-2020 when its files are damaged.
        """
        self._check(model, version, id_)
        summary = self._summary(model, version, id_)
        if summary.error is not None:
            raise summary.error
        detail = self._json(model, version, id_, DETAIL)
        outcomes = self._outcomes(model, version, id_)
        worst = self._examples(outcomes, outcomes.mistakes(WORST), detail["labels"])
        return Told(summary, detail, worst)

    def cell(
        self,
        model: str,
        version: str,
        id_: str,
        actual: str,
        predicted: str,
        after: int = 0,
        limit: int = 50,
    ) -> Page:
        """The examples behind one cell of the confusion matrix past the first `after`.

        Surest mistakes or least sure hits come first; the page's `next_after` is a number.

        Raises:
            ModisteError: MOD-1103 for no such evaluation, MOD-2011 for a label it does not have, MOD-2020
                when its files are damaged.
        """
        self._check(model, version, id_)
        labels: list[str] = self._json(model, version, id_, DETAIL)["labels"]
        for label in (actual, predicted):
            if label not in labels:
                raise ModisteError("MOD-2011", name=f"the label {label[:100]!r}", known=", ".join(labels))
        outcomes = self._outcomes(model, version, id_)
        rows = outcomes.cell(labels.index(actual), labels.index(predicted))
        taken = rows[after : after + limit]
        following = str(after + limit) if after + limit < len(rows) else None
        return Page(self._examples(outcomes, taken, labels), following)

    def _folder(self, model: str, version: str) -> Path:
        return self._root / f"{model}-{version}"

    def _ids(self, model: str, version: str) -> list[str]:
        try:
            names = [path.name for path in self._folder(model, version).iterdir()]
        except OSError:
            return []
        return sorted((name for name in names if ID.fullmatch(name)), reverse=True)

    def _check(self, model: str, version: str, id_: str) -> None:
        if not ID.fullmatch(id_) or not (self._folder(model, version) / id_).is_dir():
            raise ModisteError("MOD-1103", kind="evaluation", id=id_[:100])

    def _summary(self, model: str, version: str, id_: str) -> Kept:
        kept = Kept(id_, datetime.strptime(id_.partition("-")[0], _TIME).replace(tzinfo=UTC))
        try:
            return replace(kept, **self._json(model, version, id_, SUMMARY))
        except TypeError:
            damaged = ModisteError("MOD-2020", path=f"evaluation {id_}", reason=f"{SUMMARY} has other fields")
            return replace(kept, error=damaged)
        except ModisteError as error:
            return replace(kept, error=error)

    def _json(self, model: str, version: str, id_: str, file: str) -> dict[str, Any]:
        try:
            read = json.loads((self._folder(model, version) / id_ / file).read_bytes())
            if not isinstance(read, dict) or not (file == SUMMARY or isinstance(read["labels"], list)):
                raise ValueError(f"{file} is not what was written")
        except (OSError, ValueError, KeyError) as error:
            reason = getattr(error, "strerror", None) or f"{file} is not what was written"
            raise ModisteError("MOD-2020", path=f"evaluation {id_}", reason=reason.lower()) from None
        return read

    def _outcomes(self, model: str, version: str, id_: str) -> Outcomes:
        try:
            return Outcomes.from_bytes((self._folder(model, version) / id_ / OUTCOMES).read_bytes())
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise ModisteError("MOD-2020", path=f"evaluation {id_}", reason=reason) from None

    def _examples(
        self, outcomes: Outcomes, rows: NDArray[np.int64], labels: Sequence[str]
    ) -> tuple[Example, ...]:
        ids = [outcomes.ids[row] for row in rows]
        images = images_of(self._store, ids, outcomes.hashes_of(rows))
        owners = list({image.garment_id for image in images if image})
        garments = self._store.rows.find(Garment, owners)
        return tuple(
            Example(
                image.id if image else None,
                image.garment_id if image else None,
                garments[image.garment_id].name if image and image.garment_id in garments else id_,
                labels[outcomes.targets[row]],
                labels[outcomes.predicted[row]],
                round(float(outcomes.confidence[row]), 6),
            )
            for row, id_, image in zip(rows, ids, images, strict=True)
        )


def images_of(store: Store, ids: Sequence[str], hashes: Sequence[str]) -> list[Image | None]:
    """The shop's image of each example: by the SHA-256 of its file where there is one, else by its id."""
    wanted = sorted({each for each in hashes if each})
    by_hash: dict[str, Image] = {}
    for start in range(0, len(wanted), 200):
        for image in store.rows.scan(Image, where={"blob": wanted[start : start + 200]}):
            by_hash.setdefault(image.blob, image)
    by_id = store.rows.find(Image, [id_ for id_, sha in zip(ids, hashes, strict=True) if not sha])
    return [by_hash.get(sha) if sha else by_id.get(id_) for id_, sha in zip(ids, hashes, strict=True)]


def example_names(data: str, ids: Sequence[str]) -> tuple[str, ...]:
    """What examples are called in a shop: Fashion-MNIST's are images of an imported one, photos are files."""
    if data.partition(":")[0] == FASHION_MNIST:
        return tuple(f"{FASHION_MNIST}-{id_}" for id_ in ids)
    return tuple(ids)


def hashes_of_files(data: str, ids: Sequence[str]) -> list[str]:
    """SHA-256 in hex of the files behind examples of a folder; empty where there is none."""
    if data.partition(":")[0] == FASHION_MNIST:
        return [""] * len(ids)
    for place in (data, f"{data}:train"):  # a folder with parts is learnt from by its name alone
        try:
            files = open_files(place)
        except (ModisteError, OSError, ValueError):
            continue
        paths = dict(zip(files.ids, files.paths, strict=True))
        return [_sha256(paths.get(id_)) for id_ in ids]
    return [""] * len(ids)


def _hashes(data: str, ids: Sequence[str]) -> NDArray[np.uint8] | None:
    found = hashes_of_files(data, ids)
    if not any(found):
        return None
    return np.frombuffer(b"".join(bytes.fromhex(each or "00" * 32) for each in found), np.uint8).reshape(
        -1, 32
    )


def _sha256(path: Path | None) -> str:
    if path is None:
        return ""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
