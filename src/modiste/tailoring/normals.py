"""Which way a surface faces at its vertices.

Knows triangles; what light does with it is render's and the viewers'.
"""

import numpy as np
from numpy.typing import NDArray

UP = np.array([0.0, 1.0, 0.0])


def vertex_normals(places: NDArray[np.floating], faces: NDArray[np.integer]) -> NDArray[np.float64]:
    """(n, 3) unit normals of vertices: their faces' mean by area; upward where a vertex has no face."""
    corners = np.asarray(places, np.float64)[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return unit(summed(across, faces, len(places)), UP)


def summed(values: NDArray[np.floating], faces: NDArray[np.integer], count: int) -> NDArray[np.float64]:
    """(count, 3) the sum of the faces' values, (m, 3), at each vertex."""
    flat, three = faces.ravel(), np.repeat(values, 3, axis=0)
    return np.stack([np.bincount(flat, three[:, k], minlength=count) for k in range(3)], axis=1)


def unit(values: NDArray[np.floating], instead: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n, 3) of length one; `instead` where there is no direction."""
    length = np.linalg.norm(values, axis=1, keepdims=True)
    return np.where(length > 1e-12, values / np.where(length > 1e-12, length, 1), instead)
