"""Shapes have a mean of one, follow kin, and are drawn to all."""

import numpy as np

from modiste.trends.launches.curve import launch_shapes

FALLING, RISING = [40.0, 20.0, 10.0, 2.0], [2.0, 10.0, 20.0, 40.0]


def test_kin_draw_the_shape_to_theirs() -> None:
    sales = np.array([FALLING] * 20 + [RISING] * 20)
    alike = np.zeros((2, 40))
    alike[0, :20], alike[1, 20:] = 1.0, 1.0
    shapes = launch_shapes(alike, alike > 0, sales)
    assert np.allclose(shapes.mean(1), 1)
    assert shapes[0, 0] > 1.3 > 0.7 > shapes[1, 0]


def test_without_kin_everybody_says_the_shape() -> None:
    sales = np.array([FALLING, [4.0, 2.0, 1.0, 0.2]])
    shape = launch_shapes(np.zeros((1, 2)), np.zeros((1, 2), bool), sales)[0]
    assert np.allclose(shape, np.array(FALLING) / 18)


def test_weeks_that_are_not_over_say_nothing_and_nothing_known_is_flat() -> None:
    unknown = np.array([[5.0, np.nan], [0.0, 0.0]])
    assert launch_shapes(np.ones((1, 2)), np.ones((1, 2), bool), unknown).tolist() == [[1.0, 1.0]]
