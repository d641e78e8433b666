"""A mannequin has a neck that is round and cut level, and under a hood a head without a face."""

import numpy as np
import pytest

from modiste import tailoring
from modiste.tailoring.render.mannequin import mannequin


@pytest.mark.parametrize("people", ["women", "men"])
def test_the_neck_is_cut_level_and_nothing_stands_above_it(people: str) -> None:
    figure = tailoring.average_figure(people)
    made, out = mannequin(figure, 1.3)
    neck = tailoring.tape_lines(figure)["neck"]
    assert neck[:, 1].max() < made[:, 1].max() < neck[:, 1].max() + 0.05
    top = made[made[:, 1] == made[:, 1].max()]
    # No wider than the neck itself: the jaw is gone.
    across = np.ptp(top[:, [0, 2]], axis=0)
    assert (across <= np.ptp(neck[:, [0, 2]], axis=0) + 0.002).all()
    np.testing.assert_allclose(np.linalg.norm(out, axis=1), 1, atol=1e-6)


def test_under_a_hood_there_is_a_plain_head() -> None:
    figure = tailoring.average_figure("women")
    made, out = mannequin(figure, figure.vertices[:, 1].max())
    neck = tailoring.tape_lines(figure)["neck"][:, 1].max()
    head = made[made[:, 1] > neck + 0.08]
    assert np.ptp(head[:, 1]) > 0.1
    # Left and right alike, and without a nose: the front is as smooth as the back.
    middle = (head.min(0) + head.max(0)) / 2
    half = np.ptp(made[made[:, 1] > neck + 0.05], axis=0) / 2
    assert half[0] < figure.vertices[figure.vertices[:, 1] > neck + 0.08][:, 0].max()
    assert ((out[made[:, 1] > neck + 0.08] * (head - middle)).sum(1) > 0).all()


def test_the_body_below_stays_as_it_is() -> None:
    figure = tailoring.average_figure("men")
    made, _ = mannequin(figure, 1.3)
    below = figure.vertices[:, 1] < 1.3
    np.testing.assert_array_equal(made[below], figure.vertices[below].astype(np.float64))
