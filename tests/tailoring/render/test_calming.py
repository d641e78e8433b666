"""Noise goes within a thing and stays out at its edge."""

import numpy as np

from modiste.tailoring.render.calming import filtered


def test_noise_is_smoothed_and_an_edge_of_the_surface_is_kept() -> None:
    chance = np.random.default_rng(1)
    values = np.zeros((24, 24, 5), np.float32)
    values[:, :12, 0], values[:, 12:, 0] = 0.2, 0.8
    values[:, :12, 3], values[:, 12:, 1] = 1.0, 1.0  # the two halves face apart
    noisy = values.copy()
    noisy[..., 0] += chance.normal(0, 0.1, (24, 24))
    made = filtered(noisy, np.ones((24, 24), bool), 1, 1, 0.1)
    error = np.abs(made - values)[..., 0]
    assert error.mean() < 0.6 * np.abs(noisy - values)[..., 0].mean()
    assert made[:, 12, 0].mean() - made[:, 11, 0].mean() > 0.5


def test_what_is_not_there_is_left_alone() -> None:
    values = np.ones((6, 6, 5), np.float32)
    there = np.zeros((6, 6), bool)
    np.testing.assert_array_equal(filtered(values, there, 1, 1, 0.1), values)
