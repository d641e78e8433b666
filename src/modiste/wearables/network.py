"""The small network for windows of motion: depthwise separable convolutions over time, and a global mean.

Knows layers, and only those that exports to microcontrollers know: Conv1d, BatchNorm1d, ReLU, mean, Linear.
Windows, sensors and scaling are others'.
"""

from collections.abc import Sequence

from torch import Tensor, nn

from modiste.learning import InputSpec


class SeriesCnn(nn.Module):
    """A strided stem, depthwise separable blocks, the mean over time, a linear head.

    After Zhang et al., Hello Edge: keyword spotting on microcontrollers (arXiv:1711.07128), in one dimension.
    """

    def __init__(
        self,
        channels: int,
        classes: int,
        stem: int,
        widths: Sequence[int],
        strides: Sequence[int],
        kernel: int,
        dropout: float,
    ) -> None:
        super().__init__()
        layers = _normed(nn.Conv1d(channels, stem, kernel, 2, kernel // 2, bias=False))
        width = stem
        for wider, stride in zip(widths, strides, strict=True):
            depthwise = nn.Conv1d(width, width, kernel, stride, kernel // 2, groups=width, bias=False)
            layers += [*_normed(depthwise), *_normed(nn.Conv1d(width, wider, 1, bias=False))]
            width = wider
        self.body = nn.Sequential(*layers)
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(width, classes)

    def features(self, x: Tensor) -> Tensor:
        """Mean over time of what the convolutions find, `(b, width)`, of windows `(b, time, channels)`."""
        found: Tensor = self.body(x.transpose(1, 2)).mean(2)
        return self.drop(found)  # type: ignore[no-any-return] # torch leaves Dropout untyped

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of windows `(b, time, channels)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def _normed(convolution: nn.Conv1d) -> list[nn.Module]:
    return [convolution, nn.BatchNorm1d(convolution.out_channels), nn.ReLU()]


def build_series_cnn(
    spec: InputSpec,
    classes: int,
    *,
    stem: int = 32,
    widths: Sequence[int] = (64, 64, 64),
    strides: Sequence[int] = (2, 2, 1),
    kernel: int = 7,
    dropout: float = 0.0,
) -> nn.Module:
    """Build the network; as it comes it has about 13,000 parameters for six channels."""
    return SeriesCnn(spec.channels, classes, stem, widths, strides, kernel, dropout)
