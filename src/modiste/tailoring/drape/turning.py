"""A collar turned down over its stand, when the garment hangs.

Knows where a collar lies that is folded at the line where it is sewn on: row by row it is led over the stand
and over what lies below, without being stretched; what hangs by its own weight is the solver's. Metres.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from modiste.tailoring.drape.cloth import Cloth
from modiste.tailoring.drape.field import Field, distances
from modiste.tailoring.normals import vertex_normals

Points = NDArray[np.float64]

DOWN = (0.0, -1.0, 0.0)
TURNED = "collar"
"""The panel that is turned down, sewn on by its edge `lower`."""
_ROW = 0.002
_COLUMNS = 129
_OFF = 0.0035
"""How far it stays off the cloth below it: two layers and their allowances lie there."""
_OFF_SKIN = 0.006
_ROLL = 0.35
"""How much of the first row's way goes outward, where the fold rolls over."""
_FALL = 0.25
"""How readily each row's direction gives in to gravity."""
_PASSES = 3
_GIVES = 0.7
"""How much of what a row is longer than the fold the collar is stretched by: cut on the bias, it gives."""
_REACH = 0.03
"""Cloth further off does not matter."""
_ON_SEAM = 1e-6


def turned_out(cloth: Cloth) -> Cloth:
    """The cloth with its collar's other side outside, as it is seen once it is turned down."""
    own = _collar(cloth)
    faces, flat = cloth.faces.copy(), cloth.flat.copy()
    faces[own], flat[own] = faces[own][:, ::-1], flat[own][:, ::-1]
    return replace(cloth, faces=faces, flat=flat)


def turned_down(
    cloth: Cloth, places: Points, field: Field, down: tuple[float, float, float] = DOWN
) -> Points:
    """Places (n, 3) with the collar folded at its seam; as they are where the garment has none.

    Args:
        cloth: The mesh.
        places: Where it is; of the collar only the seam counts.
        field: The distance from what must not be cut: the body, a table.
        down: Of length 1: where the collar falls.
    """
    own = _collar(cloth)
    if not own.any():
        return places
    vertices, first = np.unique(cloth.faces[own], return_index=True)
    flat = cloth.flat[own].reshape(-1, 2)[first]
    height = flat[:, 1] - flat[:, 1].min()
    sewn = height < _ON_SEAM
    order = np.argsort(flat[sewn, 0])
    seam, across = vertices[sewn][order], flat[sewn, 0][order]
    rows = _led(_Below.of(cloth, places, ~own, field), seam, across, float(height.max()), np.array(down))
    made = places.copy()
    made[vertices[~sewn]] = _spread(rows, flat[~sewn, 0], height[~sewn], float(np.abs(across).max()))
    return made


def without_collar(cloth: Cloth) -> tuple[Cloth, NDArray[np.int64]]:
    """The cloth without what is turned down, and the numbers that its vertices have in the whole."""
    rest = ~_collar(cloth)
    own = np.unique(cloth.faces[rest]).astype(np.int64)
    number = np.zeros(cloth.count, np.int32)
    number[own] = np.arange(len(own), dtype=np.int32)
    bare = replace(
        cloth,
        faces=number[cloth.faces[rest]],
        flat=cloth.flat[rest],
        panel=cloth.panel[rest],
        vertex_panel=cloth.vertex_panel[own],
        vertex_flat=cloth.vertex_flat[own],
    )
    return bare, own


def _collar(cloth: Cloth) -> NDArray[np.bool_]:
    """(m,) which faces are the collar's that is turned down."""
    names = [panel.name for panel in cloth.panels]
    return np.asarray(cloth.panel == (names.index(TURNED) if TURNED in names else -1))


@dataclass(frozen=True, eq=False)
class _Below:
    """What the collar lies on: the garment without it, and a body or a table."""

    places: Points
    normals: Points
    used: NDArray[np.int64]
    finder: cKDTree
    field: Field

    @staticmethod
    def of(cloth: Cloth, places: Points, others: NDArray[np.bool_], field: Field) -> "_Below":
        used = np.unique(cloth.faces[others]).astype(np.int64)
        normals = vertex_normals(places, cloth.faces[others])
        return _Below(places, normals, used, cKDTree(places[used]), field)


def _led(below: _Below, seam: NDArray[np.int64], across: Points, reach: float, down: Points) -> Points:
    """(rows, columns, 3) lines side by side that lead from the fold down over what lies below."""
    columns = np.linspace(across[0], across[-1], _COLUMNS)
    row, outward = (
        np.stack([np.interp(columns, across, values[seam, axis]) for axis in range(3)], axis=1)
        for values in (below.places, below.normals)
    )
    outward -= (outward @ down)[:, None] * down
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    way = _ROLL * outward + (1 - _ROLL) * down
    rows = [row]
    for _ in range(int(np.ceil(reach / _ROW)) + 1):
        way = way + _FALL * down
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        on = rows[-1] + _ROW * way
        for _again in range(_PASSES):
            on = _pushed(on, below)
        on[1:-1] = 0.5 * on[1:-1] + 0.25 * (on[:-2] + on[2:])
        step = on - rows[-1]
        way = step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-9)
        rows.append(rows[-1] + _ROW * way)
    return np.stack(rows)


def _pushed(on: Points, below: _Below) -> Points:
    """Places moved out of the cloth below and of the body."""
    far, nearest = below.finder.query(on, k=4)
    nearest = below.used[nearest]
    weight = 1 / np.maximum(far, 1e-4)
    weight /= weight.sum(1, keepdims=True)
    out = np.einsum("nk,nkd->nd", weight, below.normals[nearest])
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    off = np.einsum("nd,nd->n", on - np.einsum("nk,nkd->nd", weight, below.places[nearest]), out)
    on = on + np.where(far[:, 0] < _REACH, np.maximum(_OFF - off, 0), 0)[:, None] * out
    skin, up = distances(below.field, on)
    return np.asarray(on + np.maximum(_OFF_SKIN - skin, 0)[:, None] * up)


def _spread(rows: Points, across: Points, height: Points, half: float) -> Points:
    """(n, 3) places at a height above the fold, as far from the middle along their row as on the panel."""
    middle = rows.shape[1] // 2
    steps = np.linalg.norm(np.diff(rows, axis=1), axis=2)
    along = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(steps, axis=1)], axis=1)
    along -= along[:, middle : middle + 1]
    # Where the fold itself is longer or shorter than it was cut, so are all rows. Those below are longer than
    # the cloth: part of that is stretch, the rest the way between the two points.
    wide = along[:, -1] - along[:, 0]
    scale = (wide[0] + _GIVES * np.maximum(wide - wide[0], 0)) / (2 * half)
    at = np.clip(height / _ROW, 0, len(rows) - 1.001)
    lower, between = at.astype(int), (at % 1)[:, None]
    found = []
    for row in (lower, lower + 1):
        place = np.empty((len(across), 3))
        for each in np.unique(row):
            here = row == each
            wanted = across[here] * scale[each]
            place[here] = np.stack(
                [np.interp(wanted, along[each], rows[each, :, axis]) for axis in range(3)], axis=1
            )
        found.append(place)
    return np.asarray((1 - between) * found[0] + between * found[1])
