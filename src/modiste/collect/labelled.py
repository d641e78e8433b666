"""Labelled pictures of one size: what a connector hands to whoever trains or evaluates.

It knows neither where they came from nor what is done with them; its shape is the one that learning expects.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.collect.source import Rejection
from modiste.garment import ModisteError


@dataclass(frozen=True, eq=False)
class LabelledPictures:
    """n pictures and their classes.

    `pixels` is uint8 (n, channels, height, width), in memory or mapped from a file; `targets` int64 (n,)
    points into `labels`; `ids` names each picture (the file inside its folder); `hash` identifies content
    and labels; `rejected` says what was left out and why.
    """

    labels: tuple[str, ...]
    targets: NDArray[np.int64]
    ids: Sequence[str]
    pixels: NDArray[np.uint8]
    hash: str
    rejected: tuple[Rejection, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.targets)

    def take(self, indices: NDArray[np.int64] | Sequence[int]) -> NDArray[np.uint8]:
        """Some pictures, in the order asked for: uint8 (b, channels, height, width)."""
        return np.asarray(self.pixels[np.asarray(indices, dtype=np.int64)])

    def relabelled(self, labels: Sequence[str], path: object = "The data") -> "LabelledPictures":
        """The same pictures with targets that point into another list of labels, such as a model's.

        Raises:
            ModisteError: MOD-1217 when a class in use is missing from that list.
        """
        names = [self.labels[target] for target in self.targets.tolist()]
        return replace(self, labels=tuple(labels), targets=targets_among(names, labels, path))


@dataclass(frozen=True, eq=False)
class LabelledFiles:
    """n photo files and their classes, none of them opened yet; otherwise as `LabelledPictures`."""

    labels: tuple[str, ...]
    targets: NDArray[np.int64]
    ids: Sequence[str]
    paths: Sequence[Path]
    rejected: tuple[Rejection, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.targets)


def targets_among(names: Sequence[str], labels: Sequence[str], path: object) -> NDArray[np.int64]:
    """Each name's position in `labels`, int64 (n,).

    Raises:
        ModisteError: MOD-1217 for a name that is not among them.
    """
    position = {label: index for index, label in enumerate(labels)}
    if missing := sorted(set(names) - set(position)):
        raise ModisteError("MOD-1217", path=path, label=missing[0], known=", ".join(labels))
    return np.array([position[name] for name in names], dtype=np.int64)
