"""The encoder's eyes: EfficientNet-Lite0, told where the garment is and which colours it has there.

ImageNet teaches a network to overlook colour; shoppers ask for it first. So beside what the last stage sees,
the tower weighs cells by how much they show the garment, and collects texture and colours there.

Source: the trunk as in `lite0`; the histogram's bins are soft, their middles learned from the glossary's
colours on.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.foundation.colours import TO_XYZ, WHITE, example_middles
from modiste.foundation.lite0 import WIDTH, EfficientNetLite0, imagenet_weights

DIMENSION = 256
_CELL = 4
"""Pixels a side of a cell of colour."""
_HIDDEN = 512
_FINE, _MIDDLE, _COARSE = 3, 5, 7
_FINE_WIDTH, _MIDDLE_WIDTH, _COARSE_WIDTH = 40, 112, 320


class Colours(nn.Module):
    """A soft histogram of the colours in weighted cells, in CIE Lab, with mean and deviation."""

    to_xyz: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.middles = nn.Parameter(torch.tensor(example_middles(), dtype=torch.float32) / 100)
        self.sharpness = nn.Parameter(torch.tensor(np.log(60.0), dtype=torch.float32))
        to_xyz = torch.tensor(TO_XYZ / WHITE[:, None], dtype=torch.float32)
        self.register_buffer("to_xyz", to_xyz.view(3, 3, 1, 1), persistent=False)

    @property
    def width(self) -> int:
        """Length of what comes out."""
        return len(self.middles) + 6

    def forward(self, x: Tensor, weights: Tensor) -> Tensor:
        """Of pictures (b, 3, h, w) in [-1, 1] and weights (b, 1, h / 4, w / 4) that sum to 1 a picture."""
        share = F.avg_pool2d(x.float() * 0.5 + 0.5, _CELL).clamp(0, 1)
        light = torch.where(share <= 0.04045, share / 12.92, ((share.clamp(min=0.04) + 0.055) / 1.055) ** 2.4)
        xyz = F.conv2d(light, self.to_xyz).clamp(min=0)
        bent = torch.where(xyz > 0.008856, xyz.clamp(min=0.008) ** (1 / 3), 7.787 * xyz + 16 / 116)
        a, b, c = bent.unbind(1)
        lab = torch.stack((1.16 * b - 0.16, 5 * (a - b), 2 * (b - c)), 1).flatten(2)  # (b, 3, cells), by 100
        weights = weights.float().flatten(2)
        mean = (lab * weights).sum(2)
        spread = ((lab - mean[:, :, None]) ** 2 * weights).sum(2).clamp(min=1e-6).sqrt()
        far = (
            (lab**2).sum(1)[:, None]
            - 2 * torch.einsum("kd,bdn->bkn", self.middles, lab)
            + (self.middles**2).sum(1)[None, :, None]
        )
        near = (-self.sharpness.exp() * far).softmax(1)
        return torch.cat(((near * weights).sum(2), mean, spread), 1)


class ImageTower(nn.Module):
    """Unit vectors (b, 256) of pictures (b, 3, h, w) in [-1, 1], h and w divisible by 32; 4.3 M parameters.

    Args:
        weights: "imagenet", or "none" for random ones.
        dropout: share of what is seen that is hidden from the last layers while training.
    """

    def __init__(self, weights: str = "imagenet", dropout: float = 0.1) -> None:
        super().__init__()
        base = EfficientNetLite0(2)
        if weights == "imagenet":
            own = base.state_dict()
            base.load_state_dict(imagenet_weights() | {name: own[name] for name in own if "head" in name})
        self.stages, self.top = base.stages, base.top
        self.near = nn.Conv2d(_MIDDLE_WIDTH, 1, 1)
        self.far = nn.Conv2d(_COARSE_WIDTH, 1, 1)
        self.colours = Colours()
        parts = (WIDTH, _MIDDLE_WIDTH, 2 * _FINE_WIDTH, self.colours.width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for width in parts)
        self.dropout = nn.Dropout(dropout)
        self.hidden = nn.Linear(sum(parts), _HIDDEN)
        self.last = nn.Linear(_HIDDEN, DIMENSION)

    def seen(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """What is seen (b, features), and where the garment is: logits (b, 1, h / 16, w / 16)."""
        picture, kept = x, {}
        for number, stage in enumerate(self.stages):
            x = stage(x)
            if number in (_FINE, _MIDDLE):
                kept[number] = x
        where = self.near(kept[_MIDDLE]) + F.interpolate(self.far(x), scale_factor=2.0, mode="nearest")
        middle = _shares(where)
        fine = _shares(F.interpolate(where, scale_factor=2.0, mode="bilinear", align_corners=False))
        cells = _shares(F.interpolate(where, scale_factor=4.0, mode="bilinear", align_corners=False))
        texture = kept[_FINE].float()
        mean = (texture * fine).sum((2, 3))
        spread = ((texture - mean[:, :, None, None]) ** 2 * fine).sum((2, 3)).clamp(min=1e-6).sqrt()
        parts = (
            self.top(x).float().mean((2, 3)),
            (kept[_MIDDLE].float() * middle).sum((2, 3)),
            torch.cat((mean, spread), 1),
            self.colours(picture, cells),
        )
        return torch.cat([norm(part) for norm, part in zip(self.norms, parts, strict=True)], 1), where

    def features(self, x: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        seen, _ = self.seen(x)
        return F.normalize(self.last(F.gelu(self.hidden(self.dropout(seen)))).float(), dim=1)

    def forward(self, x: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        return self.features(x)


def _shares(where: Tensor) -> Tensor:
    """Logits of cells as weights that sum to 1 over each picture."""
    weights = where.float().sigmoid() + 1e-3
    return weights / weights.sum((2, 3), keepdim=True)
