"""A picture for a page is square on its own ground; a picture for a network is scaled as its recipe says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import resize
from modiste.collect.clean.normalisation import for_display, for_training

from .test_local_features import drawn


def test_a_garment_on_white_is_centred_with_its_margin() -> None:
    pixels = np.full((300, 500, 3), 250, np.uint8)
    pixels[20:120, 30:110] = (120, 20, 20)
    made = for_display(pixels, 200, margin=0.1)
    assert made.shape == (200, 200, 3)
    dark = np.argwhere(made[..., 1] < 120)
    top, left = dark.min(0)
    bottom, right = dark.max(0)
    assert abs(top - 20) <= 1
    assert abs(bottom - 179) <= 1
    assert abs(left + right - 199) <= 2
    assert (made[0, 0] == 250).all()


def test_a_photo_on_a_busy_floor_is_not_trimmed() -> None:
    pixels = drawn(0)
    made = for_display(pixels, 400)
    assert np.abs(made[:, 50:350].astype(int) - resize(pixels, 400, 300)).mean() < 6


def test_small_pictures_need_not_be_enlarged() -> None:
    made = for_display(drawn(1, 60, 80), 400, enlarge=False)
    assert made.shape == (400, 400, 3)
    assert made.reshape(-1, 3).std(axis=0).max() < made[160:240, 170:230].reshape(-1, 3).std(axis=0).max()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 3))
def test_any_picture_fits_the_square(height: int, width: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    assert for_display(pixels, 50).shape == (50, 50, 3)


def test_training_s_arithmetic_is_the_recipe_s() -> None:
    pixels = drawn(2)
    made = for_training(pixels, 24, 16, (0.5, 0.4, 0.3), (0.25, 0.5, 1.0))
    assert made.shape == (3, 24, 16)
    small = resize(pixels, 24, 16)
    assert made[1, 5, 6] == pytest.approx((small[5, 6, 1] / 255 - 0.4) / 0.5, abs=1e-5)
    assert made.dtype == np.float32
