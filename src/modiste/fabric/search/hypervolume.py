"""How much of the space below a reference point a front dominates: exact, for one to four objectives.

Knows points and volumes only. Slices along the fourth objective (HSO, While et al. 2006,
10.1109/TEVC.2005.851275), each slice a landscape of the third over a grid of the first two.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.search.dominance import non_dominated

Floats = NDArray[np.float64]


def hypervolume(objectives: Floats, reference: Floats) -> float:
    """The volume that lies between the points and the reference; rows beyond it count for nothing.

    Takes memory for n x n numbers, n the points that no other dominates.

    Args:
        objectives: (n, m), m at most 4, smaller is better.
        reference: The worst point that counts, (m,).

    Example:
        >>> hypervolume(np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([3.0, 3.0]))
        3.0
    """
    points = objectives[(objectives < reference).all(axis=1)]
    points = np.unique(points[non_dominated(points)], axis=0)
    missing = 4 - points.shape[1]
    points = np.pad(points, ((0, 0), (0, missing)))
    corner = np.concatenate((reference, np.ones(missing)))
    points = points[np.argsort(points[:, 3], kind="stable")]
    xs, column = np.unique(points[:, 0], return_inverse=True)
    ys, row = np.unique(points[:, 1], return_inverse=True)
    width, depth = np.diff(xs, append=corner[0]), np.diff(ys, append=corner[1])
    land = np.full((len(xs), len(ys)), corner[2])
    slabs = np.diff(points[:, 3], append=corner[3])
    slice_volume = total = 0.0
    for i, j, z, thickness in zip(column, row, points[:, 2], slabs, strict=True):
        # The landscape falls along both axes, so what the point lowers is bounded by its own row and column.
        across = i + np.count_nonzero(land[i:, j] > z)
        along = j + np.count_nonzero(land[i, j:] > z)
        patch = land[i:across, j:along]
        slice_volume += width[i:across] @ np.maximum(patch - z, 0.0) @ depth[j:along]
        np.minimum(patch, z, out=patch)
        total += slice_volume * thickness
    return float(total)
