"""How far every place is from a body's skin: a signed distance on a grid, and exactly.

Knows closed triangle meshes; negative is inside. Metres. The sign is that of the angle-weighted normal of the
nearest feature (Baerentzen and Aanaes 2005), which is right for edges and corners, too.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.spatial import cKDTree

from modiste.tailoring.body.figure import Figure

Points = NDArray[np.float64]

CELL = 0.0075
BAND = 0.022
"""How far from the skin the grid is exact; beyond, it is the way to there and more."""
MARGIN = 0.12
_STRIDE = 2
"""Beyond the band every second grid point is enough: cloth comes there only on its way."""


@dataclass(frozen=True, eq=False)
class Field:
    """A signed distance on a regular grid.

    Attributes:
        origin: (3,) the first grid point.
        cell: The spacing.
        values: (x, y, z) float32.
    """

    origin: Points
    cell: float
    values: NDArray[np.float32]


def distance_field(figure: Figure, cell: float = CELL) -> Field:
    """The signed distance around a figure, out to a hand's width."""
    vertices = np.ascontiguousarray(figure.vertices, np.float64)
    faces = np.ascontiguousarray(figure.faces, np.int32)
    origin = np.floor((vertices.min(0) - MARGIN) / cell) * cell
    shape = np.ceil((vertices.max(0) + MARGIN - origin) / cell).astype(np.int64) + 1
    distance = np.full(shape, np.inf)
    sign = np.ones(shape, np.int8)
    _spread(vertices, faces, *_normals(vertices, faces), origin, cell, BAND, distance, sign)
    values = np.asarray(distance * sign, np.float32)
    coarse = distance[::_STRIDE, ::_STRIDE, ::_STRIDE]
    far, place = distance_transform_edt(coarse > BAND, sampling=_STRIDE * cell, return_indices=True)
    known, sides = coarse[tuple(place)], sign[::_STRIDE, ::_STRIDE, ::_STRIDE][tuple(place)]
    _fill(values, np.asarray((known + far) * sides, np.float32), float(_STRIDE))
    return Field(origin, cell, np.ascontiguousarray(values, np.float32))


_NEAR_FACES = 24


def skin_distances(figure: Figure, places: Points) -> tuple[Points, Points]:
    """The exact signed distance at (n, 3) places near the skin, and the (n, 3) unit ways out of the body."""
    vertices = np.ascontiguousarray(figure.vertices, np.float64)
    faces = np.ascontiguousarray(figure.faces, np.int32)
    near = cKDTree(vertices[faces].mean(axis=1)).query(places, _NEAR_FACES)[1].astype(np.int32)
    found, ways = np.full(len(places), np.inf), np.zeros((len(places), 3))
    _exact(np.ascontiguousarray(places), vertices, faces, *_normals(vertices, faces), near, found, ways)
    return found, ways


def _normals(vertices: Points, faces: NDArray[np.int32]) -> tuple[Points, Points, Points]:
    """Angle-weighted normals: (n, 3) of corners, (m, 3, 3) of edges opposite corners, (m, 3) of faces."""
    places = vertices[faces]
    planes = np.cross(places[:, 1] - places[:, 0], places[:, 2] - places[:, 0])
    planes /= np.maximum(np.linalg.norm(planes, axis=1, keepdims=True), 1e-30)
    corners = np.zeros_like(vertices)
    for k in range(3):
        one, other = places[:, (k + 1) % 3] - places[:, k], places[:, (k + 2) % 3] - places[:, k]
        cosine = (one * other).sum(1) / np.maximum(
            np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1), 1e-30
        )
        np.add.at(corners, faces[:, k], np.arccos(np.clip(cosine, -1, 1))[:, None] * planes)
    ends = np.stack([faces[:, [1, 2]], faces[:, [2, 0]], faces[:, [0, 1]]], axis=1).reshape(-1, 2)
    keys = ends.min(axis=1).astype(np.int64) * len(vertices) + ends.max(axis=1)
    names = np.unique(keys, return_inverse=True)[1]
    sums = np.zeros((names.max() + 1, 3))
    np.add.at(sums, names, np.repeat(planes, 3, axis=0))
    return corners, sums[names].reshape(-1, 3, 3), planes


