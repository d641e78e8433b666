"""A recurrent network: reads a series step by step, or a picture row by row.

Knows GRU and LSTM cells; windows and sensors are the wearables room's.
"""

from typing import Literal

from torch import Tensor, nn

from modiste.learning.recipe import InputSpec


class Rnn(nn.Module):
    """A GRU or LSTM over time, the mean of its outputs, a linear head."""

    def __init__(
        self,
        spec: InputSpec,
        classes: int,
        cell: str,
        hidden: int,
        layers: int,
        bidirectional: bool,
        dropout: float,
    ) -> None:
        super().__init__()
        self.is_image = spec.kind == "image"
        size = spec.channels * spec.width if self.is_image else spec.channels
        kind = nn.GRU if cell == "gru" else nn.LSTM
        self.recur = kind(
            size,
            hidden,
            num_layers=layers,
            batch_first=True,
            bidirectional=bidirectional,
            dropout=dropout if layers > 1 else 0.0,
        )
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(hidden * (2 if bidirectional else 1), classes)

    def features(self, x: Tensor) -> Tensor:
        """Mean output over the steps, `(b, hidden)`; a picture `(b, c, h, w)` is read as h rows of c * w."""
        series = x.transpose(1, 2).flatten(2) if self.is_image else x
        return self.drop(self.recur(series)[0]).mean(1)  # type: ignore[no-any-return] # torch leaves nn.GRU untyped

    def forward(self, x: Tensor) -> Tensor:
        """Logits `(b, classes)` of `(b, time, channels)` or `(b, channels, height, width)`."""
        logits: Tensor = self.head(self.features(x))
        return logits


def rnn(
    spec: InputSpec,
    classes: int,
    *,
    cell: Literal["gru", "lstm"] = "gru",
    hidden: int = 128,
    layers: int = 1,
    bidirectional: bool = False,
    dropout: float = 0.0,
) -> nn.Module:
    """Build a recurrent classifier."""
    return Rnn(spec, classes, cell, hidden, layers, bidirectional, dropout)
