"""Histories to learn the memory from: what each person saw, liked and bought, and what came next.

Knows the file `histories.npz` and the loss; whose histories they are is the workspace's.

Source: the loss is a softmax over all garments of the shop (Kang and McAuley, SASRec, ICDM 2018, with the
full softmax of later work).
"""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.bundled import STEPS
from modiste.foundation.corpus import KINDS
from modiste.foundation.encoder import HOWS, Floats
from modiste.foundation.training import classify
from modiste.garment import ModisteError
from modiste.learning import Progress, Recipe, silent
from modiste.store import write_whole

if TYPE_CHECKING:
    from torch import Tensor, nn

    Views = Callable[[], Tensor]

__all__ = ["Histories", "classify", "objective", "training_data", "write_histories"]

_SHARP = 20.0


def write_histories(
    path: Path, vectors: Floats, kinds: NDArray[np.int64], people: list[tuple[list[int], list[int]]]
) -> None:
    """Write garments' vectors (g, d), kinds (g,) and each person's garments and `HOWS`, oldest first."""
    made = io.BytesIO()
    lengths = np.array([len(garments) for garments, _ in people], np.int64)
    flat = [np.concatenate([np.array(each[k], np.int32) for each in people]) for k in (0, 1)]
    np.savez_compressed(made, vectors=vectors, kinds=kinds, lengths=lengths, garments=flat[0], hows=flat[1])
    write_whole(path, made.getvalue())


class Histories:
    """One example a step that was taken: what came before it, and the garment of it as target.

    Raises:
        ModisteError: MOD-1902 for a file that holds no histories.
    """

    labels = KINDS

    def __init__(self, path: Path, *, chosen: bool) -> None:
        try:
            data = path.read_bytes()
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                self.vectors, self.kinds = kept["vectors"].astype(np.float32), kept["kinds"]
                lengths, self._garments, self._hows = kept["lengths"], kept["garments"], kept["hows"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ModisteError("MOD-1902", path=path, reason=reason.lower()) from None
        ends = np.cumsum(lengths)
        starts = ends - lengths
        # Of ten people, nine are learned from; of those one is chosen by, only the last step is asked for.
        mine = (np.arange(len(lengths)) % 10 == 0) == chosen
        steps = []
        for start, end in zip(starts[mine].tolist(), ends[mine].tolist(), strict=True):
            first = max(start + 1, end - 1) if chosen else start + 1
            steps += [(start, place) for place in range(first, end)]
        self._steps = np.array(steps, np.int64).reshape(-1, 2)
        self.targets = self._garments[self._steps[:, 1]].astype(np.int64)
        self.ids = [str(place) for place in self._steps[:, 1].tolist()]
        self._digest = hashlib.sha256(data + bytes([chosen])).hexdigest()

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def hash(self) -> str:
        """Of the file, and which side of it this is."""
        return self._digest

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """Float32 (b, `STEPS`, 260); steps that are missing come first, as zeros."""
        width = self.vectors.shape[1]
        made = np.zeros((len(indices), STEPS, width + len(HOWS) + 1), np.float32)
        for row, index in enumerate(indices.tolist()):
            start, place = self._steps[index].tolist()
            start = max(start, place - STEPS)
            count = place - start
            made[row, STEPS - count :, :width] = self.vectors[self._garments[start:place]]
            made[row, np.arange(STEPS - count, STEPS), width + self._hows[start:place]] = 1
            made[row, STEPS - count :, -1] = 1
        return made


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Histories, Histories]:
    """Histories to learn from and to choose by; `data` is a file that `modiste encoder histories` wrote.

    Raises:
        ModisteError: MOD-1405 when neither recipe nor `data` names one, MOD-1902 for a file that holds none.
    """
    source = str(data or recipe.data.source)
    if not source:
        raise ModisteError("MOD-1405", recipe=recipe.name)
    return Histories(Path(source), chosen=False), Histories(Path(source), chosen=True)


def objective(learned: Histories, chosen: Histories | None = None) -> "Next":
    """What a step of the training asks for."""
    return Next(learned.vectors, learned.kinds)


@dataclass(frozen=True)
class Next:
    """The next garment among all (g, d), and its kind (g,)."""

    vectors: Floats
    kinds: NDArray[np.int64]
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("found", True), init=False)

    def loss(
        self, module: "nn.Module", player: str, views: "Callable[[], Tensor]", targets: "Tensor"
    ) -> "Tensor":
        """The mean over the batch."""
        import torch  # noqa: PLC0415 - torch is needed for training only
        from torch.nn import functional as F  # noqa: PLC0415

        found: Any = module.features(views())  # type: ignore[operator] # a Tower
        logits = _SHARP * found.float() @ torch.from_numpy(self.vectors).to(found.device).T
        kinds = torch.from_numpy(self.kinds).to(found.device)[targets]
        named = module.head(found)  # type: ignore[operator] # a Tower
        both: Tensor = F.cross_entropy(logits, targets)
        if bool((kinds >= 0).any()):
            both = both + 0.1 * F.cross_entropy(named, kinds, ignore_index=-1)
        return both

    def judge(
        self, module: "nn.Module", inputs: "Tensor", targets: "Tensor", mirror: bool
    ) -> "dict[str, Tensor]":
        """How many next garments are among the ten nearest."""
        import torch  # noqa: PLC0415 - torch is needed for training only

        found: Any = module.features(inputs)  # type: ignore[operator] # a Tower
        likeness = found.float() @ torch.from_numpy(self.vectors).to(found.device).T
        top = likeness.topk(min(10, likeness.shape[1])).indices
        return {"found": (top == targets[:, None]).any(1).float().sum()}
