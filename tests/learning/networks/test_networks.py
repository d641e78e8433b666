"""Every network keeps the contract: features, head, logits of the right shape, gradients everywhere."""

import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, InputSpec, Part, build_network

CLASSIFIERS = ("cnn", "compact", "encoder", "resnet", "rnn")
IMAGE = InputSpec(height=28, width=28, channels=1)


def test_every_network_is_tested_here() -> None:
    assert set(NETWORKS) == {*CLASSIFIERS, "flow", "gan", "vae"}


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_a_classifier_gives_features_and_logits_and_learns_in_every_part(name: str) -> None:
    network = build_network(Part(name=name), IMAGE, 10, NETWORKS)
    x = torch.randn(4, 1, 28, 28)
    features = network.features(x)
    assert features.ndim == 2
    logits = network(x)
    assert logits.shape == (4, 10)
    if name != "rnn":
        torch.testing.assert_close(network.eval().head(network.features(x)), network(x))
    logits.sum().backward()
    unused = {n for n, p in network.named_parameters() if p.grad is None}
    assert all(n.startswith("projection") for n in unused)


def test_unknown_names_and_parameters_are_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1302.*resnet"):
        build_network(Part(name="transformer9"), IMAGE, 10, NETWORKS)
    with pytest.raises(ModisteError, match=r"MOD-1303.*widths"):
        build_network(Part.model_validate({"name": "resnet", "width": 3}), IMAGE, 10, NETWORKS)
