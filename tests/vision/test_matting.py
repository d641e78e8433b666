"""Edges: a coarse mask finds the picture's, and a cut-out loses the colour of its ground."""

import numpy as np

from modiste.vision.matting import box, freed, grown, refined


def disc(side: int, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:side, :side] - (side - 1) / 2
    return np.hypot(rows, columns) < radius


def test_means_over_squares_are_those_of_the_pixels_that_are_there() -> None:
    values = np.random.default_rng(0).random((7, 9)).astype(np.float32)
    found = box(values, 2)
    for row, column in ((0, 0), (3, 4), (6, 8), (1, 7)):
        near = values[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3]
        assert abs(found[row, column] - near.mean()) < 1e-5


def test_a_coarse_mask_comes_to_lie_on_the_pictures_edge() -> None:
    true = disc(240, 70)
    noise = np.random.default_rng(1).normal(0, 6, (240, 240, 3))
    picture = np.where(true[..., None], (180, 40, 50), (90, 110, 80)) + noise
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    coarse = grown(grown(disc(240, 72).astype(np.float32), (24, 24)), (48, 48))
    before, after = (grown(coarse, (240, 240)) > 0.5) ^ true, (refined(picture, coarse) > 0.5) ^ true
    assert after.sum() < 0.5 * before.sum()
    share = refined(picture, coarse)
    assert share.shape == (240, 240) and share.min() == 0 and share.max() == 1


def test_a_large_picture_is_worked_on_at_the_same_small_size() -> None:
    picture = np.where(disc(900, 300)[..., None], 200, 60).astype(np.uint8).repeat(3, 2)
    share = refined(picture, grown(disc(900, 300).astype(np.float32), (96, 96)))
    assert share.shape == (900, 900)
    assert ((share > 0.5) ^ disc(900, 300)).mean() < 0.01


def test_nothing_found_is_nothing_and_all_is_all() -> None:
    picture = np.full((40, 30, 3), 128, np.uint8)
    for value in (0.0, 1.0):
        assert (refined(picture, np.full((12, 12), value, np.float32)) == value).all()


def test_an_edge_pixel_takes_the_garments_colour() -> None:
    share = np.zeros((60, 60), np.float32)
    share[20:40, 20:40] = 1
    share[20:40, 40] = 0.5
    picture = np.where(share[..., None] > 0.9, (200, 0, 0), (0, 0, 200)).astype(np.uint8)
    picture[20:40, 40] = (100, 0, 100)
    made = freed(picture, share)
    assert made.shape == (60, 60, 4) and made[30, 40, 3] in (127, 128)
    assert made[30, 40, 0] > 140 and made[30, 40, 2] < 60
    assert (made[25:35, 25:35, :3] == (200, 0, 0)).all(), "the inside stays as it was"
