"""A field gives a velocity for every pixel of any size, and is moved by time and wish."""

import pytest
import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network

PART = Part.model_validate({"name": "flow", "widths": [8, 16, 16], "blocks": [1, 1, 1]})


@pytest.mark.parametrize("size", [28, 32, 45])
def test_pictures_of_any_size_have_a_velocity(size: int) -> None:
    field = build_network(PART, InputSpec(height=size, width=size, channels=3), 4, NETWORKS)
    x = torch.randn(2, 3, size, size)
    assert field(x, torch.rand(2), torch.tensor([0, 3])).shape == x.shape


def test_time_and_wish_move_it_and_no_wish_is_none_of_them() -> None:
    field = build_network(PART, InputSpec(), 4, NETWORKS)
    for parameter in field.parameters():
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.2)
    x, early, late = torch.randn(1, 1, 28, 28), torch.tensor([0.1]), torch.tensor([0.9])
    told = [field(x, early, wish) for wish in (torch.tensor([0]), torch.tensor([1]), torch.zeros(1, 4))]
    assert not any(torch.equal(told[a], told[b]) for a, b in ((0, 1), (0, 2), (1, 2)))
    assert torch.equal(told[0], field(x, early, torch.eye(4)[:1]))
    assert not torch.equal(told[0], field(x, late, torch.tensor([0])))
