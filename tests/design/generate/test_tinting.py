"""Grey concepts in the colours of a palette."""

import numpy as np

from modiste.design import tinted


def test_ground_is_white_and_bright_cloth_is_the_colour():
    grey = np.array([0, 128, 255], np.uint8).reshape(1, 1, 3, 1).repeat(2, 0)
    found = tinted(grey, [(170, 51, 85), (0, 0, 255)])
    assert found.shape == (2, 1, 3, 3)
    assert found[0, 0, 0].tolist() == [255, 255, 255]
    assert found[0, 0, 2].tolist() == [170, 51, 85]
    assert found[1, 0, 2].tolist() == [0, 0, 255]
    assert found[0, 0, 1].max() < 170
