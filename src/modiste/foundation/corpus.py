"""A corpus: pictures of which something is known, in one folder, to learn an encoder from.

Knows the folder: `pictures.npy` (n, 3, side, side) mapped from disk, `facts.jsonl` a line a picture, and
`lessons.npz` with a teacher's sentences; who collects pictures is the workspace.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from modiste.foundation.facts import Facts, verdicts
from modiste.foundation.glossary import with_broader
from modiste.garment import ModisteError
from modiste.store import write_whole

SIDE = 208
KINDS = (
    *("bag", "dress", "hat", "hoodie", "longsleeve", "outerwear", "shirt", "shoe"),
    *("shorts", "skirt", "sweater", "sweatshirt", "t-shirt", "trousers"),
)
"""Kinds of garments that a corpus tells apart: things of the glossary."""
_PICTURES, _FACTS, _LESSONS = "pictures.npy", "facts.jsonl", "lessons.npz"


@dataclass(frozen=True, eq=False)
class Entry:
    """One picture of a corpus.

    Attributes:
        id: Of its own.
        split: "train", "validation" or "test".
        source: Where it comes from: "renders", "photos", "recoloured", "fashion-mnist".
        facts: What is known of it.
        pixels: uint8 (side, side, 3).
    """

    id: str
    split: str
    source: str
    facts: Facts
    pixels: NDArray[np.uint8]


class Corpus:
    """The pictures of one split of a corpus, as examples to learn from; targets are their own numbers.

    Raises:
        ModisteError: MOD-1902 where the folder is no corpus.
    """

    labels = KINDS

    def __init__(self, folder: Path, split: str = "train", *, sources: Sequence[str] = ()) -> None:
        try:
            lines = (folder / _FACTS).read_text(encoding="utf-8").splitlines()
            self._pixels = np.load(folder / _PICTURES, mmap_mode="r", allow_pickle=False)
            rows = [json.loads(line) for line in lines]
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ModisteError("MOD-1902", path=folder, reason=reason.lower()) from None
        if self._pixels.shape[1:] != (3, SIDE, SIDE) or len(rows) != len(self._pixels):
            reason = f"{len(rows)} lines of facts for pictures of shape {self._pixels.shape}"
            raise ModisteError("MOD-1902", path=folder, reason=reason)
        self.rows = [
            number
            for number, row in enumerate(rows)
            if row["split"] == split and (not sources or row["source"] in sources)
        ]
        if not self.rows:
            raise ModisteError("MOD-1902", path=folder, reason=f"no picture of it is for {split}")
        self.folder = folder
        self.ids = [str(rows[number]["id"]) for number in self.rows]
        self.sources = [str(rows[number]["source"]) for number in self.rows]
        self.facts = [_facts(rows[number]["facts"]) for number in self.rows]
        self.targets = np.arange(len(self.rows), dtype=np.int64)
        self._digest = hashlib.sha256("\n".join([split, *sources, *lines]).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def hash(self) -> str:
        """Of everything that is said of the pictures."""
        return self._digest

    @cached_property
    def verdicts(self) -> NDArray[np.int8]:
        """(pictures, things), see `facts.verdicts`."""
        return np.stack([verdicts(each) for each in self.facts])

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        """Which of `KINDS` each picture shows; -1 where it is none of them."""
        return np.array([kind_of(each) for each in self.facts], np.int64)

    @cached_property
    def lessons(self) -> tuple[Sequence[str], NDArray[np.float32]]:
        """A teacher's sentences and vectors (n, 384); none where the corpus has none."""
        path = self.folder / _LESSONS
        if not path.is_file():
            return (), np.empty((0, 0), np.float32)
        with np.load(path, allow_pickle=False) as kept:
            return [str(each) for each in kept["sentences"]], kept["vectors"]

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """Pictures uint8 (b, 3, side, side)."""
        made: NDArray[Any] = np.stack([self._pixels[self.rows[index]] for index in indices.tolist()])
        return made


def kind_of(facts: Facts) -> int:
    """The number among `KINDS` of what a picture shows, -1 where it is none of them."""
    wider = (name for thing in facts.things for name in with_broader(thing))
    return next((KINDS.index(name) for name in wider if name in KINDS), -1)


def write_corpus(folder: Path, entries: Iterable[Entry], count: int) -> int:
    """Write at most `count` pictures and what is known of them; the facts last: they say that all is there.

    Returns:
        How many there were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{_PICTURES}.partial"
    pictures = open_memmap(partial, mode="w+", dtype=np.uint8, shape=(count, 3, SIDE, SIDE))
    lines: list[str] = []
    for entry in entries:
        pictures[len(lines)] = entry.pixels.transpose(2, 0, 1)
        told = {"id": entry.id, "split": entry.split, "source": entry.source, "facts": asdict(entry.facts)}
        lines.append(json.dumps(told, ensure_ascii=False))
        if len(lines) == count:
            break
    pictures.flush()
    if len(lines) < count:
        whole = open_memmap(folder / f".{_PICTURES}.whole", "w+", np.uint8, (len(lines), 3, SIDE, SIDE))
        whole[:] = pictures[: len(lines)]
        whole.flush()
        partial.unlink()
        partial = folder / f".{_PICTURES}.whole"
    partial.replace(folder / _PICTURES)
    write_whole(folder / _FACTS, ("\n".join(lines) + "\n").encode())
    return len(lines)


def write_lessons(folder: Path, sentences: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Write a teacher's sentences (n) and vectors (n, 384)."""
    partial = folder / f".{_LESSONS}.partial"
    with partial.open("wb") as file:
        np.savez(file, sentences=np.array(sentences), vectors=vectors.astype(np.float16))
    partial.replace(folder / _LESSONS)


def _facts(told: dict[str, Any]) -> Facts:
    return Facts(tuple(told["things"]), tuple(told["maybe"]), tuple(told["colours"]))
