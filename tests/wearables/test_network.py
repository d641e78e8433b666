"""The small network is as small as it says, and has only layers that a microcontroller's export knows."""

import torch
from torch import nn

from modiste.learning import InputSpec
from modiste.wearables import build_minirocket, build_series_cnn

KNOWN = (nn.Conv1d, nn.BatchNorm1d, nn.ReLU, nn.Linear, nn.Dropout)


def test_it_has_thirteen_thousand_parameters_and_known_layers_only() -> None:
    network = build_series_cnn(InputSpec(kind="series", channels=6), 5)
    leaves = [each for each in network.modules() if not list(each.children())]
    assert all(isinstance(each, KNOWN) for each in leaves)
    assert 12_000 < sum(each.numel() for each in network.parameters()) < 14_000


def test_windows_of_any_length_have_logits() -> None:
    network = build_series_cnn(InputSpec(kind="series", channels=3), 4).eval()
    for steps in (8, 100, 201):
        assert network(torch.randn(2, steps, 3)).shape == (2, 4)


def test_minirocket_sets_its_biases_once_and_learns_in_its_head_only() -> None:
    network = build_minirocket(InputSpec(kind="series", channels=6, height=64), 3)
    assert {name for name, _ in network.named_parameters()} == {
        *("norm.weight", "norm.bias", "head.weight", "head.bias")
    }
    x = torch.randn(16, 64, 6)
    network(x)
    biases = network.get_buffer("biases").clone()
    assert (biases.diff(dim=1) >= 0).all()  # quantiles rise
    network(10 * x)
    assert torch.equal(network.get_buffer("biases"), biases)
    assert network.eval()(x).shape == (16, 3)
