"""MiniRocket as a network: fixed convolutions with 84 kernels, shares of positive values, a head that learns.

Knows kernels, dilations and biases; the head is fitted by learning's loop like any other network's.

Source: Dempster, Schmidt, Webb, MiniRocket (KDD 2021). Biases are quantiles of the first batch seen in
training, in place of single examples'; features are standardised by a running mean, as the head has one rate.
"""

from itertools import combinations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning import InputSpec

KERNEL = 9
_HIGH, _LOW, _RAISED = 2.0, -1.0, 3


class MiniRocket(nn.Module):
    """84 kernels of length 9 with three weights of 2 among -1s, at several dilations, each channel apart."""

    kernels: Tensor
    channel: Tensor
    biases: Tensor
    is_set: Tensor

    def __init__(self, channels: int, classes: int, length: int, dilations: int, biases: int) -> None:
        super().__init__()
        kernels = torch.full((84, 1, KERNEL), _LOW)
        for row, places in enumerate(combinations(range(KERNEL), _RAISED)):
            kernels[row, 0, list(places)] = _HIGH
        self.register_buffer("kernels", kernels)
        most = max((length - 1) // (KERNEL - 1), 1)
        powers = torch.linspace(0, torch.log2(torch.tensor(float(most))).item(), dilations)
        self.dilations = sorted({int(2**power) for power in powers.tolist()})
        count = 84 * len(self.dilations) * biases
        self.register_buffer("biases", torch.zeros(len(self.dilations), biases, 84))
        self.register_buffer("is_set", torch.tensor(False))
        # Each kernel looks at one channel, dealt out in turn: a share of all pairs that is the same in size.
        self.register_buffer("channel", torch.arange(84) % channels)
        self.norm = nn.BatchNorm1d(count)
        self.head = nn.Linear(count, classes)

    def features(self, x: Tensor) -> Tensor:
        """Shares of time `(b, 84 * dilations * biases)` in which each kernel is above each of its biases."""
        chosen = x.transpose(1, 2)[:, self.channel]
        maps = [
            F.conv1d(chosen, self.kernels, padding=(KERNEL // 2) * dilation, dilation=dilation, groups=84)
            for dilation in self.dilations
        ]
        if self.training and not self.is_set:
            self._set(maps)
        shares = [
            ((found[:, None] - bias[:, :, None]) > 0).float().mean(3).flatten(1)
            for found, bias in zip(maps, self.biases, strict=True)
        ]
        made: Tensor = self.norm(torch.cat(shares, 1))
        return made

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of windows `(b, time, channels)`."""
        logits: Tensor = self.head(self.features(x))
        return logits

    def _set(self, maps: list[Tensor]) -> None:
        count = self.biases.shape[1]
        levels = (torch.arange(count) + 0.5) / count
        for row, found in enumerate(maps):
            values = found.detach().transpose(0, 1).flatten(1)[:, :: max(found.numel() // 84 // 4096, 1)]
            self.biases[row] = torch.quantile(values.float(), levels, dim=1)
        self.is_set.fill_(True)


def build_minirocket(spec: InputSpec, classes: int, *, dilations: int = 4, biases: int = 3) -> nn.Module:
    """Build it; as it comes it has about 1,000 features."""
    return MiniRocket(spec.channels, classes, spec.height, dilations, biases)
