"""Textures by chance: their shape and range, and that a seed gives one again."""

import numpy as np

from modiste.vision.textures import clouds, colour, repeated, texture


def test_a_texture_is_a_picture_and_follows_from_its_seed() -> None:
    for seed in range(20):
        made = texture(np.random.default_rng(seed), (40, 60))
        assert made.shape == (40, 60, 3) and made.min() >= 0 and made.max() <= 255
        assert (made == texture(np.random.default_rng(seed), (40, 60))).all()


def test_textures_differ() -> None:
    means = [texture(np.random.default_rng(seed), (32, 32)).mean((0, 1)) for seed in range(60)]
    assert np.std(means, 0).min() > 30


def test_clouds_are_centred() -> None:
    made = clouds(np.random.default_rng(0), (64, 64))
    assert abs(made.mean()) < 1e-3 and abs(made.std() - 1) < 1e-2


def test_a_piece_is_repeated_in_mirror_images() -> None:
    piece = np.zeros((10, 10, 3), np.uint8)
    piece[:, :5] = 250
    made = repeated(piece, np.random.default_rng(1), (50, 50))
    assert made.shape == (50, 50, 3) and 60 < made.mean() < 190


def test_colours_are_those_of_a_screen() -> None:
    made = np.array([colour(np.random.default_rng(seed)) for seed in range(200)])
    assert made.min() >= 0 and made.max() <= 255 and made.std() > 50
