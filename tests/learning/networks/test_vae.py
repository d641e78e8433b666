"""A variational pair: reads pictures, paints them, and knows where a wish's latents lie."""

import torch

from modiste.learning import NETWORKS, InputSpec, Part, build_network

SPEC = InputSpec(height=16, width=8, channels=2, mean=(0.5, 0.5), std=(0.5, 0.5))


def pair():
    torch.manual_seed(0)
    part = Part(name="vae", latent=3, told=4, widths=[8, 4], reader=[8, 4], patch=2, style=6)
    return build_network(part, SPEC, 5, NETWORKS).eval()


def test_pictures_are_read_and_painted_in_their_own_shape():
    network = pair()
    wishes = torch.eye(5)[:4]
    mean, spread = network.read(torch.zeros(4, 2, 16, 8), wishes)
    assert mean.shape == spread.shape == (4, 3)
    assert network.again(mean, wishes).shape == network(mean, wishes).shape == (4, 2, 16, 8)


def test_standard_latents_are_painted_where_the_wish_has_them():
    network = pair()
    wishes = torch.eye(5)[:4]
    mean, spread = network.generator.expected(wishes)
    z = torch.randn(4, 3)
    moved = network.again(mean + z * (0.5 * spread).exp(), wishes)
    assert torch.allclose(network(z, wishes), moved, atol=1e-6)
    assert not torch.allclose(mean[0], mean[1])
