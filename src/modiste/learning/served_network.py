"""A served model as a torch network, and a picture as the batch it takes: what explanations ask.

Knows how to turn a normalised batch back into the pictures that the served graph wants; gives no gradients.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from modiste.learning.recipe import InputSpec
from modiste.learning.serving import Served
from modiste.learning.training import normalise


class ServedNetwork(nn.Module):
    """Normalised batches `(b, c, h, w)` in, log-probabilities `(b, classes)` out, through onnxruntime."""

    def __init__(self, served: Served) -> None:
        super().__init__()
        self._served = served
        self._mean = torch.tensor(served.card.input.mean).view(1, -1, 1, 1)
        self._std = torch.tensor(served.card.input.std).view(1, -1, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Log-probabilities, calibrated as served."""
        pixels = ((x * self._std + self._mean) * 255).round().clamp(0, 255).to(torch.uint8)
        pictures = list(pixels.permute(0, 2, 3, 1).contiguous().numpy())
        return torch.from_numpy(np.log(np.maximum(self._served.predict(pictures), 1e-12)))


def batch_of(picture: NDArray[np.uint8], spec: InputSpec) -> Tensor:
    """One uint8 picture `(h, w, c)` as the normalised batch `(1, c, h, w)` a network takes."""
    return normalise(torch.from_numpy(picture.transpose(2, 0, 1).copy())[None], spec)
