"""Series are changed as said: ends, values and pieces tell what was done to time."""

import pytest
import torch

from modiste.learning.dice import Dice
from modiste.learning.series_augment import bootstrap, permute, warp, window


def _dice(count: int, seed: int = 0) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, slice(None))


def _ramp(count: int = 40, time: int = 60) -> torch.Tensor:
    return torch.arange(time).float().view(1, -1, 1).repeat(count, 1, 2)


def test_warped_time_runs_forward_and_keeps_both_ends() -> None:
    warped = warp(_ramp(), _dice(40), strength=0.5)
    assert torch.allclose(warped[:, 0], torch.zeros(40, 2), atol=1e-4)
    assert torch.allclose(warped[:, -1], torch.full((40, 2), 59.0), atol=1e-3)
    assert (warped.diff(dim=1) > 0).all()
    assert (warped - _ramp()).abs().max() > 3


def test_a_window_is_a_straight_piece_of_at_least_its_share() -> None:
    made = window(_ramp(), _dice(40), cut=0.3)
    steps = made.diff(dim=1)
    assert torch.allclose(steps, steps[:, :1].expand_as(steps), atol=1e-4)
    assert 0.69 < steps.min() < steps.max() <= 1.0
    assert made.min() >= 0
    assert made.max() <= 59


@pytest.mark.parametrize("time", [60, 61, 3])
def test_permuted_pieces_hold_the_same_values(time: int) -> None:
    made = permute(_ramp(time=time), _dice(40), pieces=4)
    assert torch.equal(made.sort(1).values, _ramp(time=time))
    assert (time < 4) == torch.equal(made, _ramp(time=time))


@pytest.mark.parametrize(("time", "block"), [(60, 7), (5, 8), (1, 1)])
def test_a_bootstrapped_series_is_made_of_its_own_blocks(time: int, block: int) -> None:
    made = bootstrap(_ramp(time=time), _dice(40), block=block)
    assert made.shape == (40, time, 2)
    assert torch.equal(made[..., 0], made[..., 1])  # channels stay together
    inside = made[:, : block if time > block else time].diff(dim=1)
    assert (inside == 1).all()
    assert set(made.unique().tolist()) <= set(range(time))
    if time > 2 * block:
        assert made[:, ::block, 0].unique().numel() > 10
