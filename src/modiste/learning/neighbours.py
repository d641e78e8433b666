"""The training examples most like a picture in the model's own eyes: cosine in its embedding space.

Knows embeddings, wherever they came from, and needs no torch; the bank lies on disk and is mapped, not read.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

_BLOCK = 8192
_EMBEDDINGS, _FACTS = "embeddings.npy", "examples.json"


@dataclass(frozen=True)
class Neighbour:
    """One training example: its row in the bank, id, label, and cosine to the picture asked about."""

    row: int
    id: str
    label: str
    cosine: float


@dataclass(frozen=True)
class Neighbourhood:
    """The nearest examples, nearest first, and how well they speak for the prediction.

    `agreement` is the share of them labelled as the model predicts; `random_agreement` is that label's share
    of the whole bank, what examples drawn at random would reach.
    """

    neighbours: tuple[Neighbour, ...]
    agreement: float
    random_agreement: float


@dataclass(frozen=True, eq=False)
class Bank:
    """Unit embeddings float32 `(n, d)` of training examples, with their targets, labels and ids."""

    embeddings: NDArray[np.float32]
    targets: NDArray[np.int64]
    labels: tuple[str, ...]
    ids: tuple[str, ...]

    @classmethod
    def write(
        cls,
        folder: Path,
        embeddings: NDArray[Any],
        targets: NDArray[np.int64],
        labels: Sequence[str],
        ids: Sequence[str],
    ) -> "Bank":
        """Normalise and store embeddings `(n, d)`; a reader sees the old bank or the new one, never half.

        Raises:
            ModisteError: MOD-1318 when counts disagree, a value is not finite, or there is nothing.
        """
        plain = np.asarray(embeddings, dtype=np.float32)
        if plain.ndim != 2 or not len(plain) == len(targets) == len(ids) or not len(plain):
            _refuse(f"{plain.shape} embeddings, {len(targets)} targets and {len(ids)} ids do not make a bank")
        if not np.isfinite(plain).all():
            _refuse("an embedding is not finite")
        if min(targets) < 0 or max(targets) >= len(labels):
            _refuse(f"a target lies outside the {len(labels)} labels")
        folder.mkdir(parents=True, exist_ok=True)
        facts = {"targets": [int(t) for t in targets], "labels": list(labels), "ids": list(ids)}
        # The facts name the array's file, so that replacing the facts replaces both at once.
        name = f"{_next_number(folder)}-{_EMBEDDINGS}"
        with (folder / name).open("wb") as file:
            np.save(file, _unit(plain), allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        partial = folder / f"{_FACTS}.partial"
        with partial.open("w", encoding="utf-8") as text:
            json.dump({**facts, "embeddings": name}, text)
            text.flush()
            os.fsync(text.fileno())
        partial.replace(folder / _FACTS)
        for old in folder.glob(f"*-{_EMBEDDINGS}"):
            if old.name != name:
                old.unlink(missing_ok=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Bank":
        """Map the bank in `folder`.

        Raises:
            ModisteError: MOD-1318 when it is missing or damaged.
        """
        try:
            facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
            mapped = np.load(folder / Path(facts["embeddings"]).name, mmap_mode="r", allow_pickle=False)
            targets = np.asarray(facts["targets"], dtype=np.int64)
            bank = cls(mapped, targets, tuple(facts["labels"]), tuple(facts["ids"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            _refuse(f"{folder} holds no bank of embeddings ({type(error).__name__})")
        if mapped.ndim != 2 or not len(mapped) == len(bank.targets) == len(bank.ids):
            _refuse(f"{folder} is damaged: its counts disagree")
        return bank

    def nearest(self, queries: NDArray[Any], k: int = 5) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows and cosines `(b, k)` of the `k` nearest examples to each query `(b, d)`, nearest first.

        Raises:
            ModisteError: MOD-1318 for queries of another width or not finite, or k outside 1..n.
        """
        asked = np.asarray(queries, dtype=np.float32)
        if asked.ndim != 2 or asked.shape[1] != self.embeddings.shape[1] or not np.isfinite(asked).all():
            _refuse(f"queries {asked.shape} do not fit embeddings {self.embeddings.shape}")
        if not 1 <= k <= len(self.ids):
            _refuse(f"{k} neighbours of {len(self.ids)} examples were asked for")
        asked = _unit(asked)
        rows = np.empty((len(asked), 0), dtype=np.int64)
        cosines = np.empty((len(asked), 0), dtype=np.float32)
        for start in range(0, len(self.ids), _BLOCK):
            block = asked @ self.embeddings[start : start + _BLOCK].T
            here = np.broadcast_to(np.arange(start, start + block.shape[1]), block.shape)
            cosines, rows = np.hstack([cosines, block]), np.hstack([rows, here])
            # Stable, so that of equal examples the earlier is named, wherever blocks end.
            best = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
            cosines, rows = np.take_along_axis(cosines, best, 1), np.take_along_axis(rows, best, 1)
        return rows, cosines


def nearest_examples(
    bank: Bank, embeddings: NDArray[Any], predicted: Sequence[int] | NDArray[np.int64], k: int = 5
) -> list[Neighbourhood]:
    """The `k` nearest training examples to each embedding `(b, d)`, against its predicted class."""
    rows, cosines = bank.nearest(embeddings, k)
    made = []
    for chosen, near, target in zip(rows, cosines, predicted, strict=True):
        neighbours = tuple(
            Neighbour(int(row), bank.ids[row], bank.labels[bank.targets[row]], float(cosine))
            for row, cosine in zip(chosen, near, strict=True)
        )
        agreement = float((bank.targets[chosen] == target).mean())
        made.append(Neighbourhood(neighbours, agreement, float((bank.targets == target).mean())))
    return made


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _next_number(folder: Path) -> int:
    numbers = [int(path.name.split("-")[0]) for path in folder.glob(f"[0-9]*-{_EMBEDDINGS}")]
    return max(numbers, default=0) + 1


def _refuse(what: str) -> NoReturn:
    raise ModisteError("MOD-1318", what=what)
