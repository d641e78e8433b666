"""A small network of motion with all that an export knows, windows for it, and its model folder."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from modiste.learning import InputSpec, Part, Recipe, export

STEPS, CHANNELS, LABELS = 200, 6, ("sit", "stand", "walk", "turn", "lie")
SPEC = InputSpec(kind="series", channels=CHANNELS, mean=(0.5,), std=(10.0, 10.0, 10.0, 3.0, 3.0, 3.0))


class Residual(nn.Module):
    """A strided stem, a clipped depth-wise block and a skipped one; 66 channels are no multiple of four."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv1d(CHANNELS, 32, 7, 2, 3, bias=False), nn.BatchNorm1d(32), nn.ReLU())
        self.down = nn.Sequential(
            nn.Conv1d(32, 32, 7, 2, 3, groups=32, bias=False), nn.BatchNorm1d(32), nn.ReLU6()
        )
        self.widen = nn.Conv1d(32, 66, 1)
        self.block = nn.Sequential(
            nn.Conv1d(66, 66, 5, 1, 2, groups=66),
            nn.ReLU(),
            nn.Conv1d(66, 66, 1, bias=False),
            nn.BatchNorm1d(66),
        )
        self.head = nn.Linear(66, len(LABELS))

    def features(self, x: Tensor) -> Tensor:
        x = torch.relu(self.widen(self.down(self.stem(x.transpose(1, 2)))))
        return torch.relu(x + self.block(x)).mean(2)

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(self.features(x))
        return logits


def residual() -> Residual:
    """The network with norms that are not trivial and one channel that is always silent."""
    torch.manual_seed(0)
    network = Residual()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm1d):
            assert layer.running_mean is not None and layer.running_var is not None
            layer.running_mean.normal_(0, 0.2)
            layer.running_var.uniform_(0.3, 1)
            layer.bias.data.normal_(0, 0.3)
    network.widen.weight.data[5] = 0
    assert network.widen.bias is not None
    network.widen.bias.data[5] = -1
    return network


def motions(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Windows (count, steps, channels) of swinging sensors, with noise."""
    draw = np.random.default_rng(seed)
    time = np.arange(STEPS)[None, :, None] / 50
    rate, phase = draw.uniform(0.3, 3, (count, 1, CHANNELS)), draw.uniform(0, 6.3, (count, 1, CHANNELS))
    size = draw.uniform(1, 9, (count, 1, CHANNELS)) * np.array([1, 1, 1, 0.3, 0.3, 0.3])
    noise = draw.normal(0, 0.3, (count, STEPS, CHANNELS))
    return (size * np.sin(6.283 * rate * time + phase) + noise).astype(np.float32)


def folder_of(network: nn.Module, out: Path, golden: NDArray[np.float32]) -> Path:
    """The network's model folder."""
    recipe = Recipe(name="modiste.wearables.tested.v1", input=SPEC, network=Part(name="series_cnn"))
    return export(network.eval(), recipe, LABELS, out, golden=list(golden), temperature=1.3)
