"""A velocity field that carries noise to pictures: a small U-net on patches, told the time and the wish.

Knows the field; how it is trained is the `flow` objective's, how it is followed the design room's.
After Lipman et al., Flow matching for generative modeling (ICLR 2023).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.networks.patches import as_patches, as_pictures, shares
from modiste.learning.recipe import InputSpec

_GROUP, _HEADS, _WAVES = 16, 4, 64


class _Block(nn.Module):
    """Two 3 x 3 convolutions beside an identity, scaled and shifted by what is told."""

    def __init__(self, wide: int, told: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = (nn.GroupNorm(max(wide // _GROUP, 1), wide) for _ in range(2))
        self.conv1, self.conv2 = (nn.Conv2d(wide, wide, 3, 1, 1) for _ in range(2))
        self.tell = nn.Linear(told, 2 * wide)
        _silence(self.conv2, self.tell)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        scale, shift = self.tell(told)[..., None, None].chunk(2, 1)
        inner = self.norm2(self.conv1(F.silu(self.norm1(x))))
        return torch.add(x, self.conv2(F.silu(torch.addcmul(shift, inner, 1 + scale))))


class _Attention(nn.Module):
    """Every place looks at every other (Vaswani et al., 2017), beside an identity."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(max(wide // _GROUP, 1), wide)
        self.ask, self.give = nn.Conv2d(wide, 3 * wide, 1), nn.Conv2d(wide, wide, 1)
        _silence(self.give)

    def forward(self, x: Tensor) -> Tensor:
        count, wide, height, width = x.shape
        parts = self.ask(self.norm(x)).flatten(2).view(count, 3, _HEADS, wide // _HEADS, height * width)
        q, k, v = parts.transpose(-1, -2).unbind(1)
        seen = F.scaled_dot_product_attention(q, k, v).transpose(-1, -2)
        return torch.add(x, self.give(seen.reshape(count, wide, height, width)))


class Flow(nn.Module):
    """Pictures on their way `(b, c, h, w)`, times `(b,)` in [0, 1] and conditions to velocities.

    A condition is a class `(b,)` or shares of all labels `(b, labels)`; all zeros where nothing is wanted.
    """

    def __init__(
        self, spec: InputSpec, classes: int, widths: Sequence[int], blocks: Sequence[int], patch: int
    ) -> None:
        super().__init__()
        self.classes, self.patch, self.size = classes, patch, (spec.height, spec.width)
        told = widths[-1]
        self.time = nn.Sequential(nn.Linear(_WAVES, told), nn.SiLU(), nn.Linear(told, told))
        self.label = nn.Linear(classes, told, bias=False)
        self.look = nn.Conv2d(spec.channels * patch**2, widths[0], 3, 1, 1)
        self.down = nn.ModuleList(_stage(*each, told) for each in zip(widths, blocks, strict=True))
        self.up = nn.ModuleList(_stage(*each, told) for each in zip(widths, blocks, strict=True))
        # Fine levels look at neighbours alone: the picture's whole is decided on the coarse ones.
        self.whole = nn.ModuleList(_Attention(wide) for wide in widths[1:])
        pairs = list(pairwise(widths))
        self.widen = nn.ModuleList(nn.Conv2d(fine, coarse, 1) for fine, coarse in pairs)
        self.narrow = nn.ModuleList(nn.Conv2d(coarse, fine, 1) for fine, coarse in pairs)
        self.norm = nn.GroupNorm(max(widths[0] // _GROUP, 1), widths[0])
        self.paint = nn.Conv2d(widths[0], spec.channels * patch**2, 3, 1, 1)
        nn.init.zeros_(self.paint.weight)

    def forward(self, x: Tensor, time: Tensor, targets: Tensor) -> Tensor:
        """The velocity of each picture at its time."""
        told = F.silu(self.time(_waves(time)) + self.label(shares(targets, self.classes)))
        x = self.look(as_patches(x, self.patch))
        kept = []
        for level, stage in enumerate(self.down):
            if level:
                x = self.widen[level - 1](F.avg_pool2d(x, 2, ceil_mode=True))
            x = _through(stage, x, told)
            kept.append(x)
        for level in reversed(range(len(self.up))):
            if level < len(self.up) - 1:
                x = F.interpolate(self.narrow[level](x), kept[level].shape[-2:], mode="nearest") + kept[level]
            if level:
                x = self.whole[level - 1](x)
            x = _through(self.up[level], x, told)
        return as_pictures(self.paint(F.silu(self.norm(x))), self.patch, self.size)


def _silence(*layers: nn.Conv2d | nn.Linear) -> None:
    """Let layers beside an identity begin with nothing to say."""
    for layer in layers:
        for parameter in layer.parameters():
            nn.init.zeros_(parameter)


def _through(stage: nn.Module, x: Tensor, told: Tensor) -> Tensor:
    for block in stage.children():
        x = block(x, told)
    return x


def _stage(wide: int, count: int, told: int) -> nn.ModuleList:
    return nn.ModuleList(_Block(wide, told) for _ in range(count))


def _waves(time: Tensor) -> Tensor:
    """Times as sines and cosines of 32 frequencies, from one turn to a thousand: `(b, 64)`."""
    steps = torch.arange(_WAVES // 2, device=time.device, dtype=torch.float32)
    angles = time.float()[:, None] * torch.exp(steps * (math.log(1000) / (_WAVES // 2 - 1)))
    return torch.cat((angles.sin(), angles.cos()), 1)


def flow(
    spec: InputSpec,
    classes: int,
    *,
    widths: Sequence[int] = (64, 96, 128),
    blocks: Sequence[int] = (1, 2, 1),
    patch: int = 2,
) -> nn.Module:
    """Build a velocity field: so many blocks of so many channels a level, down and up.

    Each level is half as fine; the finest works on patches of `patch` squared pixels.
    """
    return Flow(spec, classes, widths, blocks, patch)
