"""An encoder: any classifier's features, projected to unit vectors in which like lies near like.

Knows one picture tower; text and behaviour towers are the foundation room's.
"""

from collections.abc import Sequence

from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.networks.resnet import ResNet
from modiste.learning.recipe import InputSpec


class Encoder(nn.Module):
    """A residual trunk and a two-layer projection; `head` classifies the trunk's features as a probe."""

    def __init__(
        self, spec: InputSpec, classes: int, widths: Sequence[int], blocks: Sequence[int], dimension: int
    ) -> None:
        super().__init__()
        self.trunk = ResNet(spec, classes, widths, blocks, (1, *[2] * (len(widths) - 1)))
        wide = widths[-1]
        self.projection = nn.Sequential(nn.Linear(wide, wide), nn.ReLU(), nn.Linear(wide, dimension))

    @property
    def head(self) -> nn.Module:
        """The probe that reads classes off the features."""
        return self.trunk.head

    def features(self, x: Tensor) -> Tensor:
        """The trunk's features, `(b, widths[-1])`."""
        return self.trunk.features(x)

    def embed(self, x: Tensor) -> Tensor:
        """Unit vectors `(b, dimension)`."""
        return F.normalize(self.projection(self.features(x)), dim=1)

    def forward(self, x: Tensor) -> Tensor:
        """The probe's logits `(b, classes)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def encoder(
    spec: InputSpec,
    classes: int,
    *,
    widths: Sequence[int] = (16, 32, 64),
    blocks: Sequence[int] = (2, 2, 2),
    dimension: int = 64,
) -> nn.Module:
    """Build an encoder to be trained with the `contrastive` objective."""
    return Encoder(spec, classes, widths, blocks, dimension)
