"""Where cloth touches cloth: vertices near faces that are not their own, and on which side.

Knows distances between parts of one mesh; the push between them is `solver`'s. A vertex keeps to the side it
was seen on, so that folds do not pass through each other. Metres.
"""

import numba
import numpy as np

from modiste.tailoring.drape.field import nearest_on_triangle

GAP = 0.003
"""Two layers of cloth rest this far apart."""
SIGHT = 0.008
"""From here on they are watched."""


@numba.njit(cache=True, nogil=True)
def normal_of(places, a, b, c, normal):  # type: ignore[no-untyped-def]
    """Twice a face's area along its normal, into `normal`."""
    ux, uy, uz = places[b, 0] - places[a, 0], places[b, 1] - places[a, 1], places[b, 2] - places[a, 2]
    vx, vy, vz = places[c, 0] - places[a, 0], places[c, 1] - places[a, 1], places[c, 2] - places[a, 2]
    normal[0], normal[1], normal[2] = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx


@numba.njit(cache=True, nogil=True)
def touches(  # type: ignore[no-untyped-def]
    places, faces, rows, columns, cell, head, following, corners, weights, side
):
    """Fill the pairs of a vertex and a face within sight of each other; returns how many there are.

    Args:
        places: (n, 3) positions.
        faces: (m, 3) corners.
        rows: Where each vertex's neighbours begin in `columns`.
        columns: The neighbours, whose faces do not count.
        cell: The spacing of the search grid: no face reaches farther from its centre.
        head: (cells,) int32 to work in.
        following: (m,) int32 to work in.
        corners: (most, 4) int32 to fill: the vertex, then the face's corners.
        weights: (most, 4) to fill: 1, then minus the corners' shares of the nearest place.
        side: (most,) to fill: 1 where the vertex is outside, -1 where it is inside.
    """
    low = np.array([places[:, 0].min(), places[:, 1].min(), places[:, 2].min()])
    nx = int((places[:, 0].max() - low[0]) / cell) + 1
    ny = int((places[:, 1].max() - low[1]) / cell) + 1
    nz = int((places[:, 2].max() - low[2]) / cell) + 1
    if nx * ny * nz > head.shape[0]:
        return 0
    head[: nx * ny * nz] = -1
    for f in range(faces.shape[0]):
        key = 0
        for i in range(3):
            middle = (places[faces[f, 0], i] + places[faces[f, 1], i] + places[faces[f, 2], i]) / 3
            key = key * (nx, ny, nz)[i] + int((middle - low[i]) / cell)
        following[f] = head[key]
        head[key] = f
    found = 0
    normal = np.empty(3)
    for v in range(places.shape[0]):
        px, py, pz = places[v, 0], places[v, 1], places[v, 2]
        i0, j0, k0 = int((px - low[0]) / cell), int((py - low[1]) / cell), int((pz - low[2]) / cell)
        for i in range(max(0, i0 - 1), min(nx, i0 + 2)):
            for j in range(max(0, j0 - 1), min(ny, j0 + 2)):
                for k in range(max(0, k0 - 1), min(nz, k0 + 2)):
                    f = head[(i * ny + j) * nz + k]
                    while f >= 0:
                        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
                        f = following[f]
                        dx, dy, dz = places[a, 0] - px, places[a, 1] - py, places[a, 2] - pz
                        if dx * dx + dy * dy + dz * dz > cell * cell:
                            continue
                        own = False
                        for e in range(rows[v], rows[v + 1]):
                            near = columns[e]
                            if near == a or near == b or near == c:
                                own = True
                                break
                        if own:
                            continue
                        s, t, r, _ = nearest_on_triangle(
                            px,
                            py,
                            pz,
                            places[a, 0],
                            places[a, 1],
                            places[a, 2],
                            places[b, 0],
                            places[b, 1],
                            places[b, 2],
                            places[c, 0],
                            places[c, 1],
                            places[c, 2],
                        )
                        dx = px - (s * places[a, 0] + t * places[b, 0] + r * places[c, 0])
                        dy = py - (s * places[a, 1] + t * places[b, 1] + r * places[c, 1])
                        dz = pz - (s * places[a, 2] + t * places[b, 2] + r * places[c, 2])
                        if dx * dx + dy * dy + dz * dz > SIGHT * SIGHT or found == corners.shape[0]:
                            continue
                        normal_of(places, a, b, c, normal)
                        corners[found, 0], corners[found, 1] = v, a
                        corners[found, 2], corners[found, 3] = b, c
                        weights[found, 0], weights[found, 1] = 1.0, -s
                        weights[found, 2], weights[found, 3] = -t, -r
                        side[found] = 1.0 if dx * normal[0] + dy * normal[1] + dz * normal[2] >= 0 else -1.0
                        found += 1
    return found
