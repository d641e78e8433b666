"""The recurrent network reads a series of any length, and a picture row by row."""

import pytest
import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_a_series_of_any_length_is_read(cell: str) -> None:
    part = Part.model_validate(
        {"name": "rnn", "cell": cell, "bidirectional": True, "layers": 2, "dropout": 0.1}
    )
    network = build_network(part, InputSpec(kind="series", channels=6), 3, NETWORKS)
    assert network(torch.randn(2, 50, 6)).shape == (2, 3)
    assert network(torch.randn(2, 9, 6)).shape == (2, 3)


def test_a_picture_is_read_row_by_row() -> None:
    part = Part.model_validate({"name": "rnn", "hidden": 5})
    network = build_network(part, InputSpec(height=4, width=6, channels=2), 3, NETWORKS)
    x = torch.randn(2, 2, 4, 6)
    rows = torch.cat((x[:, 0], x[:, 1]), dim=2)
    torch.testing.assert_close(network.features(x), network.recur(rows)[0].mean(1))
