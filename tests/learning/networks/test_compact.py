"""The compact network halves the picture at every stage and keeps what is largest."""

import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network


def test_stages_halve_and_features_are_maxima() -> None:
    part = Part.model_validate({"name": "compact", "widths": [8, 16], "activation": "relu"})
    network = build_network(part, InputSpec(), 10, NETWORKS).eval()
    x = torch.randn(2, 1, 28, 28)
    last = network.stages(torch.relu(network.stem(x)))
    assert last.shape == (2, 16, 6, 6)
    assert torch.equal(network.features(x), last.flatten(2).max(2).values)


def test_the_activation_is_the_recipes() -> None:
    kinds = {
        name: build_network(
            Part.model_validate({"name": "compact", "activation": name}), InputSpec(), 10, NETWORKS
        ).activate
        for name in ("gelu", "relu")
    }
    assert isinstance(kinds["gelu"], torch.nn.GELU)
    assert isinstance(kinds["relu"], torch.nn.ReLU)
