"""The plain network is the textbook's, parameter for parameter and value for value."""

import torch
from torch import nn

from modiste.learning import NETWORKS, InputSpec, Part, build_network

IMAGE = InputSpec(height=28, width=28, channels=1)


def test_the_articles_network_has_the_articles_parameters() -> None:
    network = build_network(Part(name="cnn"), IMAGE, 10, NETWORKS)
    assert sum(p.numel() for p in network.parameters()) == 320 + 692_352 + 1_290


def test_pooling_before_the_relu_and_flattening_in_memory_order_change_nothing() -> None:
    network = build_network(Part(name="cnn"), IMAGE, 10, NETWORKS)
    first = network.convolutions[0]
    dense = network.dense[0]
    x = torch.randn(3, 1, 28, 28)
    pooled = nn.functional.max_pool2d(torch.relu(first(x)), 2)
    rows = torch.stack([picture.permute(1, 2, 0).reshape(-1) for picture in pooled])
    torch.testing.assert_close(network.features(x), torch.relu(dense(rows)))


def test_depth_and_width_are_the_recipes() -> None:
    part = Part.model_validate({"name": "cnn", "channels": [4, 8], "kernel": 5, "dense": [16, 12]})
    network = build_network(part, InputSpec(height=32, width=28, channels=3), 7, NETWORKS)
    assert network.features(torch.randn(2, 3, 32, 28)).shape == (2, 12)
    assert network(torch.randn(2, 3, 32, 28)).shape == (2, 7)
