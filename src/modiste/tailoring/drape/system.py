"""The cloth's mechanics as one sparse linear system: energies, their forces, their stiffness.

Knows stretch, shear and bending of a meshed pattern and solves for the next step of implicit Euler; what the
cloth touches comes in as forces and stiffness on single vertices. Newtons, metres, kilograms, seconds.

Stretch and shear are Baraff and Witkin's (Large steps in cloth simulation, SIGGRAPH 1998) with the stiffness
made positive (Choi and Ko 2002); bending is the quadratic one of Bergou et al. (SGP 2006), whose matrix is
constant.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from modiste.tailoring.drape.cloth import Cloth
from modiste.tailoring.drape.fabrics import Drapery

Points = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class System:
    """What stays the same while one mesh is draped.

    Attributes:
        faces: (m, 3) the cloth's faces.
        slopes: (m, 2, 3), how the deformed weft and warp directions depend on the corners, 1/m.
        area: (m,) rest areas, m2.
        mass: (n,) kg.
        share: (n,) the area around each vertex, m2.
        stiff: weft, warp and shear stiffness, N/m.
        rows, columns: The pattern of the sparse matrix of 3 x 3 blocks.
        base: (blocks,) bending, a multiple of the identity in each block, N/m.
        slots: (m, 9) where each pair of a face's corners lies among the blocks.
        diagonal: (n,) where each vertex's own block lies.
    """

    faces: Indices
    slopes: Points
    area: Points
    mass: Points
    share: Points
    stiff: Points
    rows: Indices
    columns: Indices
    base: Points
    slots: Indices
    diagonal: Indices


def system(cloth: Cloth, fabric: Drapery) -> System:
    """The mechanics of a cloth of this fabric."""
    slopes, area = _slopes(cloth)
    share = np.bincount(cloth.faces.ravel(), np.repeat(area / 3, 3), minlength=cloth.count).astype(np.float64)
    stencils, weights, strength = _bending(cloth, area)
    corners = [cloth.faces[:, [i, j]] for i in range(3) for j in range(3)]
    bends = [stencils[:, [i, j]] for i in range(4) for j in range(4)]
    values = [strength * weights[:, i] * weights[:, j] * fabric.bending for i in range(4) for j in range(4)]
    pairs = np.concatenate([*corners, *bends])
    amount = np.concatenate([np.zeros(9 * len(cloth.faces)), *values])
    matrix = coo_array((amount, (pairs[:, 0], pairs[:, 1])), shape=(cloth.count, cloth.count)).tocsr()
    matrix.sort_indices()
    rows, columns = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    keys = np.repeat(np.arange(cloth.count, dtype=np.int64), np.diff(rows)) * cloth.count + columns
    places = np.stack(
        [np.searchsorted(keys, p[:, 0].astype(np.int64) * cloth.count + p[:, 1]) for p in corners]
    )
    own = np.searchsorted(keys, np.arange(cloth.count, dtype=np.int64) * (cloth.count + 1))
    return System(
        faces=cloth.faces,
        slopes=slopes,
        area=area,
        mass=share * fabric.weight / 1000,
        share=share,
        stiff=np.array([fabric.weft, fabric.warp, fabric.shear]),
        rows=rows,
        columns=columns,
        base=matrix.data.astype(np.float64),
        slots=np.ascontiguousarray(places.T, np.int32),
        diagonal=own.astype(np.int32),
    )


def _slopes(cloth: Cloth) -> tuple[Points, Points]:
    """Weft and warp gradients of the corners' weights, and areas, in each panel's own grain."""
    flat = cloth.flat.copy()
    for number, panel in enumerate(cloth.panels):
        (ax, ay), (bx, by) = panel.grain
        long = np.hypot(bx - ax, by - ay)
        cosine, sine = (by - ay) / long, (bx - ax) / long
        here = cloth.panel == number
        flat[here] = flat[here] @ np.array([[cosine, sine], [-sine, cosine]])
    one, other = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    twice = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    weft = np.stack([one[:, 1] - other[:, 1], other[:, 1], -one[:, 1]], axis=1) / twice[:, None]
    warp = np.stack([other[:, 0] - one[:, 0], -other[:, 0], one[:, 0]], axis=1) / twice[:, None]
    return np.ascontiguousarray(np.stack([weft, warp], axis=1)), twice / 2


def _bending(cloth: Cloth, area: Points) -> tuple[Indices, Points, Points]:
    """Each inner edge's four vertices, weights and strength, 3 / area (Bergou et al. 2006, eq. 5)."""
    faces = cloth.faces
    ends = np.stack([faces[:, [1, 2]], faces[:, [2, 0]], faces[:, [0, 1]]], axis=1).reshape(-1, 2)
    key = np.sort(ends, axis=1)
    order = np.lexsort((key[:, 1], key[:, 0]))
    same = (key[order[1:]] == key[order[:-1]]).all(axis=1)
    one, other = order[:-1][same], order[1:][same]
    cotangents = _cotangents(cloth.flat)
    face, corner = one // 3, one % 3
    twin, far = other // 3, other % 3
    start, stop = faces[face, (corner + 1) % 3], faces[face, (corner + 2) % 3]
    flipped = faces[twin, (far + 1) % 3] == start  # two faces that a seam turned against each other
    c01, c02 = cotangents[face, (corner + 1) % 3], cotangents[face, (corner + 2) % 3]
    near_stop, near_start = cotangents[twin, (far + 1) % 3], cotangents[twin, (far + 2) % 3]
    c03, c04 = np.where(flipped, near_stop, near_start), np.where(flipped, near_start, near_stop)
    weights = np.column_stack([c02 + c04, c01 + c03, -c01 - c02, -c03 - c04])
    stencils = np.column_stack([start, stop, faces[face, corner], faces[twin, far]])
    return stencils.astype(np.int32), weights, 3 / (area[face] + area[twin])


