"""A network that reads each past and answers every step ahead by itself, with quantiles; trained by `fit`.

Knows tensors and the loss; which windows it sees and what they stand for is `recurrent`'s.
Source: Wen and others, "A Multi-Horizon Quantile Recurrent Forecaster" (2017); its decoder's local part.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, InputSpec, Recipe, fit
from modiste.trends.panel import Floats
from modiste.trends.protocols import LEVELS

Packed = NDArray[np.float32]
_WIDE, _DROPOUT, _NARROW = 64, 0.1, 2.0
_RATE, _BATCH, _AVERAGE = 3e-3, 128, 0.98
_MIDDLE = LEVELS.index(0.5)
_REST = 3
"""Columns of a step beside its own numbers: where it starts from, what came, how much that counts."""


@dataclass(frozen=True)
class Shape:
    """How a window is packed: `read` periods of `channels` numbers, then steps of `given` numbers.

    Both stand in rows of one width, `max(channels, given + 3)`, short ones filled with noughts.
    """

    read: int
    channels: int
    given: int

    @property
    def width(self) -> int:
        """Numbers in a row."""
        return max(self.channels, self.given + _REST)

    def packed(
        self,
        past: Floats,
        given: Floats,
        start: Floats,
        came: Floats | None = None,
        weight: Floats | None = None,
    ) -> Packed:
        """(k, read + steps, width) of pasts (k, read, channels) and steps (k, steps, given)."""
        count, steps = start.shape
        made = np.zeros((count, self.read + steps, self.width), np.float32)
        made[:, : self.read, : self.channels] = past
        made[:, self.read :, : self.given] = given
        made[:, self.read :, self.given] = start
        if came is not None and weight is not None:
            made[:, self.read :, self.given + 1] = came
            made[:, self.read :, self.given + 2] = weight
        return made


class Reader(nn.Module):
    """A gated recurrent network over the past; one answer a step from its state and the step's numbers."""

    def __init__(self, shape: Shape, hidden: int) -> None:
        super().__init__()
        self.shape = shape
        spec = InputSpec(kind="series", channels=shape.channels)
        # The network of `learning` by its name; its head is for classes and stays unused.
        past = NETWORKS["rnn"](spec, 1, hidden=hidden)
        past.get_submodule("head").requires_grad_(False)
        self.past: Any = past
        self.step = nn.Sequential(
            nn.Linear(hidden + shape.given, _WIDE),
            nn.GELU(),
            nn.Dropout(_DROPOUT),
            nn.Linear(_WIDE, _WIDE),
            nn.GELU(),
        )
        self.head = nn.Linear(_WIDE, len(LEVELS))
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, x: Tensor) -> Tensor:
        """(b, steps, q) rising quantiles of packed windows (b, read + steps, width)."""
        shape = self.shape
        state = self.past.features(x[:, : shape.read, : shape.channels])
        ahead = x[:, shape.read :]
        given = ahead[..., : shape.given]
        state = state[:, None].expand(-1, given.shape[1], -1)
        said = self.head(self.step(torch.cat((state, given), -1)))
        middle = ahead[..., shape.given, None] + said[..., _MIDDLE, None]
        apart = F.softplus(said - _NARROW)
        above = middle + apart[..., _MIDDLE + 1 :].cumsum(-1)
        below = middle - apart[..., :_MIDDLE].flip(-1).cumsum(-1).flip(-1)
        return torch.cat((below, middle, above), -1)


@dataclass(frozen=True)
class Pinball:
    """The mean pinball loss over the levels, the middle one counting as much as all others."""

    shape: Shape
    players: tuple[str, ...] = field(default=("",), init=False)
    best: tuple[str, bool] = field(default=("loss", False), init=False)

    def loss(self, module: nn.Module, player: str, views: Callable[[], Tensor], targets: Tensor) -> Tensor:
        """Of one batch; what came stands beside the steps and is cut off before the network sees them."""
        return self._of(module, views())

    def judge(self, module: nn.Module, inputs: Tensor, targets: Tensor, mirror: bool) -> dict[str, Tensor]:
        """Summed over a batch."""
        return {"loss": self._of(module, inputs) * len(inputs)}

    def _of(self, module: nn.Module, x: Tensor) -> Tensor:
        steps = x[:, self.shape.read :]
        came, weight = steps[..., self.shape.given + 1], steps[..., self.shape.given + 2]
        under = came[..., None] - module(x).float()
        levels = torch.tensor(LEVELS, device=under.device)
        lost = torch.maximum(levels * under, (levels - 1) * under)
        mixed = lost[..., _MIDDLE] + lost.mean(-1)
        return (mixed * weight).sum() / weight.sum().clamp(min=1e-6)


@dataclass(frozen=True, eq=False)
class Taught:
    """Packed windows as `fit` wants examples; they have no classes, what came stands within."""

    windows: Packed
    labels: tuple[str, ...] = ("window", "none")

    def __len__(self) -> int:
        return len(self.windows)

    @property
    def targets(self) -> NDArray[np.int64]:
        """None of them."""
        return np.zeros(len(self.windows), np.int64)

    @property
    def ids(self) -> Sequence[str]:
        """By number."""
        return [str(place) for place in range(len(self.windows))]

    @property
    def hash(self) -> str:
        """Sha256 of the windows."""
        return hashlib.sha256(self.windows.tobytes()).hexdigest()

    def take(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """Some windows."""
        return self.windows[indices]


def trained(
    windows: Packed,
    shape: Shape,
    out: Path,
    *,
    hidden: int,
    epochs: int,
    seed: int,
    threads: int = 1,
    should_stop: Callable[[], bool] = lambda: False,
) -> nn.Module:
    """A network taught by packed windows; the average of its weights along the way.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    recipe = Recipe.model_validate(
        {
            "name": "modiste.trends.recurrent",
            "input": {"kind": "series", "channels": min(shape.width, 1024), "mean": (0.0,), "std": (1.0,)},
            "network": {"name": "reader", "hidden": hidden},
            "loss": {"name": "pinball"},
            "optimiser": {"name": "adamw", "learning_rate": _RATE, "weight_decay": 0.01},
            "schedule": {"name": "cosine"},
            "train": {
                "epochs": epochs,
                "batch_size": _BATCH,
                "seed": seed,
                "threads": threads,
                "ema": _AVERAGE,
                "precision": "float32",
                "keep": "last",
                "clip": 1.0,
                "checkpoint_seconds": 1e9,
            },
        }
    )

    def reader(spec: InputSpec, classes: int, *, hidden: int = 32) -> nn.Module:
        return Reader(shape, hidden)

    made = fit(
        recipe,
        Taught(windows),
        None,
        builders={"reader": reader},
        out=out,
        objective=Pinball(shape),
        should_stop=should_stop,
    )
    if made.stopped:
        raise ModisteError("MOD-2018", what="Forecasting")
    return made.module


@torch.inference_mode()
def answered(module: nn.Module, windows: Packed) -> NDArray[np.float64]:
    """(k, steps, q) what a network says of packed windows."""
    device = next(module.parameters()).device
    return np.asarray(module(torch.from_numpy(windows).to(device)).cpu().numpy(), np.float64)
