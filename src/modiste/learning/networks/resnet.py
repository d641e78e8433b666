"""A pre-activation residual network for small pictures, from 0.1 to a few million parameters.

After He et al., Identity Mappings (2016), and Zagoruyko & Komodakis, Wide Residual Networks (2016).
"""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.recipe import InputSpec

_SAFE_CHANNELS = 16


class Shortcut(nn.Conv2d):
    """A strided 1 x 1 convolution.

    Narrow inputs are thinned out first and then convolved, which is the same: on processors without AVX-512
    oneDNN's backward pass of the strided form writes past its workspace for fewer than 8 channels, with it
    for fewer than 16, and the process dies (https://github.com/uxlfoundation/oneDNN/issues/6035).
    """

    def __init__(self, wide_in: int, wide_out: int, stride: int) -> None:
        super().__init__(wide_in, wide_out, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """`(b, wide_in, h, w)` to `(b, wide_out, h / stride, w / stride)`, rounded up."""
        if self.in_channels >= _SAFE_CHANNELS:
            return super().forward(x)
        step = self.stride[0]
        return F.conv2d(x[..., ::step, ::step], self.weight)


class Block(nn.Module):
    """Normalise, activate, convolve, twice, beside a shortcut: `(b, i, h, w) -> (b, o, h/s, w/s)`."""

    def __init__(self, wide_in: int, wide_out: int, stride: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(wide_in)
        self.conv1 = nn.Conv2d(wide_in, wide_out, 3, stride, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(wide_out)
        self.conv2 = nn.Conv2d(wide_out, wide_out, 3, 1, 1, bias=False)
        same = wide_in == wide_out and stride == 1
        self.shortcut = None if same else Shortcut(wide_in, wide_out, stride)

    def forward(self, x: Tensor) -> Tensor:
        """Add what was learned to what came in."""
        y = F.relu(self.norm1(x))
        residual = x if self.shortcut is None else self.shortcut(y)
        y = self.conv2(F.relu(self.norm2(self.conv1(y))))
        return torch.add(y, residual)


class ResNet(nn.Module):
    """A 3 x 3 stem, stages of residual blocks (the first of each halves the picture), mean, linear head."""

    def __init__(
        self,
        spec: InputSpec,
        classes: int,
        widths: Sequence[int],
        blocks: Sequence[int],
        strides: Sequence[int],
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(spec.channels, widths[0], 3, 1, 1, bias=False)
        self.stages = nn.Sequential()
        inputs = (widths[0], *widths)
        for (wide_in, wide_out), count, stride in zip(pairwise(inputs), blocks, strides, strict=True):
            stage = [Block(wide_in, wide_out, stride)]
            stage += [Block(wide_out, wide_out, 1) for _ in range(count - 1)]
            self.stages.append(nn.Sequential(*stage))
        self.norm = nn.BatchNorm2d(widths[-1])
        self.head = nn.Linear(widths[-1], classes)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")

    def features(self, x: Tensor) -> Tensor:
        """Mean of the last stage over the picture, `(b, widths[-1])`."""
        return F.relu(self.norm(self.stages(self.stem(x)))).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of `(b, channels, height, width)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def resnet(
    spec: InputSpec,
    classes: int,
    *,
    widths: Sequence[int] = (16, 32, 64),
    blocks: Sequence[int] = (3, 3, 3),
    strides: Sequence[int] = (1, 2, 2),
) -> nn.Module:
    """Build a residual network; the default is the ResNet-20 of the papers."""
    return ResNet(spec, classes, widths, blocks, strides)
