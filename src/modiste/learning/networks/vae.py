"""A variational pair: an encoder reads pictures into a few numbers, a generator paints from them.

The generator is the adversarial pair's, steered by styles level by level; after Kingma & Welling (ICLR 2014).
How they learn is the `variational` objective's.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.networks.gan import Generator, Residual
from modiste.learning.networks.patches import as_patches, shares
from modiste.learning.recipe import InputSpec

_CALMEST, _WIDEST = -10.0, 4.0
_USUAL = 64


class Encoder(nn.Module):
    """Pictures and what is said of them to means and logarithms of variances `(b, latent)` each."""

    def __init__(self, spec: InputSpec, classes: int, latent: int, widths: Sequence[int], patch: int) -> None:
        super().__init__()
        wide = list(reversed(widths))
        self.classes, self.patch = classes, patch
        self.look = nn.Conv2d(spec.channels * patch**2, wide[0], 1)
        self.blocks = nn.ModuleList(Residual(width, len(wide)) for width in wide)
        self.widen = nn.ModuleList(nn.Conv2d(wide_in, wide_out, 1) for wide_in, wide_out in pairwise(wide))
        low = [math.ceil(side / (patch * 2 ** (len(wide) - 1))) for side in (spec.height, spec.width)]
        self.sum = nn.Linear(wide[-1] * low[0] * low[1], 2 * wide[-1])
        self.tell = nn.Linear(2 * wide[-1] + classes, 2 * latent)

    def forward(self, x: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Means and logarithms of variances, (b, latent) each."""
        x = self.blocks[0](self.look(as_patches(x, self.patch)))
        for widen, block in zip(self.widen, list(self.blocks)[1:], strict=True):
            x = block(widen(F.avg_pool2d(x, 2, ceil_mode=True)))
        seen = F.leaky_relu(self.sum(F.leaky_relu(x, 0.2).flatten(1)), 0.2)
        mean, spread = self.tell(torch.cat((seen, shares(targets, self.classes)), 1)).float().chunk(2, 1)
        return mean, spread.clamp(_CALMEST, _WIDEST)


class Painter(nn.Module):
    """A generator whose latents are drawn around what a wish usually looks like (Sohn et al., NIPS 2015).

    It takes standard latents `(b, latent)`: where they lie for a wish is its own to know.
    """

    def __init__(self, generator: Generator, classes: int) -> None:
        super().__init__()
        self.generator, self.classes = generator, classes
        self.latent, self.levels = generator.latent, generator.levels
        self.usual = nn.Sequential(
            nn.Linear(classes, _USUAL), nn.LeakyReLU(0.2), nn.Linear(_USUAL, 2 * generator.latent)
        )

    def expected(self, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Means and logarithms of variances `(b, latent)` of a wish's latents."""
        mean, spread = self.usual(shares(targets, self.classes)).float().chunk(2, 1)
        return mean, spread.clamp(_CALMEST, _WIDEST)

    @property
    def start(self) -> nn.Linear:
        """The layer that a style goes into first."""
        return self.generator.start

    def styles(self, z: Tensor, targets: Tensor) -> Tensor:
        """The style `(b, style)` of standard latents and conditions."""
        mean, spread = self.expected(targets)
        return self.generator.styles(mean + z * (0.5 * spread).exp(), targets)

    def painted(self, styles: Sequence[Tensor]) -> Tensor:
        """Pictures of one style a level, the coarsest first."""
        return self.generator.painted(styles)


class Vae(nn.Module):
    """Both together; what is served is the painter."""

    def __init__(
        self,
        spec: InputSpec,
        classes: int,
        latent: int,
        told: int,
        widths: Sequence[int],
        reader: Sequence[int],
        patch: int,
        style: int,
    ) -> None:
        super().__init__()
        painter = Generator(spec, classes, latent, widths, patch, style, told=told, sphere=False)
        self.generator = Painter(painter, classes)
        self.encoder = Encoder(spec, classes, latent, reader, patch)

    def read(self, x: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """What is read of pictures: means and logarithms of variances of their latents."""
        found: tuple[Tensor, Tensor] = self.encoder(x, targets)
        return found

    def again(self, latents: Tensor, targets: Tensor) -> Tensor:
        """Pictures, about [-1, 1], of latents that were read."""
        picture: Tensor = self.generator.generator(latents, targets)
        return picture

    def forward(self, z: Tensor, targets: Tensor) -> Tensor:
        """Pictures of standard latents `(b, latent)` and conditions."""
        return self.generator.painted([self.generator.styles(z, targets)] * self.generator.levels)


def vae(
    spec: InputSpec,
    classes: int,
    *,
    latent: int = 8,
    told: int = 48,
    widths: Sequence[int] = (96, 64, 48),
    reader: Sequence[int] = (48, 40, 32),
    patch: int = 4,
    style: int = 96,
) -> nn.Module:
    """Build a generator of `widths`, the coarsest first, and an encoder of the widths `reader`.

    A wish is told to it by `told` numbers; `latent` numbers are left to chance.
    """
    return Vae(spec, classes, latent, told, widths, reader, patch, style)
