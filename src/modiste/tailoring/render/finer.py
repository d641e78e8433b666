"""Cloth as a camera sees it from near: a finer, smoother mesh with its place on the panels, hems and seams.

Knows the geometry of cloth alone; light is `tracing`'s. Metres.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from modiste.tailoring.drape.cloth import Cloth

Points = NDArray[np.float64]
Indices = NDArray[np.int32]

_DOT = 0.001
"""Metres a pixel of a panel's map of lines."""
_FAR = 0.06
"""Farther from a line than this, nobody asks how far."""
_CORNER = np.pi / 4
"""Where a hem turns by more than this on its panel, it is cut as a corner and stays one."""
_SAME, _MASK = 1e-5, 2**19 - 1
"""A vertex's places on a panel nearer than this are one, in metres; so many such steps tell them apart."""


@dataclass(frozen=True, eq=False)
class Finer:
    """A garment's surface.

    Attributes:
        places: (n, 3) metres.
        faces: (m, 3) counter-clockwise seen from outside.
        flat: (m, 3, 2) each face's corners on its panel, metres.
        panel: (m,) the panel of each face.
    """

    places: Points
    faces: Indices
    flat: Points
    panel: Indices


def finer(cloth: Cloth, places: Points, times: int = 2) -> Finer:
    """The cloth's mesh divided in four `times` over, after Loop (1987): smooth inside, true at its edges."""
    made = Finer(places, cloth.faces, cloth.flat, cloth.panel)
    # What lies on the cloth moves as the cloth does, or a straight line on it would wave from face to face.
    parts, spots = _unsewn(made)
    for _ in range(times):
        sides, own = _Sides.of(made.faces), _Sides.of(parts)
        # Along a seam the surface is smooth as a line, so that the seam itself runs straight.
        inner = (sides.uses == 2) & ~_seams(made.flat, made.panel, sides.which, sides.uses)
        loose = _corners(Finer(spots, parts, made.flat, made.panel), own)
        places, faces = _subdivided(made.places, made.faces, sides, inner, _corners(made, sides))
        spots, parts = _subdivided(spots, parts, own, own.uses == 2, loose)
        made = Finer(places, faces, spots[parts], np.repeat(made.panel, 4))
    return made


