"""Pictures bent: turned, stretched, sheared, moved, and seen from aside.

Knows geometry on uint8 batches, bilinear, the border repeated; at strength nought a picture stays as it is.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from modiste.learning.dice import Dice


def affine(
    x: Tensor,
    dice: Dice,
    *,
    degrees: float = 10.0,
    stretch: float = 0.1,
    shear: float = 5.0,
    move: float = 0.05,
    chance: float = 1.0,
) -> Tensor:
    """Turn and shear by up to so many degrees, stretch each axis, move by up to a share of the side."""
    height, width = x.shape[-2:]
    happens = dice.happens(chance)
    turn, slant = (dice.uniform(-limit, limit) * math.pi / 180 * happens for limit in (degrees, shear))
    wide, tall = (1 + dice.uniform(-stretch, stretch) * happens for _ in range(2))
    right, below = (2 * dice.uniform(-move, move) * happens for _ in range(2))
    sine, cosine, tangent = turn.sin(), turn.cos(), slant.tan()
    across = torch.stack((cosine * wide, (cosine * tangent - sine) * tall * height / width, right), 1)
    down = torch.stack((sine * wide * width / height, (sine * tangent + cosine) * tall, below), 1)
    return sampled(x, torch.stack((across, down), 1))


def perspective(x: Tensor, dice: Dice, *, distance: float = 0.15, chance: float = 1.0) -> Tensor:
    """Move each corner inwards by up to `distance` of half the side, as if the camera stood aside."""
    batch, height, width = x.shape[0], x.shape[-2], x.shape[-1]
    corners = torch.tensor([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    inwards = dice.uniform(0.0, distance, 4, 2) * dice.happens(chance)[:, None, None]
    moved = corners * (1 - inwards)
    # Four points give the eight unknowns of a homography (Hartley & Zisserman, section 4.1).
    rows, aims = [], []
    for place in range(4):
        u, v = corners[place]
        aim = moved[:, place]
        plain = torch.tensor([u, v, 1.0]).expand(batch, 3)
        nothing = torch.zeros(batch, 3)
        for axis, row in enumerate(((plain, nothing), (nothing, plain))):
            rows.append(torch.cat((*row, -aim[:, axis : axis + 1] * torch.stack((u, v))), 1))
            aims.append(aim[:, axis])
    solved = torch.linalg.solve(torch.stack(rows, 1), torch.stack(aims, 1))
    matrix = torch.cat((solved, torch.ones(batch, 1)), 1).view(batch, 3, 3)
    v, u = torch.meshgrid(_centres(height), _centres(width), indexing="ij")
    seen = torch.stack((u, v, torch.ones_like(u)), -1).view(1, -1, 3) @ matrix.transpose(1, 2)
    grid = (seen[..., :2] / seen[..., 2:]).view(batch, height, width, 2)
    return _taken(x, grid)


def sampled(x: Tensor, theta: Tensor) -> Tensor:
    """The picture at places that `theta` (b, 2, 3) gives, as `affine_grid` means it."""
    return _taken(x, F.affine_grid(theta, list(x.shape), align_corners=False))


def _centres(count: int) -> Tensor:
    return (torch.arange(count) + 0.5) * 2 / count - 1


def _taken(x: Tensor, grid: Tensor) -> Tensor:
    moved = F.grid_sample(x.float(), grid, "bilinear", "border", align_corners=False)
    return moved.round().clamp(0, 255).to(x.dtype)
