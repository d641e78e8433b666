"""Both towers as one network, as training moves it; each is served by itself.

Knows how towers hang together; a step's loss is `matching`'s.
"""

import math

import torch
from torch import Tensor, nn

from modiste.foundation.image_tower import DIMENSION, ImageTower
from modiste.foundation.lite0 import check_seen
from modiste.foundation.text_tower import TextTower
from modiste.garment import ModisteError
from modiste.learning import InputSpec

TAUGHT = 384
"""Width of the sentences' teacher."""


class Kinds(nn.Module):
    """From a unit vector (b, 256) to logits of kinds of garment (b, kinds)."""

    def __init__(self, kinds: int) -> None:
        super().__init__()
        self.linear = nn.Linear(DIMENSION, kinds)

    def forward(self, x: Tensor) -> Tensor:
        """Logits."""
        y: Tensor = self.linear(16 * x)
        return y


class Tower(nn.Module):
    """One tower with its own kinds: what is exported. It is a classifier whose embedding is the point."""

    def __init__(self, tower: nn.Module, kinds: int) -> None:
        super().__init__()
        self.tower, self.head = tower, Kinds(kinds)

    def features(self, x: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        y: Tensor = self.tower(x)
        return y

    def forward(self, x: Tensor) -> Tensor:
        """Logits (b, kinds)."""
        y: Tensor = self.head(self.tower(x))
        return y


class Towers(nn.Module):
    """A tower of pictures and one of texts; alone it answers for pictures.

    Args:
        kinds: of garments that both learn to name beside.
        weights: the image tower's.
        dropout: in both.
    """

    def __init__(self, kinds: int, weights: str = "imagenet", dropout: float = 0.1) -> None:
        super().__init__()
        self.image = Tower(ImageTower(weights, dropout), kinds)
        self.text = Tower(TextTower(dropout), kinds)
        self.pupil = nn.Linear(DIMENSION, TAUGHT)
        # As in SigLIP: sharp enough to start, and nearly everything is a mismatch.
        self.scale = nn.Parameter(torch.tensor(math.log(10.0)))
        self.bias = nn.Parameter(torch.tensor(-5.0))

    @property
    def head(self) -> nn.Module:
        """The pictures' kinds."""
        return self.image.head

    def features(self, x: Tensor) -> Tensor:
        """Unit vectors (b, 256) of pictures."""
        return self.image.features(x)

    def forward(self, x: Tensor) -> Tensor:
        """Logits (b, kinds) of pictures."""
        y: Tensor = self.image(x)
        return y


def build_towers(
    spec: InputSpec, classes: int, *, weights: str = "imagenet", dropout: float = 0.1
) -> nn.Module:
    """Build the network that a recipe asks for.

    Args:
        spec: the pictures' input: 3 channels, mean and deviation 0.5, sides that 32 divides.
        classes: kinds of garments.
        weights: "imagenet", or "none" for random ones.
        dropout: in [0, 1).

    Raises:
        ModisteError: MOD-1401 for a parameter that does not fit, MOD-1402 when the weights are not installed.
    """
    if weights not in ("imagenet", "none"):
        raise ModisteError(
            "MOD-1401", key="network.weights", value=weights, reason="it is 'imagenet' or 'none'"
        )
    if not 0 <= dropout < 1:
        raise ModisteError("MOD-1401", key="network.dropout", value=dropout, reason="it lies in [0, 1)")
    if spec.height % 32 or spec.width % 32:
        size = f"{spec.width} x {spec.height}"
        raise ModisteError("MOD-1401", key="input", value=size, reason="32 divides the sides of its pictures")
    check_seen(spec)
    return Towers(classes, weights, dropout)