@numba.njit(cache=True, nogil=True)
def nearest_on_triangle(px, py, pz, ax, ay, az, bx, by, bz, cx, cy, cz):  # type: ignore[no-untyped-def]
    """The shares of a triangle's corners at its place nearest to p, and the feature that it lies on.

    Features: 0 to 2 the corners, 3 to 5 the edges opposite them, 6 the inside. Scalars, because small arrays
    cost more than the arithmetic. Ericson, Real-Time Collision Detection (2005), 5.1.5.
    """
    abx, aby, abz = bx - ax, by - ay, bz - az
    acx, acy, acz = cx - ax, cy - ay, cz - az
    apx, apy, apz = px - ax, py - ay, pz - az
    d1 = abx * apx + aby * apy + abz * apz
    d2 = acx * apx + acy * apy + acz * apz
    if d1 <= 0.0 and d2 <= 0.0:
        return 1.0, 0.0, 0.0, 0
    bpx, bpy, bpz = px - bx, py - by, pz - bz
    d3 = abx * bpx + aby * bpy + abz * bpz
    d4 = acx * bpx + acy * bpy + acz * bpz
    if d3 >= 0.0 and d4 <= d3:
        return 0.0, 1.0, 0.0, 1
    vc = d1 * d4 - d3 * d2
    if vc <= 0.0 and d1 >= 0.0 and d3 <= 0.0:
        v = d1 / (d1 - d3)
        return 1.0 - v, v, 0.0, 5
    cpx, cpy, cpz = px - cx, py - cy, pz - cz
    d5 = abx * cpx + aby * cpy + abz * cpz
    d6 = acx * cpx + acy * cpy + acz * cpz
    if d6 >= 0.0 and d5 <= d6:
        return 0.0, 0.0, 1.0, 2
    vb = d5 * d2 - d1 * d6
    if vb <= 0.0 and d2 >= 0.0 and d6 <= 0.0:
        w = d2 / (d2 - d6)
        return 1.0 - w, 0.0, w, 4
    va = d3 * d6 - d5 * d4
    if va <= 0.0 and d4 - d3 >= 0.0 and d5 - d6 >= 0.0:
        w = (d4 - d3) / ((d4 - d3) + (d5 - d6))
        return 0.0, 1.0 - w, w, 3
    scale = 1.0 / (va + vb + vc)
    v, w = vb * scale, vc * scale
    return 1.0 - v - w, v, w, 6


@numba.njit(cache=True, nogil=True)
def _spread(  # type: ignore[no-untyped-def]
    vertices, faces, corners, edges, planes, origin, cell, band, distance, sign
):
    """Each triangle writes its distance into the grid points around it."""
    nx, ny, nz = distance.shape
    low = np.empty(3)
    high = np.empty(3)
    middle = np.empty(3)
    normal = np.empty(3)
    for f in range(faces.shape[0]):
        a, b, c = vertices[faces[f, 0]], vertices[faces[f, 1]], vertices[faces[f, 2]]
        radius = 0.0
        for k in range(3):
            low[k] = min(a[k], b[k], c[k]) - band
            high[k] = max(a[k], b[k], c[k]) + band
            middle[k] = (a[k] + b[k] + c[k]) / 3
        for corner in (a, b, c):
            square = (
                (corner[0] - middle[0]) ** 2 + (corner[1] - middle[1]) ** 2 + (corner[2] - middle[2]) ** 2
            )
            radius = max(radius, np.sqrt(square))
        i0, i1 = (
            max(0, int(np.ceil((low[0] - origin[0]) / cell))),
            min(nx - 1, int((high[0] - origin[0]) / cell)),
        )
        j0, j1 = (
            max(0, int(np.ceil((low[1] - origin[1]) / cell))),
            min(ny - 1, int((high[1] - origin[1]) / cell)),
        )
        k0, k1 = (
            max(0, int(np.ceil((low[2] - origin[2]) / cell))),
            min(nz - 1, int((high[2] - origin[2]) / cell)),
        )
        for i in range(i0, i1 + 1):
            px = origin[0] + i * cell
            for j in range(j0, j1 + 1):
                py = origin[1] + j * cell
                for k in range(k0, k1 + 1):
                    pz = origin[2] + k * cell
                    reach = distance[i, j, k] + radius
                    if (px - middle[0]) ** 2 + (py - middle[1]) ** 2 + (pz - middle[2]) ** 2 >= reach * reach:
                        continue  # no place of this triangle is nearer than one that is known
                    u, v, w, feature = nearest_on_triangle(
                        px, py, pz, a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]
                    )
                    dx = px - (u * a[0] + v * b[0] + w * c[0])
                    dy = py - (u * a[1] + v * b[1] + w * c[1])
                    dz = pz - (u * a[2] + v * b[2] + w * c[2])
                    far = np.sqrt(dx * dx + dy * dy + dz * dz)
                    if far >= distance[i, j, k]:
                        continue
                    distance[i, j, k] = far
                    if feature == 6:
                        normal[:] = planes[f]
                    elif feature < 3:
                        normal[:] = corners[faces[f, feature]]
                    else:
                        normal[:] = edges[f, feature - 3]
                    side = dx * normal[0] + dy * normal[1] + dz * normal[2]
                    sign[i, j, k] = 1 if side >= 0.0 else -1


