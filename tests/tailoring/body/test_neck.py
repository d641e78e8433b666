"""A neck's column is as wide as the ring where its girth is taken, and stands on it."""

import numpy as np
import pytest

from modiste import tailoring
from modiste.tailoring.body.figure import LIMBS
from modiste.tailoring.body.neck import neck_of


@pytest.mark.parametrize("people", ["women", "men"])
def test_the_ring_lies_on_its_own_column_and_plane(people: str) -> None:
    figure = tailoring.average_figure(people)
    ring = tailoring.tape_lines(figure)["neck"]
    off, far, width, over = neck_of(figure).seen(ring)
    np.testing.assert_allclose(far, width, atol=1e-9)
    np.testing.assert_allclose(np.hypot(*off.T), far)
    assert np.abs(over).max() < 0.004
    assert neck_of(figure).top == ring[:, 1].max()


def test_a_chin_juts_out_above_it_and_shoulders_lie_below() -> None:
    figure = tailoring.average_figure("men", "down")
    _, far, width, over = neck_of(figure).seen(figure.vertices.astype(np.float64))
    head = figure.limb == LIMBS.index("head")
    beyond = (over > 0) & (far > width + 0.01)
    assert beyond[head].any() and not beyond[~head].any()
