"""The network that tells an activity frame by frame: dilated depthwise convolutions with shortcuts over time.

Knows layers and how far they see; learning from whole stretches at once is `framewise`', windows are others'.

Source: Bai, Kolter, Koltun, An empirical evaluation of generic convolutional and recurrent networks for
sequence modeling (arXiv:1803.01271), seen from both sides and with separable convolutions.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from modiste.learning import InputSpec


class Member(nn.Module):
    """One network: a stem of stride 2, then blocks whose dilation grows, each added to what it was given."""

    def __init__(
        self, channels: int, width: int, dilations: Sequence[int], kernel: int, dropout: float
    ) -> None:
        super().__init__()
        self.stem = nn.Sequential(*_normed(channels, width, 7, stride=2), *_separable(width, kernel, 1))
        self.blocks = nn.ModuleList(
            nn.Sequential(*_separable(width, kernel, dilation), nn.Dropout(dropout)) for dilation in dilations
        )

    def forward(self, x: Tensor) -> Tensor:
        """`(b, width, steps / 2)` of `(b, channels, steps)`."""
        found: Tensor = self.stem(x)
        for block in self.blocks:
            found = found + block(found)
        return found


class FrameNetwork(nn.Module):
    """Members that learn side by side from their own starts; what is told is the mean of their logits."""

    def __init__(
        self,
        channels: int,
        classes: int,
        width: int,
        dilations: Sequence[int],
        kernel: int,
        dropout: float,
        members: int,
    ) -> None:
        super().__init__()
        self.members = nn.ModuleList(
            Member(channels, width, dilations, kernel, dropout) for _ in range(members)
        )
        self.head = nn.Linear(members * width, classes)
        self.reach = 3 + 2 * (kernel // 2) * (1 + sum(dilations))
        """Steps to each side that a frame can see."""

    def maps(self, x: Tensor) -> list[Tensor]:
        """What each member finds, `(b, width, frames)`, in series `(b, steps, channels)`."""
        series = x.transpose(1, 2)
        return [member(series) for member in self.members]

    def frames(self, x: Tensor) -> Tensor:
        """Logits of each member apart, `(members, b, classes, frames)`; their mean is the network's."""
        count = len(self.members)
        weights = self.head.weight.view(-1, count, self.head.weight.shape[1] // count).unbind(1)
        each = zip(self.maps(x), weights, strict=True)
        return torch.stack([count * (weight @ found) + self.head.bias[:, None] for found, weight in each])

    def features(self, x: Tensor) -> Tensor:
        """What is found at the middle of windows `(b, steps, channels)`: `(b, members * width)`."""
        return torch.cat([found[:, :, found.shape[2] // 2] for found in self.maps(x)], 1)

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of the middle of windows `(b, steps, channels)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def _normed(
    inside: int, outside: int, kernel: int, *, stride: int = 1, dilation: int = 1, groups: int = 1
) -> list[nn.Module]:
    padding = dilation * (kernel // 2)
    convolution = nn.Conv1d(inside, outside, kernel, stride, padding, dilation, groups, bias=False)
    return [convolution, nn.BatchNorm1d(outside), nn.ReLU()]


def _separable(width: int, kernel: int, dilation: int) -> list[nn.Module]:
    return [*_normed(width, width, kernel, dilation=dilation, groups=width), *_normed(width, width, 1)]


def build_frame_network(
    spec: InputSpec,
    classes: int,
    *,
    width: int = 48,
    dilations: Sequence[int] = (1, 2, 4, 8),
    kernel: int = 5,
    dropout: float = 0.2,
    members: int = 1,
) -> nn.Module:
    """Build the network.

    Raises:
        ValueError: the recipe's window (`input.height` steps) does not hold what a frame sees.
    """
    made = FrameNetwork(spec.channels, classes, width, dilations, kernel, dropout, members)
    if spec.height < 2 * made.reach:
        raise ValueError(
            f"a window of {spec.height} steps is shorter than the {2 * made.reach} that a frame sees"
        )
    return made
