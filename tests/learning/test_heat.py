"""Heat is a map in [0, 1], and lies where it should over its picture."""

import numpy as np
import pytest

from modiste.learning.heat import Explanation, Faithfulness, by_picture, heat_of, overlay


def test_heat_keeps_only_support_and_reaches_one():
    heat = heat_of(np.array([[-5.0, 0.0], [1.0, 2.0]], dtype=np.float32))
    assert heat.dtype == np.float32
    assert heat[0].tolist() == [0.0, 0.0]
    assert 0 < heat[1, 0] < heat[1, 1] == 1.0


def test_nothing_that_supports_gives_no_heat():
    assert not heat_of(np.full((3, 3), -1.0, dtype=np.float32)).any()


def test_a_single_hot_pixel_of_many_is_not_lost():
    spike = np.zeros((28, 28), dtype=np.float32)
    spike[3, 4] = 7.0
    assert heat_of(spike)[3, 4] == 1.0


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 1), (8, 8, 3)])
def test_an_overlay_colours_where_it_is_hot_and_greys_the_rest(shape):
    heat = np.zeros((8, 8), dtype=np.float32)
    heat[2, 5] = 1.0
    laid = overlay(np.full(shape, 100, dtype=np.uint8), heat)
    assert laid.shape == (8, 8, 3)
    assert laid.dtype == np.uint8
    assert (laid[0, 0] == 100).all()
    assert laid[2, 5, 0] > laid[2, 5, 2] + 40


def test_heat_of_another_size_is_stretched_over_the_picture():
    heat = np.zeros((2, 2), dtype=np.float32)
    heat[0, 0] = 1.0
    laid = overlay(np.zeros((20, 12), dtype=np.uint8), heat)
    assert laid.shape == (20, 12, 3)
    assert laid[0, 0].sum() > 300
    assert laid[-1, -1].sum() == 0


def test_faithfulness_says_what_the_order_is_worth():
    good = Faithfulness(deletion=0.1, insertion=0.9, random_deletion=0.4, random_insertion=0.5)
    assert good.gain == pytest.approx(0.7)
    assert (good.better_counts, Faithfulness(0.5, 0.9, 0.4, 0.5).better_counts) == (2, 1)


def test_explanations_are_grouped_by_picture_and_say_their_figures():
    zero = np.zeros((2, 2), dtype=np.float32)
    made = [Explanation("occlusion", i, 1, zero, zero, Faithfulness(0, 1, 0, 1), 0.1) for i in (4, 2, 4)]
    assert {index: len(items) for index, items in by_picture(made).items()} == {4: 2, 2: 1}
    assert made[0].to_json()["faithfulness"]["gain"] == 0
