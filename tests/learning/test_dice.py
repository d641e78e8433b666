"""Draws come from one generator for the global batch, whatever part of it a process holds."""

import torch

from modiste.learning.dice import Dice, column


def _dice(part: slice = slice(None)) -> Dice:
    return Dice(torch.Generator().manual_seed(3), 4000, part)


def test_normal_draws_have_mean_nought_and_deviation_one() -> None:
    drawn = _dice().normal(5)
    assert drawn.shape == (4000, 5)
    assert drawn.isfinite().all()
    assert abs(float(drawn.mean())) < 0.03
    assert abs(float(drawn.std()) - 1) < 0.03


def test_a_part_holds_its_part_of_the_whole() -> None:
    part = slice(1000, 1500)
    assert torch.equal(_dice().normal(2)[part], _dice(part).normal(2))
    assert torch.equal(_dice().happens(0.3)[part], _dice(part).happens(0.3))


def test_a_column_spreads_over_each_example() -> None:
    scaled = torch.ones(3, 2, 4) * column(torch.tensor([1.0, 2.0, 3.0]), torch.ones(3, 2, 4))
    assert scaled[:, 0, 0].tolist() == [1.0, 2.0, 3.0]
    assert scaled.shape == (3, 2, 4)
