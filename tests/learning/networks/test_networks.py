"""Every network keeps the contract: features, head, logits of the right shape, gradients everywhere."""

import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, InputSpec, Part, build_network

CLASSIFIERS = ("cnn", "compact", "encoder", "resnet", "rnn")
IMAGE = InputSpec(height=28, width=28, channels=1)


def test_every_network_is_tested_here() -> None:
    assert set(NETWORKS) == {*CLASSIFIERS, "gan"}


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


def test_the_articles_network_has_the_articles_parameters() -> None:
    network = build_network(Part(name="cnn"), IMAGE, 10, NETWORKS)
    assert sum(p.numel() for p in network.parameters()) == 320 + 692_352 + 1_290


def test_the_default_residual_network_is_the_papers_resnet_20() -> None:
    network = build_network(Part(name="resnet"), IMAGE, 10, NETWORKS)
    assert 0.26e6 < sum(p.numel() for p in network.parameters()) < 0.28e6


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_a_recurrent_network_reads_a_series_of_any_length(cell: str) -> None:
    spec = InputSpec(kind="series", channels=6)
    network = build_network(
        Part.model_validate(
            {"name": "rnn", "cell": cell, "bidirectional": True, "layers": 2, "dropout": 0.1}
        ),
        spec,
        3,
        NETWORKS,
    )
    assert network(torch.randn(2, 50, 6)).shape == (2, 3)
    assert network(torch.randn(2, 9, 6)).shape == (2, 3)


@pytest.mark.parametrize("size", [28, 32, 45])
def test_a_gan_paints_and_judges_any_size(size: int) -> None:
    spec = InputSpec(height=size, width=size, channels=3)
    part = Part.model_validate({"name": "gan", "latent": 8, "widths": [16, 12, 8]})
    pair = build_network(part, spec, 4, NETWORKS)
    labels = torch.tensor([0, 3])
    picture = pair(torch.randn(2, 8), labels)
    assert picture.shape == (2, 3, size, size)
    assert picture.abs().max() <= 1
    assert pair.discriminator(picture, labels).shape == (2,)


def test_an_encoders_embeddings_are_unit_vectors() -> None:
    network = build_network(Part(name="encoder"), IMAGE, 10, NETWORKS)
    torch.testing.assert_close(network.embed(torch.randn(3, 1, 28, 28)).norm(dim=1), torch.ones(3))


def test_unknown_names_and_parameters_are_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1302.*resnet"):
        build_network(Part(name="transformer9"), IMAGE, 10, NETWORKS)
    with pytest.raises(ModisteError, match=r"MOD-1303.*widths"):
        build_network(Part.model_validate({"name": "resnet", "width": 3}), IMAGE, 10, NETWORKS)
