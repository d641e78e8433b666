"""A camera sees all it is given, upright, from where it was asked."""

import numpy as np
import pytest

from modiste.tailoring.render.view import VIEWS, camera


@pytest.mark.parametrize("azimuth", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_everything_is_in_the_picture(azimuth: float, aspect: float) -> None:
    places = np.random.default_rng(0).uniform([-0.6, 0, -0.3], [0.6, 1.8, 0.3], (200, 3))
    eye = camera(places, azimuth, aspect)
    seen = (places - eye.eye) @ eye.axes.T
    far = -seen[:, 2]
    assert far.min() > 0.5
    assert np.abs(seen[:, 1] / far * eye.scale).max() < 0.5
    assert np.abs(seen[:, 0] / far * eye.scale).max() < 0.5 * aspect
    assert np.allclose(eye.axes @ eye.axes.T, np.eye(3))


def test_from_the_left_the_wearers_left_is_near() -> None:
    places = np.array([[0.5, 1.0, 0.0], [-0.5, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
    eye = camera(places, VIEWS["left"], 1.0)
    far = -((places - eye.eye) @ eye.axes.T)[:, 2]
    assert far[0] < far[1]
