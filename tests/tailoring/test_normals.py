"""Normals by area, and upward for what has no face."""

import numpy as np

from modiste.tailoring.normals import vertex_normals


def test_a_corner_faces_the_mean_of_its_faces_by_area_and_a_lonely_vertex_up() -> None:
    places = np.array([[0, 0, 0], [2, 0, 0], [0, 1, 0], [0, 0, 1], [5, 5, 5]], float)
    found = vertex_normals(places, np.array([[0, 1, 2], [0, 2, 3]]))
    np.testing.assert_allclose(found[1], [0, 0, 1])
    np.testing.assert_allclose(found[3], [1, 0, 0])
    np.testing.assert_allclose(found[0], np.array([1, 0, 2]) / 5**0.5)
    assert found[4].tolist() == [0, 1, 0]
