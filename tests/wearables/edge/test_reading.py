"""A served graph is read as layers that say what it says, or refused by the name of what has no form."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, Part, Served, build_network, softmax
from modiste.wearables.edge.layers import Add, Mean, macs
from modiste.wearables.edge.reading import read_network

from .small_motion import CHANNELS, LABELS, SPEC, folder_of, motions


def test_the_layers_say_what_the_served_model_says(model: Path) -> None:
    network, golden = read_network(model)
    shown = motions(20, seed=1)
    said = softmax(network.logits(shown) / network.temperature)
    assert np.abs(said - Served.load(model).predict(list(shown))).max() < 1e-5
    assert golden.shape == (12, 200, 6)
    assert [type(layer) for layer in network.layers[-3:-1]] == [Add, Mean]


def test_multiplications_are_counted(model: Path) -> None:
    network, _ = read_network(model)
    stem, down, block = 100 * 32 * 7 * 6, 50 * (32 * 7 + 32 * 66), 50 * (66 * 5 + 66 * 66)
    assert macs(network) == stem + down + block + 66 * len(LABELS)


class Dilated(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Conv1d(CHANNELS, 8, 3, padding=2, dilation=2)
        self.head = nn.Linear(8, len(LABELS))

    def features(self, x: Tensor) -> Tensor:
        found: Tensor = self.body(x.transpose(1, 2)).mean(2)
        return found

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(self.features(x))
        return logits


@pytest.mark.parametrize(("kind", "named"), [("rnn", "GRU"), ("dilated", "dilated")])
def test_what_has_no_form_is_refused_by_name(kind: str, named: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = Dilated() if kind == "dilated" else build_network(Part(name="rnn", hidden=8), SPEC, 5, NETWORKS)
    folder = folder_of(network, tmp_path / "model", motions(8)[:, :16])
    with pytest.raises(ModisteError, match="MOD-2940") as refused:
        read_network(folder)
    assert named in str(refused.value)


def test_an_int8_model_is_refused(model: Path, tmp_path: Path) -> None:
    for name in ("model.onnx", "golden.npz"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    card = (model / "card.toml").read_text(encoding="utf-8")
    (tmp_path / "card.toml").write_text(card.replace("float32", "int8"), encoding="utf-8")
    with pytest.raises(ModisteError, match="int8"):
        read_network(tmp_path)