def _cotangents(flat: Points) -> Points:
    """(m, 3) cotangents of the rest angles."""
    found = np.empty(flat.shape[:2])
    for k in range(3):
        one, other = flat[:, (k + 1) % 3] - flat[:, k], flat[:, (k + 2) % 3] - flat[:, k]
        found[:, k] = (one * other).sum(1) / (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
    return found


@numba.njit(cache=True, nogil=True)
def assembled(  # type: ignore[no-untyped-def]
    places, faces, slopes, area, stiff, rows, columns, base, slots, blocks, forces
):
    """Fill the stiffness blocks and the inner forces at these places; returns the energy in joules."""
    energy = 0.0
    for e in range(base.shape[0]):
        value = base[e]
        for i in range(3):
            for j in range(3):
                blocks[e, i, j] = value if i == j else 0.0
    for row in range(rows.shape[0] - 1):
        fx = fy = fz = 0.0
        for e in range(rows[row], rows[row + 1]):
            column = columns[e]
            fx -= base[e] * places[column, 0]
            fy -= base[e] * places[column, 1]
            fz -= base[e] * places[column, 2]
        forces[row, 0], forces[row, 1], forces[row, 2] = fx, fy, fz
        energy -= 0.5 * (fx * places[row, 0] + fy * places[row, 1] + fz * places[row, 2])
    axes = np.empty((2, 3))
    local = np.empty((2, 3, 3))
    for f in range(faces.shape[0]):
        for d in range(2):
            for i in range(3):
                axes[d, i] = (
                    slopes[f, d, 0] * places[faces[f, 0], i]
                    + slopes[f, d, 1] * places[faces[f, 1], i]
                    + slopes[f, d, 2] * places[faces[f, 2], i]
                )
        shear = 0.0
        for i in range(3):
            shear += axes[0, i] * axes[1, i]
        energy += 0.5 * area[f] * stiff[2] * shear * shear
        for d in range(2):
            long = np.sqrt(axes[d, 0] ** 2 + axes[d, 1] ** 2 + axes[d, 2] ** 2) + 1e-12
            k = area[f] * stiff[d]
            energy += 0.5 * k * (long - 1.0) ** 2
            across = k * max(0.0, 1.0 - 1.0 / long)
            for i in range(3):
                for j in range(3):
                    local[d, i, j] = (k - across) * axes[d, i] * axes[d, j] / (long * long)
                local[d, i, i] += across
            pull = k * (long - 1.0) / long
            for c in range(3):
                for i in range(3):
                    forces[faces[f, c], i] -= pull * slopes[f, d, c] * axes[d, i]
        k = area[f] * stiff[2]
        for c in range(3):
            for i in range(3):
                turn = slopes[f, 0, c] * axes[1, i] + slopes[f, 1, c] * axes[0, i]
                forces[faces[f, c], i] -= k * shear * turn
        for c in range(3):
            for o in range(3):
                slot = slots[f, 3 * c + o]
                uu = slopes[f, 0, c] * slopes[f, 0, o]
                vv = slopes[f, 1, c] * slopes[f, 1, o]
                for i in range(3):
                    one = slopes[f, 0, c] * axes[1, i] + slopes[f, 1, c] * axes[0, i]
                    for j in range(3):
                        other = slopes[f, 0, o] * axes[1, j] + slopes[f, 1, o] * axes[0, j]
                        blocks[slot, i, j] += uu * local[0, i, j] + vv * local[1, i, j] + k * one * other
    return energy


@numba.njit(cache=True, nogil=True)
def solved(  # type: ignore[no-untyped-def]
    rows, columns, blocks, diagonal, pairs, weights, ways, springs, count, right, tolerance, most, step
):
    """Conjugate gradients with each vertex's own block inverted; returns the steps taken.

    `count` springs along `ways` join four vertices each, with `weights`: they lie outside the blocks'
    pattern.
    """
    n = right.shape[0]
    inverse = np.empty((n, 3, 3))
    own = np.empty((n, 3, 3))
    for v in range(n):
        own[v] = blocks[diagonal[v]]
    for s in range(count):
        for c in range(4):
            for i in range(3):
                for j in range(3):
                    own[pairs[s, c], i, j] += springs[s] * weights[s, c] ** 2 * ways[s, i] * ways[s, j]
    for v in range(n):
        a = own[v]
        c00 = a[1, 1] * a[2, 2] - a[1, 2] * a[2, 1]
        c01 = a[1, 2] * a[2, 0] - a[1, 0] * a[2, 2]
        c02 = a[1, 0] * a[2, 1] - a[1, 1] * a[2, 0]
        scale = 1.0 / (a[0, 0] * c00 + a[0, 1] * c01 + a[0, 2] * c02)
        inverse[v, 0, 0] = c00 * scale
        inverse[v, 1, 0] = c01 * scale
        inverse[v, 2, 0] = c02 * scale
        inverse[v, 0, 1] = (a[0, 2] * a[2, 1] - a[0, 1] * a[2, 2]) * scale
        inverse[v, 1, 1] = (a[0, 0] * a[2, 2] - a[0, 2] * a[2, 0]) * scale
        inverse[v, 2, 1] = (a[0, 1] * a[2, 0] - a[0, 0] * a[2, 1]) * scale
        inverse[v, 0, 2] = (a[0, 1] * a[1, 2] - a[0, 2] * a[1, 1]) * scale
        inverse[v, 1, 2] = (a[0, 2] * a[1, 0] - a[0, 0] * a[1, 2]) * scale
        inverse[v, 2, 2] = (a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]) * scale
    step[:] = 0.0
    left = right.copy()
    way = np.empty((n, 3))
    product = np.empty((n, 3))
    size = 0.0
    for v in range(n):
        for i in range(3):
            way[v, i] = (
                inverse[v, i, 0] * left[v, 0] + inverse[v, i, 1] * left[v, 1] + inverse[v, i, 2] * left[v, 2]
            )
            size += way[v, i] * left[v, i]
    goal = size * tolerance * tolerance
    for taken in range(most):
        if size <= goal:
            return taken
        along = 0.0
        for v in range(n):
            px = py = pz = 0.0
            for e in range(rows[v], rows[v + 1]):
                c = columns[e]
                wx, wy, wz = way[c, 0], way[c, 1], way[c, 2]
                px += blocks[e, 0, 0] * wx + blocks[e, 0, 1] * wy + blocks[e, 0, 2] * wz
                py += blocks[e, 1, 0] * wx + blocks[e, 1, 1] * wy + blocks[e, 1, 2] * wz
                pz += blocks[e, 2, 0] * wx + blocks[e, 2, 1] * wy + blocks[e, 2, 2] * wz
            product[v, 0], product[v, 1], product[v, 2] = px, py, pz
        for s in range(count):
            drawn = 0.0
            for c in range(4):
                v = pairs[s, c]
                drawn += weights[s, c] * (
                    way[v, 0] * ways[s, 0] + way[v, 1] * ways[s, 1] + way[v, 2] * ways[s, 2]
                )
            drawn *= springs[s]
            for c in range(4):
                for i in range(3):
                    product[pairs[s, c], i] += drawn * weights[s, c] * ways[s, i]
        for v in range(n):
            for i in range(3):
                along += way[v, i] * product[v, i]
        far = size / along
        before = size
        size = 0.0
        for v in range(n):
            for i in range(3):
                step[v, i] += far * way[v, i]
                left[v, i] -= far * product[v, i]
        for v in range(n):
            for i in range(3):
                product[v, i] = (
                    inverse[v, i, 0] * left[v, 0]
                    + inverse[v, i, 1] * left[v, 1]
                    + inverse[v, i, 2] * left[v, 2]
                )
                size += product[v, i] * left[v, i]
        turn = size / before
        for v in range(n):
            for i in range(3):
                way[v, i] = product[v, i] + turn * way[v, i]
    return most
