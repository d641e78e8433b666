"""The network against the published code: the same tensors, and the same numbers of the same weights."""

import pytest
import torch
from tests.tryon.backends.weights import SMALL, formula

from modiste.tryon.backends.fashn_network import FashnNetwork, Shape, turns


def wave(*size: int, speed: float) -> torch.Tensor:
    count = torch.Size(size).numel()
    return torch.sin(torch.arange(count, dtype=torch.float64) * speed).float().reshape(size)


def test_the_published_network_has_these_tensors() -> None:
    with torch.device("meta"):
        network = FashnNetwork(Shape())
    # Counted on the published code's TryOnModel(), commit 7c0f10a, whose names and shapes are all the same.
    assert len(network.state_dict()) == 366
    assert sum(each.numel() for each in network.parameters()) == pytest.approx(971.814e6, abs=1e3)


def test_it_gives_what_the_published_code_gives() -> None:
    network = FashnNetwork(SMALL).eval()
    network.load_state_dict(formula())
    noisy, photo, garment = (wave(2, 3, 48, 36, speed=speed) for speed in (0.37, 0.11, 0.05))
    pose, worn = (wave(2, 1, 48, 36, speed=speed) for speed in (0.23, 0.41))
    person, cloth = torch.cat([photo, pose], 1), torch.cat([garment, worn], 1)
    person[1], cloth[1] = 0, 0
    with torch.no_grad():
        made = network(noisy, torch.tensor([0.2, 0.7]), person, cloth, torch.tensor([1, 0]))
    # Made by that code with these weights; its own einops, in single precision on one core.
    assert made[0, :, 7, 11].tolist() == pytest.approx([-1.08203, 1.09844, -1.52686], abs=2e-4)
    assert made[1, :, 30, 20].tolist() == pytest.approx([1.84669, -2.04417, 1.68932], abs=2e-4)
    assert made.double().abs().mean().item() == pytest.approx(1.6719162, abs=1e-4)


def test_a_place_turns_by_its_row_and_column_alone() -> None:
    turn = turns(3, 4, 128, torch.device("cpu"))[0, 0]
    assert turn.shape == (12, 64, 2, 2)
    cosine = turn[..., 0, 0]
    assert torch.all(cosine[:, :8] == 1)  # one picture: nothing to turn by
    assert torch.equal(cosine[0:4, 8:36], cosine[0:1, 8:36].expand(4, -1))  # one row
    assert torch.equal(cosine[0::4, 36:], cosine[0:1, 36:].expand(3, -1))  # one column
    assert not torch.equal(cosine[0], cosine[5])
