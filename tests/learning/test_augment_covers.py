"""Covered parts are grey, as large as said, and everything else stays."""

import torch

from modiste.learning.augment_covers import GREY, cutout, gridmask
from modiste.learning.dice import Dice


def _dice(count: int, seed: int = 0) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, slice(None))


def test_cutout_covers_one_square_at_most_so_large() -> None:
    x = torch.full((200, 3, 40, 30), 9, dtype=torch.uint8)
    made = cutout(x, _dice(200), size=0.4)
    covered = (made == GREY).all(1)
    assert ((made == 9) | (made == GREY)).all()
    area = covered.flatten(1).sum(1)
    assert area.max() in (121, 132, 144, 156, 169)
    assert area.min() < 110  # some reach over the edge
    rows, columns = covered.any(2).sum(1), covered.any(1).sum(1)
    assert torch.equal(rows * columns, area)


def test_more_holes_cover_more() -> None:
    x = torch.full((100, 1, 32, 32), 9, dtype=torch.uint8)
    one, three = (cutout(x, _dice(100), holes=holes).eq(GREY).float().mean() for holes in (1, 3))
    assert three > 1.7 * one


def test_gridmask_covers_the_square_of_its_share() -> None:
    x = torch.full((200, 1, 60, 60), 9, dtype=torch.uint8)
    share = float(gridmask(x, _dice(200), period=0.2, covered=0.5, chance=1.0).eq(GREY).float().mean())
    assert abs(share - 0.25) < 0.02
    half = gridmask(x, _dice(200), chance=0.5).eq(GREY).flatten(1).any(1)
    assert 70 < int(half.sum()) < 130
