"""Pictures are bent as said: by how much, about what, and no farther."""

import torch

from modiste.learning.augment_warps import affine, perspective, sampled
from modiste.learning.dice import Dice


def _dice(count: int, seed: int = 0) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, slice(None))


def _spot(count: int, row: int, column: int, size: int = 41) -> torch.Tensor:
    x = torch.zeros(count, 1, size, size, dtype=torch.uint8)
    x[:, :, row - 2 : row + 3, column - 2 : column + 3] = 255
    return x


def _centres(x: torch.Tensor) -> torch.Tensor:
    weights = x.float().flatten(1)
    rows, columns = torch.meshgrid(torch.arange(x.shape[-2]), torch.arange(x.shape[-1]), indexing="ij")
    places = torch.stack((rows.flatten(), columns.flatten()), 1).float()
    return weights @ places / weights.sum(1, keepdim=True)


def test_a_move_is_at_most_its_share_of_the_side() -> None:
    moved = affine(_spot(300, 20, 20), _dice(300), degrees=0, stretch=0, shear=0, move=0.1)
    away = (_centres(moved) - 20).abs()
    assert 3.0 < away.max() <= 4.2
    assert away.mean() > 1


def test_a_turn_keeps_the_centre_and_the_distance_from_it() -> None:
    middle = affine(_spot(50, 20, 20), _dice(50), degrees=30, stretch=0, shear=0, move=0)
    assert (_centres(middle) - 20).abs().max() < 0.2
    aside = _centres(affine(_spot(50, 20, 32), _dice(50), degrees=30, stretch=0, shear=0, move=0)) - 20
    assert ((aside**2).sum(1).sqrt() - 12).abs().max() < 0.6
    assert aside[:, 0].abs().max() > 4


def test_stretching_alone_keeps_rows_and_columns() -> None:
    moved = _centres(affine(_spot(50, 20, 32), _dice(50), degrees=0, stretch=0.2, shear=0, move=0))
    assert (moved[:, 0] - 20).abs().max() < 0.2
    assert 9.5 < (moved[:, 1] - 20).min() < (moved[:, 1] - 20).max() < 15.5


def test_perspective_enlarges_towards_a_corner_and_brings_in_nothing_foreign() -> None:
    x = torch.full((40, 1, 20, 20), 90, dtype=torch.uint8)
    assert (perspective(x, _dice(40), distance=0.5) == 90).all()
    spot = _spot(200, 20, 20)
    moved = perspective(spot, _dice(200), distance=0.3)
    # Corners move inwards only: what is in the middle never shrinks.
    assert (moved.float().sum((1, 2, 3)) >= 0.97 * spot.float().sum((1, 2, 3))).all()
    assert not torch.equal(moved, spot)


def test_sampling_by_the_identity_is_the_picture() -> None:
    x = torch.randint(0, 256, (2, 3, 7, 9), dtype=torch.uint8)
    same = torch.tensor([[1.0, 0, 0], [0, 1, 0]]).expand(2, 2, 3)
    assert torch.equal(sampled(x, same), x)
