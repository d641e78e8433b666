"""The pair paints and judges pictures of any size, and each side sees the class."""

import pytest
import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network

PART = Part.model_validate({"name": "gan", "latent": 8, "widths": [16, 12, 8]})


@pytest.mark.parametrize("size", [28, 32, 45])
def test_pictures_of_any_size_are_painted_and_judged(size: int) -> None:
    pair = build_network(PART, InputSpec(height=size, width=size, channels=3), 4, NETWORKS)
    labels = torch.tensor([0, 3])
    picture = pair(torch.randn(2, 8), labels)
    assert picture.shape == (2, 3, size, size)
    assert pair.discriminator(picture, labels).shape == (2,)


def test_another_class_is_another_picture_and_another_judgement() -> None:
    pair = build_network(PART, InputSpec(), 4, NETWORKS)
    z, zero, one = torch.randn(1, 8), torch.tensor([0]), torch.tensor([1])
    picture = pair(z, zero)
    assert not torch.equal(picture, pair(z, one))
    assert not torch.equal(pair.discriminator(picture, zero), pair.discriminator(picture, one))
