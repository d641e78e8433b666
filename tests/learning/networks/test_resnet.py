"""The residual network is the papers' own, and its shortcuts carry."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from modiste.learning import NETWORKS, InputSpec, Part, build_network
from modiste.learning.networks.resnet import Block, Shortcut

IMAGE = InputSpec(height=28, width=28, channels=1)


def test_the_default_is_the_papers_resnet_20() -> None:
    network = build_network(Part(name="resnet"), IMAGE, 10, NETWORKS)
    assert 0.26e6 < sum(p.numel() for p in network.parameters()) < 0.28e6
    assert (
        sum(isinstance(layer, nn.Conv2d) and layer.kernel_size == (3, 3) for layer in network.modules()) == 19
    )


def test_a_block_that_learned_nothing_passes_its_input_on() -> None:
    block = Block(4, 4, 1).eval()
    nn.init.zeros_(block.conv2.weight)
    x = torch.randn(2, 4, 6, 6)
    assert torch.equal(block(x), x)


def test_a_stride_halves_the_picture() -> None:
    assert Block(4, 8, 2)(torch.randn(2, 4, 9, 6)).shape == (2, 8, 5, 3)


@pytest.mark.parametrize("channels", [3, 8, 15, 16, 24])
@pytest.mark.parametrize("side", [7, 8])
def test_a_shortcut_is_the_strided_convolution_at_every_width(channels: int, side: int) -> None:
    shortcut = Shortcut(channels, 8, 2)
    x = torch.randn(2, channels, side, side).to(memory_format=torch.channels_last)
    plain = functional.conv2d(x.contiguous(), shortcut.weight, stride=2)
    torch.testing.assert_close(shortcut(x), plain)
