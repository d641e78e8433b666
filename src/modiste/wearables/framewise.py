"""Learning every frame of a stretch at once: examples that are stretches, and the loss over their frames.

Knows stretches, frames and where labels are missing; networks and grids are others'.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from modiste.wearables.windows import STRIDE, UNKNOWN, Floats32, Grid, Ints

if TYPE_CHECKING:
    from torch import Tensor, nn

STRETCH = 256
"""Steps of a stretch whose frames are learned; the recording goes on by the network's reach on both sides."""

SOFT, FOLLOWED = 2.0, 0.7
"""The temperature of a teacher's chances, and how much they weigh beside the labels."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """Examples that are stretches of recordings; their targets are their own numbers, frames hold the labels.

    Attributes:
        inputs: `(n, STRETCH + 2 * reach, channels)`.
        frames: `(n, STRETCH / STRIDE)` places of labels, `UNKNOWN` where there is none.
        labels: the classes.
        ids: of each.
        first: the number of the first: of examples to choose by, those to learn from come before.
    """

    inputs: Floats32
    frames: Ints
    labels: tuple[str, ...]
    ids: Sequence[str]
    first: int = 0

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def targets(self) -> Ints:
        """Their numbers, `(n,)`."""
        return np.arange(self.first, self.first + len(self))

    @property
    def hash(self) -> str:
        """Sha256 of all."""
        digest = hashlib.sha256(repr((self.inputs.shape, self.labels, self.first)).encode())
        digest.update(np.ascontiguousarray(self.inputs).data)
        digest.update(np.ascontiguousarray(self.frames).data)
        return digest.hexdigest()

    def take(self, indices: Ints) -> Floats32:
        """The inputs at `indices`, in that order."""
        taken: Floats32 = self.inputs[indices]
        return taken


def stretches_of(grids: Sequence[Grid], labels: tuple[str, ...], reach: int, first: int = 0) -> Stretches:
    """Cut recordings into stretches that overlap by half; a short or last one goes on with its last value."""
    inputs, frames, ids = [], [], []
    for grid in grids:
        steps = len(grid.values)
        for start in range(0, max(steps - STRETCH // 2, 1), STRETCH // 2):
            end = start + STRETCH
            padded = grid.padded(reach, max(end, steps))
            inputs.append(padded[start : end + 2 * reach])
            own = grid.frames[start // STRIDE : end // STRIDE]
            frames.append(np.pad(own, (0, STRETCH // STRIDE - len(own)), constant_values=UNKNOWN))
            ids.append(f"{grid.name}@{start}")
    return Stretches(np.stack(inputs), np.stack(frames), labels, ids, first)


@dataclass(frozen=True, eq=False)
class Framewise:
    """Cross-entropy of every frame with a label, the mean over a network's members.

    `frames` `(n, frames)` are the labels' places of all stretches by their number; `reach` is cut off both
    sides of what the network tells. A `teacher` of the same input and reach is followed where it is given, in
    every frame, labelled or not (Hinton et al., Distilling the Knowledge, 2015).
    """

    frames: Ints
    reach: int
    label_smoothing: float = 0.05
    teacher: "nn.Module | None" = None
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("accuracy", True), init=False)

    def loss(
        self, module: "nn.Module", player: str, views: "Callable[[], Tensor]", targets: "Tensor"
    ) -> "Tensor":
        """The mean over a batch of stretches."""
        import torch  # noqa: PLC0415 - torch is needed for training only
        from torch.nn import functional as F  # noqa: PLC0415

        view = views()
        logits, truth = self._told(module, view, targets)
        hard = F.cross_entropy(
            logits.flatten(0, 1),
            truth.repeat(len(logits), 1),
            ignore_index=UNKNOWN,
            label_smoothing=self.label_smoothing,
        )
        if self.teacher is None:
            return hard
        with torch.no_grad():
            taught = self._told(self.teacher, view, targets)[0].mean(0) / SOFT
        student = (logits / SOFT).flatten(0, 1).log_softmax(1)
        soft = F.kl_div(student, taught.softmax(1).repeat(len(logits), 1, 1), reduction="none").sum(1).mean()
        return FOLLOWED * SOFT**2 * soft + (1 - FOLLOWED) * hard

    def judge(
        self, module: "nn.Module", inputs: "Tensor", targets: "Tensor", mirror: bool
    ) -> "dict[str, Tensor]":
        """Loss and share of right frames, summed over stretches."""
        from torch.nn import functional as F  # noqa: PLC0415

        logits, truth = self._told(module, inputs, targets)
        mean, known = logits.mean(0), truth != UNKNOWN
        share = ((mean.argmax(1) == truth) & known).sum(1) / known.sum(1).clamp_min(1)
        loss = F.cross_entropy(mean, truth, ignore_index=UNKNOWN) * len(truth)
        return {"loss": loss, "accuracy": share.sum()}

    def _told(self, module: "nn.Module", x: "Tensor", targets: "Tensor") -> "tuple[Tensor, Tensor]":
        """Logits `(members, b, classes, frames)` of the stretch alone, and labels `(b, frames)`."""
        import torch  # noqa: PLC0415

        truth = torch.from_numpy(self.frames).to(targets.device)[targets]
        edge = self.reach // STRIDE
        logits = module.frames(x).float()[..., edge : edge + truth.shape[1]]  # type: ignore[operator] # a FrameNetwork
        return logits, truth
