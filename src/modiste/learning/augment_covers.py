"""Pictures with parts covered, so that no single part decides.

Knows masks on uint8 batches; random rectangles of noise are `augment`'s `erase`, patches of other pictures
are the objective's `cutmix`.
"""

import torch
from torch import Tensor

from modiste.learning.dice import Dice, column

GREY = 128


def cutout(x: Tensor, dice: Dice, *, size: float = 0.3, holes: int = 1, chance: float = 1.0) -> Tensor:
    """Cover squares of `size` times the shorter side with grey (DeVries & Taylor, Cutout, 2017).

    A square's centre may lie anywhere, so that part of it may fall outside.
    """
    height, width = x.shape[-2:]
    side = size * min(height, width)
    happens = dice.happens(chance)
    covered = torch.zeros(len(x), height, width, dtype=torch.bool)
    for _ in range(holes):
        rows = (torch.arange(height) + 0.5 - dice.uniform()[:, None] * height).abs() < side / 2
        columns = (torch.arange(width) + 0.5 - dice.uniform()[:, None] * width).abs() < side / 2
        covered |= rows[:, :, None] & columns[:, None, :]
    covered &= happens[:, None, None]
    return torch.where(covered[:, None], torch.full_like(x, GREY), x)


def gridmask(
    x: Tensor, dice: Dice, *, period: float = 0.4, covered: float = 0.5, chance: float = 0.5
) -> Tensor:
    """Cover a grid of squares (Chen et al., GridMask, 2020).

    The grid repeats after `period` times the shorter side, give or take a quarter; the squares' sides are
    `covered` of it.
    """
    height, width = x.shape[-2:]
    step = (period * min(height, width) * dice.uniform(0.75, 1.25)).clamp_min(1.0)[:, None]
    rows = (torch.arange(height) / step + dice.uniform()[:, None]) % 1 < covered
    columns = (torch.arange(width) / step + dice.uniform()[:, None]) % 1 < covered
    hidden = (rows[:, :, None] & columns[:, None, :])[:, None] & column(dice.happens(chance), x)
    return torch.where(hidden, torch.full_like(x, GREY), x)
