"""The encoder's embeddings are unit vectors, and its probe reads the same features."""

import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network


def test_embeddings_are_unit_vectors_of_the_asked_dimension() -> None:
    part = Part.model_validate({"name": "encoder", "dimension": 12, "widths": [4, 8], "blocks": [1, 1]})
    network = build_network(part, InputSpec(), 10, NETWORKS)
    embedded = network.embed(torch.randn(3, 1, 28, 28))
    assert embedded.shape == (3, 12)
    torch.testing.assert_close(embedded.norm(dim=1), torch.ones(3))


def test_the_probe_reads_the_trunks_features() -> None:
    part = Part.model_validate({"name": "encoder", "widths": [4, 8], "blocks": [1, 1]})
    network = build_network(part, InputSpec(), 10, NETWORKS).eval()
    x = torch.randn(3, 1, 28, 28)
    torch.testing.assert_close(network.head(network.features(x)), network(x))
