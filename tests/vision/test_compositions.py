"""Compositions: drawn anew from their number, with a mask that is exactly known."""

import numpy as np
import pytest

from modiste.vision.compositions import Compositions, framed, laid, spoiled


@pytest.fixture
def garment() -> np.ndarray:
    made = np.zeros((60, 50, 4), np.uint8)
    made[10:50, 10:40] = (180, 180, 180, 255)
    return made


def of(garment: np.ndarray, **more: object) -> Compositions:
    return Compositions([garment], (), 40, 64, 7, **more)  # type: ignore[arg-type]


def test_a_picture_follows_from_its_number(garment: np.ndarray) -> None:
    made = of(garment)
    numbers = np.array([3, 11])
    pictures, masks = made.take(numbers), made.masks(numbers)
    assert pictures.shape == (2, 3, 64, 64) and pictures.dtype == np.uint8
    assert masks.shape == (2, 64, 64) and masks.max() == 255
    again = of(garment)
    assert (again.masks(numbers) == masks).all(), "a mask may be asked for before its picture"
    assert (again.take(numbers) == pictures).all()
    assert (
        len(made) == 40 and made.labels == ("ground", "garment") and made.targets.tolist() == list(range(40))
    )


def test_the_hash_follows_everything_that_is_drawn_from(garment: np.ndarray) -> None:
    other = garment.copy()
    other[0, 0] = 1
    hashes = {
        of(garment).hash,
        of(other).hash,
        of(garment, photos=[garment]).hash,
        of(garment, share=0.1).hash,
    }
    assert len(hashes) == 4 and of(garment).hash in hashes


def test_masks_cover_some_and_differ(garment: np.ndarray) -> None:
    masks = of(garment).masks(np.arange(40)) > 127
    covered = masks.mean((1, 2))
    assert covered.min() > 0.01 and covered.max() < 1 and covered.std() > 0.05


def test_the_garment_is_where_its_mask_says(garment: np.ndarray) -> None:
    for seed in range(12):
        picture, mask = laid(garment, (), np.random.default_rng(seed), 64)
        assert picture.shape == (64, 64, 3) and mask.shape == (64, 64)
        assert (mask > 127).any()


def test_a_photograph_is_shown_with_its_own_mask() -> None:
    photo = np.zeros((40, 30, 4), np.uint8)
    photo[:, :15] = (10, 200, 30, 255)
    photo[:, 15:, :3] = 90
    for seed in range(8):
        picture, mask = framed(photo, np.random.default_rng(seed), 32)
        assert (picture[mask > 250][:, 1] > 190).all()
        assert np.abs(picture[mask < 5] - 90).max() < 6, "what lies beside the garment is still there"


def test_a_spoiled_picture_is_still_one(garment: np.ndarray) -> None:
    plain = np.full((32, 32, 3), 120.0)
    made = [spoiled(plain, np.random.default_rng(seed)) for seed in range(10)]
    assert all(each.shape == (32, 32, 3) and each.dtype == np.uint8 for each in made)
    assert np.std([each.mean() for each in made]) > 5
