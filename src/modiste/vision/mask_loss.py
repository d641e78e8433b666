"""What a step of the segmenter's training asks for: the right pixels, and the right share of them.

Knows the loss and the overlap; where masks come from is the examples'.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

Views = Callable[[], Tensor]


class Masks(Protocol):
    """Examples whose targets are their own numbers, so that a mask can be asked for by its target."""

    def masks(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """Uint8 (b, height, width), 255 where the garment is."""


@dataclass(frozen=True)
class MaskLoss:
    """Cross-entropy of every pixel plus one minus the soft overlap (Dice) of every picture.

    Args:
        learned: the examples to learn from.
        chosen: those to choose by, None where there are none.
        overlap: the weight of the overlap.
    """

    learned: Masks
    chosen: Masks | None = None
    overlap: float = 1.0
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("iou", True), init=False)

    def loss(self, module: nn.Module, player: str, views: Views, targets: Tensor) -> Tensor:
        """The mean over the batch."""
        logits, wanted = _both(module, views(), targets, self.learned)
        pixels = F.binary_cross_entropy_with_logits(logits, wanted)
        chance = logits.sigmoid()
        shared = (chance * wanted).sum((1, 2))
        dice = 1 - (2 * shared + 1) / (chance.sum((1, 2)) + wanted.sum((1, 2)) + 1)
        return pixels + self.overlap * dice.mean()

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """Cross-entropy and intersection over union, summed over the batch."""
        logits, wanted = _both(module, inputs, targets, self.chosen or self.learned)
        pixels = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none").mean((1, 2))
        said, true = logits > 0, wanted > 0.5
        either = (said | true).sum((1, 2)).clamp(min=1)
        return {"loss": pixels.sum(), "iou": ((said & true).sum((1, 2)) / either).sum()}


def _both(module: nn.Module, x: Tensor, targets: Tensor, examples: Masks) -> tuple[Tensor, Tensor]:
    """Logits and wanted shares (b, height / 2, width / 2)."""
    logits: Tensor = module.mask(x)[:, 0].float()  # type: ignore[operator] # a MaskNetwork
    masks = torch.from_numpy(examples.masks(targets.cpu().numpy())).to(logits.device)
    wanted = F.interpolate(masks[:, None].float() / 255, logits.shape[-2:], mode="area")[:, 0]
    return logits, wanted
