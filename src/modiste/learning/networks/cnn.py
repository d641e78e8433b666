"""A plain convolutional network: convolutions and pools, then dense layers. The textbook's own.

Knows nothing of residuals or normalisation; for accuracy use `resnet`.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from modiste.learning.recipe import InputSpec


class Cnn(nn.Module):
    """Blocks of k x k convolution, ReLU and 2 x 2 max-pool, flattened into dense layers.

    Convolutions are unpadded, as Keras' default is ("valid"). The pool comes before the ReLU, with which it
    commutes exactly, so that the ReLU sees a quarter of the values.
    """

    def __init__(
        self, spec: InputSpec, classes: int, channels: Sequence[int], kernel: int, dense: Sequence[int]
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        depth, height, width = spec.channels, spec.height, spec.width
        for wide in channels:
            layers += [nn.Conv2d(depth, wide, kernel), nn.MaxPool2d(2), nn.ReLU()]
            depth, height, width = wide, max(height - kernel + 1, 0) // 2, max(width - kernel + 1, 0) // 2
        if min(depth, height, width) < 1:
            raise ValueError(
                f"{kernel} x {kernel} kernels leave nothing of {spec.height} x {spec.width} pixels"
            )
        self.convolutions = nn.Sequential(*layers)
        size = depth * height * width
        layers = []
        for wide in dense:
            layers += [nn.Linear(size, wide), nn.ReLU()]
            size = wide
        self.dense = nn.Sequential(*layers)
        self.head = nn.Linear(size, classes)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear):
                nn.init.xavier_uniform_(layer.weight)
                layer.bias = nn.Parameter(torch.zeros(layer.weight.shape[0]))

    def features(self, x: Tensor) -> Tensor:
        """The last dense layer's activations, `(b, d)`."""
        # Flattened in channels-last order, which is how the pictures lie in memory: nothing is copied.
        embedding: Tensor = self.dense(self.convolutions(x).permute(0, 2, 3, 1).flatten(1))
        return embedding

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of `(b, channels, height, width)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def cnn(
    spec: InputSpec,
    classes: int,
    *,
    channels: Sequence[int] = (32,),
    kernel: int = 3,
    dense: Sequence[int] = (128,),
) -> nn.Module:
    """Build a plain CNN; weights Glorot-uniform and biases zero, as Keras has them."""
    return Cnn(spec, classes, channels, kernel, dense)
