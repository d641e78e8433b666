"""A generative adversarial pair for small pictures: a conditional generator and its judge.

Residual blocks without normalisation, fixup scaling; after Huang et al., R3GAN (2024). The design room
builds on it.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.recipe import InputSpec


class _Residual(nn.Module):
    """Two 3 x 3 convolutions beside an identity; the second starts at zero, the identity alone."""

    def __init__(self, wide: int, depth: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(wide, wide, 3, 1, 1)
        self.conv2 = nn.Conv2d(wide, wide, 3, 1, 1)
        nn.init.kaiming_normal_(self.conv1.weight, nonlinearity="relu")
        with torch.no_grad():
            self.conv1.weight.mul_(depth**-0.25)
        nn.init.zeros_(self.conv2.weight)

    def forward(self, x: Tensor) -> Tensor:
        return torch.add(x, self.conv2(F.leaky_relu(self.conv1(F.leaky_relu(x, 0.2)), 0.2)))


class Generator(nn.Module):
    """Latent `(b, latent)` and class `(b,)` to pictures `(b, channels, height, width)` in [-1, 1]."""

    def __init__(self, spec: InputSpec, classes: int, latent: int, widths: Sequence[int]) -> None:
        super().__init__()
        self.latent, self.size = latent, (spec.height, spec.width)
        doublings = len(widths) - 1
        self.low = (math.ceil(spec.height / 2**doublings), math.ceil(spec.width / 2**doublings))
        self.label = nn.Embedding(classes, latent)
        self.mapping = nn.Sequential(nn.Linear(2 * latent, latent), nn.LeakyReLU(0.2))
        self.start = nn.Linear(latent, widths[0] * self.low[0] * self.low[1])
        depth = len(widths)
        self.blocks = nn.ModuleList(_Residual(wide, depth) for wide in widths)
        self.narrow = nn.ModuleList(nn.Conv2d(wide_in, wide_out, 1) for wide_in, wide_out in pairwise(widths))
        self.paint = nn.Conv2d(widths[-1], spec.channels, 3, 1, 1)

    def forward(self, z: Tensor, targets: Tensor) -> Tensor:
        """Pictures of latents and classes."""
        style = self.mapping(torch.cat((z, self.label(targets)), 1))
        x = self.start(style).view(len(z), -1, *self.low)
        x = self.blocks[0](x)
        for narrow, block in zip(self.narrow, list(self.blocks)[1:], strict=True):
            x = F.interpolate(narrow(x), scale_factor=2, mode="bilinear", align_corners=False)
            x = block(x)
        picture = torch.tanh(self.paint(F.leaky_relu(x, 0.2)))
        return picture[..., : self.size[0], : self.size[1]]


class Discriminator(nn.Module):
    """Pictures to realness `(b,)`, given the class by projection (Miyato & Koyama, 2018)."""

    def __init__(self, spec: InputSpec, classes: int, widths: Sequence[int]) -> None:
        super().__init__()
        wide = list(reversed(widths))
        self.look = nn.Conv2d(spec.channels, wide[0], 3, 1, 1)
        self.blocks = nn.ModuleList(_Residual(width, len(wide)) for width in wide)
        self.widen = nn.ModuleList(nn.Conv2d(wide_in, wide_out, 1) for wide_in, wide_out in pairwise(wide))
        self.label = nn.Embedding(classes, wide[-1])
        self.head = nn.Linear(wide[-1], 1)

    def features(self, x: Tensor) -> Tensor:
        """Mean of the last block over the picture, `(b, d)`."""
        x = self.blocks[0](self.look(x))
        for widen, block in zip(self.widen, list(self.blocks)[1:], strict=True):
            x = block(widen(F.avg_pool2d(x, 2, ceil_mode=True)))
        return F.leaky_relu(x, 0.2).mean((2, 3))

    def forward(self, x: Tensor, targets: Tensor) -> Tensor:
        """Realness, any real number, of pictures said to be of `targets`."""
        embedding = self.features(x)
        realness: Tensor = self.head(embedding).squeeze(1) + (embedding * self.label(targets)).sum(1)
        return realness


class Gan(nn.Module):
    """The pair, trained against each other by the `relativistic` objective."""

    def __init__(self, spec: InputSpec, classes: int, latent: int, widths: Sequence[int]) -> None:
        super().__init__()
        self.generator = Generator(spec, classes, latent, widths)
        self.discriminator = Discriminator(spec, classes, widths)

    def forward(self, z: Tensor, targets: Tensor) -> Tensor:
        """Pictures in [-1, 1] of latents `(b, latent)` and classes `(b,)`."""
        picture: Tensor = self.generator(z, targets)
        return picture


def gan(
    spec: InputSpec, classes: int, *, latent: int = 64, widths: Sequence[int] = (128, 96, 64)
) -> nn.Module:
    """Build a generator and a discriminator of mirrored widths."""
    return Gan(spec, classes, latent, widths)
