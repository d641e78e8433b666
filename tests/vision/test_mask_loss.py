"""What the segmenter's training asks for: a right mask costs little, a wrong one much."""

import numpy as np
import torch
from torch import Tensor, nn

from modiste.vision.mask_loss import MaskLoss


class Fixed(nn.Module):
    """Says the same of every picture."""

    def __init__(self, logits: Tensor) -> None:
        super().__init__()
        self.logits = logits

    def mask(self, x: Tensor) -> Tensor:
        return self.logits.expand(len(x), 1, *self.logits.shape[-2:])


class Known:
    """One mask of 8 x 8: the left half."""

    def masks(self, numbers: np.ndarray) -> np.ndarray:
        mask = np.zeros((len(numbers), 8, 8), np.uint8)
        mask[:, :, :4] = 255
        return mask


def test_right_costs_little_and_wrong_much() -> None:
    right = torch.full((1, 1, 4, 4), -8.0)
    right[..., :2] = 8
    loss, x, targets = MaskLoss(Known()), torch.zeros(3, 3, 8, 8), torch.tensor([0, 1, 2])
    costs = [float(loss.loss(Fixed(logits), "", lambda: x, targets)) for logits in (right, right * 0, -right)]
    assert costs[0] < 0.01 < costs[1] < costs[2]


def test_judging_sums_overlap_over_the_batch() -> None:
    half = torch.full((1, 1, 4, 4), -8.0)
    half[..., :2, :2] = 8
    judged = MaskLoss(Known()).judge(Fixed(half), torch.zeros(3, 3, 8, 8), torch.tensor([0, 1, 2]), False)
    assert float(judged["iou"]) / 3 == 0.5 and judged["loss"] > 0
    assert MaskLoss(Known()).best == ("iou", True)
