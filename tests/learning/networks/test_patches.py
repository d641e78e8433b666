"""Patches and pictures are each other's reverse; a class is a row of shares."""

import torch

from modiste.learning.networks.patches import as_patches, as_pictures, shares


def test_patches_and_pictures_are_each_others_reverse() -> None:
    x = torch.randn(2, 3, 7, 8)
    patches = as_patches(x, 2)
    assert patches.shape == (2, 12, 4, 4)
    assert torch.equal(as_pictures(patches, 2, (7, 8)), x)


def test_a_class_is_a_row_and_a_row_stays_one() -> None:
    assert shares(torch.tensor([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]
    row = torch.tensor([[0.5, 0.0, 2.0]])
    assert shares(row, 3) is row