@numba.njit(cache=True, nogil=True)
def _exact(  # type: ignore[no-untyped-def]
    places, vertices, faces, corners, edges, planes, near, found, ways
):
    """The nearest of some faces to each place, its sign, and the way out."""
    for n in range(places.shape[0]):
        for f in near[n]:
            a, b, c = vertices[faces[f, 0]], vertices[faces[f, 1]], vertices[faces[f, 2]]
            u, v, w, feature = nearest_on_triangle(
                places[n, 0], places[n, 1], places[n, 2], a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]
            )
            square = side = 0.0
            for i in range(3):
                away = places[n, i] - (u * a[i] + v * b[i] + w * c[i])
                square += away * away
            if square >= found[n] * found[n]:
                continue
            long = 0.0
            for i in range(3):
                if feature == 6:
                    normal = planes[f, i]
                elif feature < 3:
                    normal = corners[faces[f, feature], i]
                else:
                    normal = edges[f, feature - 3, i]
                side += (places[n, i] - (u * a[i] + v * b[i] + w * c[i])) * normal
                ways[n, i] = normal
                long += normal * normal
            long = np.sqrt(long) + 1e-12
            for i in range(3):
                ways[n, i] /= long
            found[n] = np.sqrt(square) if side >= 0.0 else -np.sqrt(square)


@numba.njit(cache=True, nogil=True)
def sample(values, ox, oy, oz, cell, x, y, z):  # type: ignore[no-untyped-def]
    """The distance at a place and its gradient, trilinear; beyond the grid, that of its border."""
    nx, ny, nz = values.shape
    gx = min(max((x - ox) / cell, 0.0), nx - 1.001)
    gy = min(max((y - oy) / cell, 0.0), ny - 1.001)
    gz = min(max((z - oz) / cell, 0.0), nz - 1.001)
    i, j, k = int(gx), int(gy), int(gz)
    fx, fy, fz = gx - i, gy - j, gz - k
    v000, v001 = values[i, j, k], values[i, j, k + 1]
    v010, v011 = values[i, j + 1, k], values[i, j + 1, k + 1]
    v100, v101 = values[i + 1, j, k], values[i + 1, j, k + 1]
    v110, v111 = values[i + 1, j + 1, k], values[i + 1, j + 1, k + 1]
    v00, v01 = v000 + fz * (v001 - v000), v010 + fz * (v011 - v010)
    v10, v11 = v100 + fz * (v101 - v100), v110 + fz * (v111 - v110)
    v0, v1 = v00 + fy * (v01 - v00), v10 + fy * (v11 - v10)
    slope_x = (v1 - v0) / cell
    slope_y = ((1 - fx) * (v01 - v00) + fx * (v11 - v10)) / cell
    low = (1 - fx) * ((1 - fy) * v000 + fy * v010) + fx * ((1 - fy) * v100 + fy * v110)
    high = (1 - fx) * ((1 - fy) * v001 + fy * v011) + fx * ((1 - fy) * v101 + fy * v111)
    slope_z = (high - low) / cell
    return v0 + fx * (v1 - v0), slope_x, slope_y, slope_z


@numba.njit(cache=True, nogil=True)
def _fill(values, coarse, stride):  # type: ignore[no-untyped-def]
    """Grid points beyond the band take what a coarser grid knows."""
    nx, ny, nz = values.shape
    for i in range(nx):
        for j in range(ny):
            for k in range(nz):
                if np.isinf(values[i, j, k]):
                    values[i, j, k] = sample(coarse, 0.0, 0.0, 0.0, stride, float(i), float(j), float(k))[0]


@numba.njit(cache=True, nogil=True)
def _sampled(values, origin, cell, places):  # type: ignore[no-untyped-def]
    found = np.empty(len(places))
    slopes = np.empty((len(places), 3))
    for n in range(len(places)):
        found[n], slopes[n, 0], slopes[n, 1], slopes[n, 2] = sample(
            values, origin[0], origin[1], origin[2], cell, places[n, 0], places[n, 1], places[n, 2]
        )
    return found, slopes


def distances(field: Field, places: Points) -> tuple[Points, Points]:
    """The signed distance at (n, 3) places and its (n, 3) gradients."""
    found, slopes = _sampled(field.values, field.origin, field.cell, np.ascontiguousarray(places, np.float64))
    return found, slopes
