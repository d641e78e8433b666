"""Examples to learn from: labelled arrays behind one small protocol, and honest ways to split them.

Knows arrays, labels and ids; where they come from is collect's and the rooms' work.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError


class Examples(Protocol):
    """Labelled examples that can be taken by index, held in memory or mapped from disk.

    `targets` is int64 `(n,)` into `labels`; `take` gives uint8 `(b, channels, height, width)` for images
    and float32 `(b, time, channels)` for series; `hash` changes when any example changes.
    """

    @property
    def labels(self) -> tuple[str, ...]:
        """The class names."""

    @property
    def targets(self) -> NDArray[np.int64]:
        """Indices into `labels`, `(n,)`."""

    @property
    def ids(self) -> Sequence[str]:
        """One name an example."""

    @property
    def hash(self) -> str:
        """Sha256 of everything the examples are."""

    def __len__(self) -> int: ...

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """The inputs at `indices`, in that order."""


@dataclass(frozen=True, eq=False)
class ArrayExamples:
    """Examples in memory; `inputs` are shaped as `Examples.take` gives them."""

    inputs: NDArray[Any]
    targets: NDArray[np.int64]
    labels: tuple[str, ...]
    ids: Sequence[str]

    def __post_init__(self) -> None:
        count = len(self.inputs)
        if not count == len(self.targets) == len(self.ids):
            raise ValueError(f"{count} inputs, {len(self.targets)} targets, {len(self.ids)} ids")
        if count and not 0 <= self.targets.min() <= self.targets.max() < len(self.labels):
            raise ValueError(f"targets must lie in [0, {len(self.labels)})")

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def hash(self) -> str:
        """Sha256 over shapes, labels, targets and inputs."""
        digest = hashlib.sha256(repr((self.inputs.shape, self.inputs.dtype.str, self.labels)).encode())
        digest.update(np.ascontiguousarray(self.targets).data)
        digest.update(np.ascontiguousarray(self.inputs).data)
        return digest.hexdigest()

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """The inputs at `indices`, in that order."""
        taken: NDArray[Any] = self.inputs[indices]
        return taken


@dataclass(frozen=True, eq=False)
class Subset:
    """Some of the examples, by index; nothing is copied until taken."""

    whole: Examples
    indices: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def labels(self) -> tuple[str, ...]:
        """The class names of the whole."""
        return self.whole.labels

    @property
    def targets(self) -> NDArray[np.int64]:
        """The targets at the chosen indices."""
        return self.whole.targets[self.indices]

    @property
    def ids(self) -> Sequence[str]:
        """The ids at the chosen indices."""
        known = self.whole.ids  # once: a subset's ids are a new list at every asking
        return [known[int(index)] for index in self.indices]

    @property
    def hash(self) -> str:
        """Sha256 over the whole's hash and the chosen indices."""
        return hashlib.sha256(self.whole.hash.encode() + self.indices.tobytes()).hexdigest()

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """The whole's inputs at the chosen indices' `indices`."""
        return self.whole.take(self.indices[indices])


def split(examples: Examples, fraction: float, seed: int) -> tuple[Examples, Examples]:
    """Hold out a `fraction`, stratified by class and fixed by `seed`: `(rest, held out)`.

    Every class with two or more examples keeps at least one on each side.

    Raises:
        ModisteError: MOD-1304 with fewer than two classes or no class that can be split.
    """
    targets = examples.targets
    classes, counts = np.unique(targets, return_counts=True)
    if len(classes) < 2 or counts.max() < 2:
        raise ModisteError("MOD-1304", count=len(targets), classes=len(classes))
    if fraction <= 0:
        return examples, Subset(examples, np.empty(0, dtype=np.int64))
    chance = np.random.default_rng(seed)
    held: list[NDArray[np.int64]] = []
    for label, count in zip(classes, counts, strict=True):
        members = chance.permutation(np.flatnonzero(targets == label))
        held.append(members[: min(max(round(count * fraction), 1), count - 1)])
    out = np.sort(np.concatenate(held))
    keep = np.setdiff1d(np.arange(len(targets)), out)
    return Subset(examples, keep), Subset(examples, out)


def limited(examples: Examples, limit: int | None, seed: int) -> Examples:
    """At most `limit` examples, drawn without replacement and fixed by `seed`."""
    if limit is None or limit >= len(examples):
        return examples
    chosen = np.random.default_rng(seed).choice(len(examples), limit, replace=False)
    return Subset(examples, np.sort(chosen).astype(np.int64))
