"""Two layers of cloth: who is near whom, on which side, and that they do not pass through each other."""

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.drape.touching import GAP, SIGHT, normal_of, touches

Points = NDArray[np.float64]


def sheets(apart: float) -> tuple[Points, NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """A large triangle and a vertex of another above the middle of it; neither is the other's neighbour."""
    low = np.array([[0, 0, 0], [0.03, 0, 0], [0, 0, 0.03]], float)
    high = np.array([[0.01, apart, 0.01], [0.01, apart + 0.05, 0.01], [0.02, apart + 0.05, 0.01]], float)
    faces = np.array([[0, 1, 2], [3, 4, 5]], np.int32)
    rows = np.array([0, 3, 6, 9, 12, 15, 18], np.int32)
    columns = np.array([0, 1, 2] * 3 + [3, 4, 5] * 3, np.int32)
    return np.vstack([low, high]), faces, rows, columns


def near(apart: float) -> list[tuple[list[int], float, float]]:
    places, faces, rows, columns = sheets(apart)
    corners, weights, side = np.empty((20, 4), np.int32), np.empty((20, 4)), np.empty(20)
    head, following = np.empty(1000, np.int32), np.empty(2, np.int32)
    found = touches(places, faces, rows, columns, 0.06, head, following, corners, weights, side)
    return [(corners[k].tolist(), float(side[k]), float(weights[k].sum())) for k in range(found)]


def test_a_vertex_within_sight_is_found_with_its_side_and_weights() -> None:
    (above,) = near(0.5 * SIGHT)
    assert above[0] == [3, 0, 1, 2]
    assert abs(above[2]) < 1e-12, "a vertex and its place on the face weigh the same"
    (below,) = near(-0.5 * SIGHT)
    assert below[1] == -above[1]


def test_what_is_out_of_sight_is_left_alone() -> None:
    assert near(1.5 * SIGHT) == []
    assert GAP < SIGHT


def test_a_normal_is_twice_the_area() -> None:
    places, faces, _, _ = sheets(1.0)
    normal = np.empty(3)
    normal_of(places, *faces[0], normal)
    assert np.allclose(normal, np.cross(places[1] - places[0], places[2] - places[0]))
