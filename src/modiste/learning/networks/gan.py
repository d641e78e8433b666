"""A generative adversarial pair for small pictures: a conditional generator and its judge.

Residual blocks without normalisation, fixup scaling; after Huang et al., R3GAN (2024), with dense
convolutions, which are faster than grouped ones on processors. Sampling and editing are the design room's.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.networks.patches import as_patches, as_pictures, shares
from modiste.learning.recipe import InputSpec


class Residual(nn.Module):
    """Two 3 x 3 convolutions beside an identity; the second starts at zero, the identity alone."""

    def __init__(self, wide: int, depth: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(wide, wide, 3, 1, 1)
        self.conv2 = nn.Conv2d(wide, wide, 3, 1, 1)
        nn.init.kaiming_normal_(self.conv1.weight, nonlinearity="relu")
        with torch.no_grad():
            self.conv1.weight.mul_(depth**-0.25)
        nn.init.zeros_(self.conv2.weight)

    def forward(self, x: Tensor, scale: Tensor | None = None) -> Tensor:
        """The same shape; `scale` `(b, wide)` says how loud each channel is."""
        inner = F.leaky_relu(x, 0.2)
        if scale is not None:
            inner = inner * scale[..., None, None]
        return torch.add(x, self.conv2(F.leaky_relu(self.conv1(inner), 0.2)))


class Generator(nn.Module):
    """Latent `(b, latent)` and condition to pictures `(b, channels, height, width)`, about [-1, 1].

    A condition is a class `(b,)` or shares of all labels `(b, labels)`. Each block is steered by a style of
    its own, so that two pictures can be mixed level by level.
    """

    def __init__(
        self,
        spec: InputSpec,
        classes: int,
        latent: int,
        widths: Sequence[int],
        patch: int,
        style: int,
        *,
        told: int = 0,
        sphere: bool = True,
    ) -> None:
        super().__init__()
        self.latent, self.size, self.patch = latent, (spec.height, spec.width), patch
        self.sphere = sphere
        self.classes, self.levels = classes, len(widths)
        coarsest = patch * 2 ** (len(widths) - 1)
        self.low = (math.ceil(spec.height / coarsest), math.ceil(spec.width / coarsest))
        told = told or latent
        self.label = nn.Linear(classes, told, bias=False)
        self.mapping = nn.Sequential(
            nn.Linear(latent + told, style), nn.LeakyReLU(0.2), nn.Linear(style, style), nn.LeakyReLU(0.2)
        )
        self.start = nn.Linear(style, widths[0] * self.low[0] * self.low[1])
        depth = len(widths)
        self.blocks = nn.ModuleList(Residual(wide, depth) for wide in widths)
        self.scales = nn.ModuleList(nn.Linear(style, wide) for wide in widths)
        self.narrow = nn.ModuleList(nn.Conv2d(wide_in, wide_out, 1) for wide_in, wide_out in pairwise(widths))
        self.paint = nn.Conv2d(widths[-1], spec.channels * patch**2, 3, 1, 1)

    def styles(self, z: Tensor, targets: Tensor) -> Tensor:
        """The style `(b, style)` of latents and conditions."""
        told = self.label(shares(targets, self.classes))
        if self.sphere:
            # Of length 1 a dimension, whatever was drawn (Karras et al., Progressive growing of GANs, 2018).
            z = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
        style: Tensor = self.mapping(torch.cat((z, told), 1))
        return style

    def painted(self, styles: Sequence[Tensor]) -> Tensor:
        """Pictures of one style `(b, style)` a level, the coarsest first."""
        x = self.start(styles[0]).unflatten(1, (-1, *self.low))
        for level, block in enumerate(self.blocks):
            if level:
                x = self.narrow[level - 1](x)
                x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = block(x, 1 + self.scales[level](styles[level]))
        # No tanh: catalogue pictures are black for the most part, and it would have no slope there.
        return as_pictures(self.paint(F.leaky_relu(x, 0.2)), self.patch, self.size)

    def forward(self, z: Tensor, targets: Tensor) -> Tensor:
        """Pictures of latents and conditions."""
        return self.painted([self.styles(z, targets)] * self.levels)


class Discriminator(nn.Module):
    """Pictures to realness `(b,)`, given the condition by projection (Miyato & Koyama, 2018)."""

    def __init__(self, spec: InputSpec, classes: int, widths: Sequence[int], patch: int) -> None:
        super().__init__()
        wide = list(reversed(widths))
        self.classes, self.patch = classes, patch
        self.look = nn.Conv2d(spec.channels * patch**2, wide[0], 3, 1, 1)
        self.blocks = nn.ModuleList(Residual(width, len(wide)) for width in wide)
        self.widen = nn.ModuleList(nn.Conv2d(wide_in, wide_out, 1) for wide_in, wide_out in pairwise(wide))
        low = [math.ceil(side / (patch * 2 ** (len(wide) - 1))) for side in (spec.height, spec.width)]
        self.sum = nn.Linear(wide[-1] * low[0] * low[1], 2 * wide[-1])
        self.label = nn.Linear(classes, 2 * wide[-1], bias=False)
        self.head = nn.Linear(2 * wide[-1], 1)

    def features(self, x: Tensor) -> Tensor:
        """What of a picture is judged, `(b, d)`."""
        x = self.blocks[0](self.look(as_patches(x, self.patch)))
        for widen, block in zip(self.widen, list(self.blocks)[1:], strict=True):
            x = block(widen(F.avg_pool2d(x, 2, ceil_mode=True)))
        return F.leaky_relu(self.sum(F.leaky_relu(x, 0.2).flatten(1)), 0.2)

    def forward(self, x: Tensor, targets: Tensor) -> Tensor:
        """Realness, any real number, of pictures said to be of `targets`."""
        embedding = self.features(x)
        told = self.label(shares(targets, self.classes))
        realness: Tensor = self.head(embedding).squeeze(1) + (embedding * told).sum(1)
        return realness


class Gan(nn.Module):
    """The pair, trained against each other by the `relativistic` objective."""

    def __init__(
        self,
        spec: InputSpec,
        classes: int,
        latent: int,
        widths: Sequence[int],
        judge: Sequence[int],
        patch: int,
        style: int,
    ) -> None:
        super().__init__()
        self.generator = Generator(spec, classes, latent, widths, patch, style)
        self.discriminator = Discriminator(spec, classes, judge, patch)

    def forward(self, z: Tensor, targets: Tensor) -> Tensor:
        """Pictures, about [-1, 1], of latents `(b, latent)` and conditions."""
        picture: Tensor = self.generator(z, targets)
        return picture


def gan(
    spec: InputSpec,
    classes: int,
    *,
    latent: int = 64,
    widths: Sequence[int] = (128, 96, 64),
    judge: Sequence[int] | None = None,
    patch: int = 1,
    style: int = 128,
) -> nn.Module:
    """Build a generator and a discriminator, of mirrored widths unless `judge` gives it its own.

    Both work on patches of `patch` squared pixels, which a last shuffle makes pixels of.
    """
    return Gan(spec, classes, latent, widths, judge or widths, patch, style)
