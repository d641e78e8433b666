"""Figures of a pair: perfect against itself, worse the farther off."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.tryon import Dressed, Pair, pair_worth
from modiste.tryon.photo.pairs import Told, corners
from modiste.tryon.photo.worth import ssim_map


def truth(made: Dressed, move: float = 0.0) -> Pair:
    mask = made.cover > 0.5
    marks = {
        name: (x + move, y, seen) for name, (x, y, seen) in corners(made.drape, made.body.eye, mask).items()
    }
    told = Told("a", "t-shirt", "36", "women", "jersey", "#8f2d2d", 0, {}, marks)
    return Pair(made.pixels, made.pixels, mask, told)


def test_the_truth_itself_is_perfect(dressed: dict[str, Dressed]) -> None:
    made = dressed["36"]
    worth = pair_worth(truth(made), made)
    assert worth.iou == 1 and worth.landmark == 0
    assert worth.ssim == pytest.approx(1) and worth.ssim_garment == pytest.approx(1)


def test_another_size_and_moved_corners_are_worse(dressed: dict[str, Dressed]) -> None:
    small, large = dressed["36"], dressed["44"]
    worth = pair_worth(truth(small), large)
    assert 0.6 < worth.iou < 0.98 and worth.landmark > 0.01
    assert worth.ssim_garment < worth.ssim < 1
    moved = pair_worth(truth(small, move=5.0), small)
    assert moved.landmark == pytest.approx(5 / small.body.torso, rel=1e-6)
    assert pair_worth(replace(truth(small), after=255 - small.pixels), small).ssim < 0.3


def test_similarity_of_noise_is_low_and_symmetric() -> None:
    one, other = np.random.default_rng(3).integers(0, 255, (2, 40, 30, 3), dtype=np.uint8)
    assert abs(ssim_map(one, other).mean()) < 0.2
    np.testing.assert_allclose(ssim_map(one, other), ssim_map(other, one))
