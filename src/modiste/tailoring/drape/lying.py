"""A garment laid flat on a table, its front up, smoothed by hand as a stylist does.

Knows a drape already worn; each face keeps its shape in the plane as far as it can (Liu et al., A local and
global approach to mesh parameterization, 2008), then the cloth settles on itself.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from modiste.garment import ModisteError
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.drape.field import Field
from modiste.tailoring.drape.solver import Phase, settle
from modiste.tailoring.drape.system import system
from modiste.tailoring.drape.turning import turned_down, without_collar

Points = NDArray[np.float64]

_TURNS = 60
_FACES = 0.3
"""A panel faces the front or the back when its faces' mean direction, from -1 to 1, is beyond this."""
_HOLD = 1e-4
"""How much places are held where they were, beside the faces' shape: nothing floats away."""
_LAYER = 0.0015
"""Half of what is between the two layers before they settle, in metres: near enough to feel each other."""
_APART = 0.002
_TABLE = 0.0005
_HEMWARD = (0.0, 0.0, 1.0)
_REST = (
    Phase(24, 1 / 60, weight=0.15, drag=0.5, effort=60, touching=True),
    Phase(24, 1 / 60, drag=0.6, effort=60, touching=True),
)


def laid_flat(drape: Drape) -> Points:
    """(n, 3) where the cloth's vertices lie: metres, y up from a table at 0, the neck towards -z.

    Raises:
        ModisteError: MOD-1562 where it did not come to rest.
    """
    cloth = drape.cloth
    bare, own = without_collar(cloth)
    places = drape.places.copy()
    places[own] = _laid(replace(drape, cloth=bare, places=drape.places[own]))
    if len(own) == cloth.count:
        return places
    places = turned_down(cloth, places, _table(places), _HEMWARD)
    places[:, 1] = np.maximum(places[:, 1], _TABLE)
    return places


def _laid(drape: Drape) -> Points:
    cloth = drape.cloth
    front = _fronts(drape)
    flat = _smoothed(drape.places[:, :2], cloth.faces, cloth.flat, front)
    side = np.where(front, 1.0, -1.0)
    sums = np.bincount(cloth.faces.ravel(), np.repeat(side, 3), minlength=cloth.count).astype(np.float64)
    around = np.maximum(np.bincount(cloth.faces.ravel(), minlength=cloth.count), 1)
    layer: Points = sums / around
    places = np.column_stack([flat[:, 0], _LAYER * (1.5 + layer), -flat[:, 1]])
    mechanics = system(cloth, drape.fabric)
    speeds = np.zeros_like(places)
    for phase in _REST:
        moved = settle(mechanics, drape.fabric, _table(places), places, speeds, phase)
        if not np.isfinite(places).all() or not np.isfinite(moved.speed):
            raise ModisteError("MOD-1562", edge=f"{cloth.edge * 1000:.0f}")
    places[:, 1] = np.maximum(places[:, 1], _TABLE)
    _lifted(places, np.asarray(layer, np.float64), cloth.edge)
    return places


def _fronts(drape: Drape) -> NDArray[np.bool_]:
    """(m,) which faces lie on top: all of a panel worn in front, none of one worn behind.

    A panel that goes around a limb or the body, a sleeve or a band, is folded where the way it faces turns
    over, along a line of its own: the fold is pressed, and does not follow the creases it was worn in.
    """
    cloth = drape.cloth
    corner = drape.places[cloth.faces]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    area = np.maximum(np.linalg.norm(across, axis=1), 1e-12)
    front = across[:, 2] >= 0
    for panel in range(len(cloth.panels)):
        here = cloth.panel == panel
        if not here.any():
            continue
        mean = float(across[here, 2].sum() / area[here].sum())
        if abs(mean) > _FACES:
            front[here] = mean > 0
            continue
        middle = cloth.flat[here].mean(axis=1)
        u, v = ((middle - middle.mean(0)) / np.maximum(np.ptp(middle, axis=0), 1e-9)).T
        terms = np.column_stack([np.ones_like(u), u, v, u * u, u * v])
        weight = np.sqrt(area[here])
        wanted = weight * across[here, 2] / area[here]
        front[here] = terms @ np.linalg.lstsq(weight[:, None] * terms, wanted, rcond=None)[0] >= 0
    return front


def _lifted(places: Points, layer: Points, edge: float) -> None:
    """Put what is front above what is back where the two passed each other, in place."""
    front, back = np.flatnonzero(layer > 0.2), np.flatnonzero(layer < -0.2)
    if not len(front) or not len(back):
        return
    far, near = cKDTree(places[back][:, ::2]).query(places[front][:, ::2], 6)
    below = np.where(far < 1.2 * edge, places[back[near], 1], -1.0).max(1)
    low = places[front, 1] < below + _APART
    places[front[low], 1] = below[low] + _APART


def _smoothed(start: Points, faces: NDArray[np.int32], flat: Points, front: NDArray[np.bool_]) -> Points:
    """(n, 2) places in the plane at which every face has nearly its rest shape, backs mirrored."""
    rest = flat - flat[:, :1]
    turn = rest[:, 1, 0] * rest[:, 2, 1] - rest[:, 1, 1] * rest[:, 2, 0]
    wrong = (turn > 0) != front
    rest = np.where(wrong[:, None, None], rest * np.array([-1.0, 1.0]), rest)
    area = np.abs(turn) / 2
    edges = np.stack([rest[:, 1], rest[:, 2]], axis=2)
    inverse = np.linalg.inv(edges)
    slopes = np.stack([-(inverse[:, 0] + inverse[:, 1]), inverse[:, 0], inverse[:, 1]], axis=1)
    count = len(start)
    pairs = area[:, None, None] * np.einsum("mik,mjk->mij", slopes, slopes)
    rows = np.repeat(faces[:, :, None], 3, axis=2).ravel()
    columns = np.repeat(faces[:, None, :], 3, axis=1).ravel()
    matrix = coo_array((pairs.ravel(), (rows, columns)), shape=(count, count))
    hold = _HOLD * float(pairs[:, 0, 0].mean())
    solver = splu(csc_array(matrix + hold * coo_array((np.ones(count), (range(count), range(count))))))
    places = start.copy()
    for _ in range(_TURNS):
        shape = np.einsum("mcd,mck->mdk", places[faces], slopes)
        angle = np.arctan2(shape[:, 1, 0] - shape[:, 0, 1], shape[:, 0, 0] + shape[:, 1, 1])
        cosine, sine = np.cos(angle), np.sin(angle)
        wanted = np.stack([np.stack([cosine, -sine], 1), np.stack([sine, cosine], 1)], axis=1)
        pull = area[:, None, None] * np.einsum("mdk,mck->mcd", wanted, slopes)
        right = hold * start
        for axis in (0, 1):
            right[:, axis] += np.bincount(faces.ravel(), pull[..., axis].ravel(), minlength=count)
        places = np.asarray(solver.solve(right))
    return places


def _table(places: Points) -> Field:
    """The distance from a table at y = 0, around these places."""
    cell = 0.1
    origin = np.array([places[:, 0].min() - 0.3, -0.2, places[:, 2].min() - 0.3])
    shape = [int(each) for each in np.ceil((places.max(0) + 0.3 - origin) / cell) + 2]
    up = origin[1] + cell * np.arange(shape[1], dtype=np.float32)
    return Field(origin, cell, np.ascontiguousarray(np.broadcast_to(up[None, :, None], shape), np.float32))