@dataclass(frozen=True, eq=False)
class _Sides:
    """The edges of triangles: two ends each, which of them a face's sides are, how many faces each has."""

    edges: NDArray[np.int64]
    which: NDArray[np.int64]
    uses: NDArray[np.int64]

    @staticmethod
    def of(faces: Indices) -> "_Sides":
        corners = faces.astype(np.int64)
        count = int(corners.max()) + 1
        ends = np.sort(np.stack([corners, np.roll(corners, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
        key, which, uses = np.unique(ends[:, 0] * count + ends[:, 1], return_inverse=True, return_counts=True)
        return _Sides(np.column_stack([key // count, key % count]), which, uses)


def _subdivided(
    places: Points, faces: Indices, sides: _Sides, inner: NDArray[np.bool_], corners: NDArray[np.bool_]
) -> tuple[Points, Indices]:
    """Places (n, k) and faces after one division; what is not an `inner` edge stays a line."""
    # Each face's corner opposite to an edge; of two faces their sum.
    across = np.zeros((len(sides.edges), places.shape[1]))
    np.add.at(across, sides.which, places[np.roll(faces, -2, axis=1).reshape(-1)])
    ours = places[sides.edges].sum(1)
    middles = np.where(inner[:, None], 0.375 * ours + 0.125 * across, 0.5 * ours)
    moved = _moved(places, sides.edges, inner)
    moved[corners] = places[corners]
    a, b, c = faces.astype(np.int64).T
    ab, bc, ca = (len(places) + sides.which.reshape(-1, 3)).T
    made = np.stack([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]])
    return np.concatenate([moved, middles]), made.transpose(2, 0, 1).reshape(-1, 3).astype(np.int32)


def _unsewn(whole: Finer) -> tuple[Indices, Points]:
    """Faces whose corners are places on panels, and these places, (n, 2): seams are open."""
    spots = whole.flat.reshape(-1, 2)
    grid = np.round(spots / _SAME).astype(np.int64) & _MASK
    corner = whole.faces.reshape(-1).astype(np.int64) * (int(whole.panel.max()) + 1) + np.repeat(
        whole.panel, 3
    )
    key = (corner * (_MASK + 1) + grid[:, 0]) * (_MASK + 1) + grid[:, 1]
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    return number.reshape(-1, 3).astype(np.int32), spots[first]


def _seams(
    flat: Points, panel: Indices, which: NDArray[np.int64], uses: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which edges join what lies apart in the flat; `which` names the edge of each face's each side."""
    # The two faces of an edge inside a panel agree where it lies; at a seam they do not.
    middle = ((flat + np.roll(flat, -1, axis=1)) / 2 + 10.0 * panel[:, None, None]).reshape(-1, 2)
    total = np.stack([np.bincount(which, middle[:, k], minlength=len(uses)) for k in (0, 1)], axis=1)
    odd = np.abs(total[which] / uses[which][:, None] - middle).max(1) > 1e-6
    return (np.bincount(which, odd, minlength=len(uses)) > 0) & (uses > 1)


def _moved(places: Points, edges: NDArray[np.int64], inner: NDArray[np.bool_]) -> Points:
    """Where the old vertices go: inside by their neighbours, on an edge along it, at a corner nowhere."""
    count = len(places)
    sums, degree = np.zeros_like(places), np.zeros(count)
    rim_sums, rims = np.zeros_like(places), np.zeros(count)
    for one, other in ((0, 1), (1, 0)):
        np.add.at(sums, edges[:, one], places[edges[:, other]])
        np.add.at(degree, edges[:, one], 1)
        np.add.at(rim_sums, edges[~inner, one], places[edges[~inner, other]])
        np.add.at(rims, edges[~inner, one], 1)
    n = np.maximum(degree, 1)
    beta = (0.625 - (0.375 + 0.25 * np.cos(2 * np.pi / n)) ** 2) / n
    inside = (1 - n * beta)[:, None] * places + beta[:, None] * sums
    along = 0.75 * places + 0.125 * rim_sums
    return np.where((rims == 0)[:, None], inside, np.where((rims == 2)[:, None], along, places))


def _corners(whole: Finer, sides: _Sides) -> NDArray[np.bool_]:
    """Which vertices are corners of a hem: of collars, plackets and vents."""
    count = len(whole.places)
    toward = np.roll(whole.flat, -1, axis=1) - whole.flat
    angles = np.arctan2(toward[..., 1], toward[..., 0])
    inside = np.abs((angles - np.roll(angles, 1, axis=1) + np.pi) % (2 * np.pi) - np.pi)
    turned = np.pi - np.bincount(whole.faces.reshape(-1), (np.pi - inside).reshape(-1), minlength=count)
    hems = np.bincount(sides.edges[sides.uses == 1].reshape(-1), minlength=count)
    return np.asarray((hems == 2) & (np.abs(turned) > _CORNER))


@dataclass(frozen=True, eq=False)
class Lines:
    """How far each place of the panels is from the nearest hem and the nearest seam, up to `_FAR` metres."""

    hems: tuple[NDArray[np.float32], ...]
    seams: tuple[NDArray[np.float32], ...]
    corners: tuple[tuple[float, float], ...]

    def far(self, panel: Indices, flat: Points) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(n,) distances to a hem and to a seam, metres, of places on panels."""
        hem, seam = np.full(len(panel), _FAR, np.float32), np.full(len(panel), _FAR, np.float32)
        for number, (left, low) in enumerate(self.corners):
            here = np.flatnonzero(panel == number)
            if not len(here):
                continue
            rows, columns = self.hems[number].shape
            column = np.clip(((flat[here, 0] - left) / _DOT).astype(int), 0, columns - 1)
            row = np.clip(((flat[here, 1] - low) / _DOT).astype(int), 0, rows - 1)
            hem[here], seam[here] = self.hems[number][row, column], self.seams[number][row, column]
        return hem, seam


def lines_of(cloth: Cloth, *, hemmed: bool = True) -> Lines:
    """The hems (edges of one face) and seams (edges where panels meet) of a cloth, panel by panel.

    What is not `hemmed` has cut edges and no hem.
    """
    count = cloth.count
    faces = cloth.faces.astype(np.int64)
    starts, stops = faces.reshape(-1), np.roll(faces, -1, axis=1).reshape(-1)
    key = np.minimum(starts, stops) * count + np.maximum(starts, stops)
    _, which, uses = np.unique(key, return_inverse=True, return_counts=True)
    one, other = cloth.flat.reshape(-1, 2), np.roll(cloth.flat, -1, axis=1).reshape(-1, 2)
    panel = np.repeat(cloth.panel, 3)
    is_hem = (uses[which] == 1) & hemmed
    is_seam = _seams(cloth.flat, cloth.panel, which, uses)[which]
    hems: list[NDArray[np.float32]] = []
    seams: list[NDArray[np.float32]] = []
    corners: list[tuple[float, float]] = []
    for number in range(len(cloth.panels)):
        own = panel == number
        low = one[own].min(0) - 0.002
        high = one[own].max(0) + 0.002
        shape = tuple(int(each) for each in np.ceil((high - low)[::-1] / _DOT))
        corners.append((float(low[0]), float(low[1])))
        for kind, kept in ((is_hem, hems), (is_seam, seams)):
            kept.append(_distances(one[own & kind] - low, other[own & kind] - low, shape))
    return Lines(tuple(hems), tuple(seams), tuple(corners))


def _distances(starts: Points, stops: Points, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Metres from each pixel's centre to the nearest of some short lines."""
    free = np.ones(shape, bool)
    if not len(starts):
        return np.full(shape, _FAR, np.float32)
    steps = int(np.ceil(np.linalg.norm(stops - starts, axis=1).max() / (0.5 * _DOT))) + 1
    at = np.linspace(0, 1, steps)[:, None, None]
    dots = ((1 - at) * starts + at * stops).reshape(-1, 2) / _DOT
    rows = np.clip(dots[:, 1].astype(int), 0, shape[0] - 1)
    free[rows, np.clip(dots[:, 0].astype(int), 0, shape[1] - 1)] = False
    return np.asarray(np.minimum(distance_transform_edt(free) * _DOT, _FAR), np.float32)
