"""Technical flats: a garment pressed flat, its outline, seams and stitching as lines, front and back.

Knows lines in centimetres, y up; where cloth lies is tailoring's, how a line looks `flat_drawing`'s. The
cloth is draped, laid flat and drawn on one hand; the other is its mirror image, as the pattern's is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import scale
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from modiste import tailoring
from modiste.tailoring import Drape, Panel, Pattern

Points = NDArray[np.float64]
Point = tuple[float, float]
LineKind = Literal["outline", "seam", "edge", "stitch", "button"]

_OVER = 0.1
"""Centimetres by which cloth lies above a line that it hides."""
_HEM = 1.5
"""An allowance this wide is turned up and stitched."""
_TURN = 0.3
"""How far a stitching line lies from the raw edge of what is turned up."""
_CORNER = 35.0
"""Degrees by which an outline turns at a corner; less is a curve."""
_STEP = 0.5
"""Centimetres between the points of a smooth line."""
_SOFT = 2.0
"""Centimetres over which a line is smoothed: the mesh's own unevenness."""
_ALONG = 0.7
"""A line this near the outline is the outline."""
_SHORT = 1.2
_REACH, _UNDER = 3.0, 4.5
"""A line that ends this near the outline runs on to it: straight ahead, or around the fold beside it."""
_FAR = 1e3


@dataclass(frozen=True)
class FlatLine:
    """A line of a flat.

    Attributes:
        kind: The outline, a seam, an edge that is not sewn, a stitching line, or a button's middle.
        points: Where it runs, in centimetres.
        closed: Whether its end meets its start.
    """

    kind: LineKind
    points: tuple[Point, ...]
    closed: bool = False


@dataclass(frozen=True)
class Flat:
    """One side of a garment from (0, 0) to (width, height) in centimetres, y up.

    Attributes:
        side: Which side is seen.
        width: Across.
        height: From hem to top.
        lines: The outline first.
    """

    side: Literal["front", "back"]
    width: float
    height: float
    lines: tuple[FlatLine, ...]


def flats(drape: Drape, pattern: Pattern) -> tuple[Flat, Flat]:
    """The front and the back of a draped garment as technical flats.

    Args:
        drape: The garment on a figure with its arms down.
        pattern: What was draped; pieces that are not draped, such as pockets, are laid on those below them.

    Raises:
        ModisteError: MOD-1562 where the cloth does not come to rest on the table.
    """
    cloth = _Pressed(drape)
    front = _side(cloth, pattern, 1.0)
    back = _side(cloth, pattern, -1.0)
    return _framed("front", front), _framed("back", back)


class _Pressed:
    """Cloth on a table: where points of panels lie, and what covers what."""

    def __init__(self, drape: Drape) -> None:
        flat = tailoring.Studio(drape).flat
        self.cloth = drape.cloth
        self.places = np.column_stack([flat[:, 0], -flat[:, 2], flat[:, 1]]) * 100.0
        self.triangles = shapely.polygons(self.places[self.cloth.faces][:, :, :2])
        self.tree = shapely.STRtree(self.triangles)

    def carried(self, panel: int, points: Points) -> Points:
        """(n, 3) where points of a panel, (n, 2) in centimetres, lie; those outside it are left out."""
        here = np.flatnonzero(self.cloth.panel == panel)
        rest = self.cloth.flat[here] * 100.0
        tree = shapely.STRtree(shapely.polygons(rest))
        found, face = tree.query(shapely.points(points), predicate="intersects")
        found, first = np.unique(found, return_index=True)
        face = face[first]
        shares = _shares(rest[face], points[found])
        return np.asarray(np.einsum("nk,nkd->nd", shares, self.places[self.cloth.faces[here[face]]]))

    def covered(self, points: Points, up: float) -> NDArray[np.bool_]:
        """(n,) whether cloth lies on points, (n, 3), as seen from above (1) or from below (-1)."""
        found, face = self.tree.query(shapely.points(points[:, :2]), predicate="intersects")
        corners = self.places[self.cloth.faces[face]]
        shares = _shares(corners[:, :, :2], points[found, :2])
        over = up * (np.einsum("nk,nk->n", shares, corners[:, :, 2]) - points[found, 2]) > _OVER
        return np.bincount(found, over, minlength=len(points)) > 0

    def edge(self, number: int, panel: Panel, name: str) -> NDArray[np.int32]:
        """The vertices on one edge of a panel, in its direction."""
        index = next(k for k, each in enumerate(panel.edges) if each.name == name)
        curve = tailoring.curves(panel)[index]
        line = LineString(curve.sampled(64))
        welded, numbers, flat = self.cloth.instances
        here = np.flatnonzero(numbers == number)
        places = shapely.points(flat[here] * 100.0)
        on = shapely.distance(places, line) < 0.02
        far = shapely.line_locate_point(line, places[on])
        return np.asarray(welded[here[on][np.argsort(far)]])


def _side(cloth: _Pressed, pattern: Pattern, up: float) -> list[FlatLine]:
    """The lines that are seen from above (1) or from below (-1), the wearer's left on the right."""
    whole = _silhouette(cloth)
    rings = [FlatLine("outline", _smooth_ring(ring), closed=True) for ring in _rings(whole)]
    border = shapely.boundary(whole)
    lines: list[FlatLine] = []
    for kind, run in _runs(cloth, pattern):
        hidden = cloth.covered(run, up)
        along = shapely.distance(shapely.points(run[:, :2]), border) < _ALONG
        keep = ~hidden if kind == "button" else ~hidden & ~along & (run[:, 0] > -_ALONG)
        for start, stop in _kept(keep):
            cut = start > 0, stop < len(run)
            lines += _drawn(kind, run[start:stop, :2], border, cut)
    return [*rings, *lines]


def _runs(cloth: _Pressed, pattern: Pattern) -> Iterator[tuple[LineKind, Points]]:
    """Every line that a flat may show, (n, 3): seams once, free edges, stitching, buttons."""
    sewn = {each for seam in pattern.seams for side in (seam.one, seam.other) for each in side.edges}
    seen: set[frozenset[int]] = set()
    draped = {panel.name: number for number, panel in enumerate(cloth.cloth.panels)}
    for number, panel in enumerate(cloth.cloth.panels):
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True):
            vertices = cloth.edge(number, panel, edge.name)
            key = frozenset(vertices.tolist())
            if len(vertices) < 2 or key in seen:
                continue
            seen.add(key)
            free = (panel.name, edge.name) not in sewn
            yield "edge" if free else "seam", _dense(cloth.places[vertices])
            if free and edge.allowance >= _HEM and not _is_band(panel):
                inside = LineString(curve.sampled(32)).offset_curve(edge.allowance - _TURN)
                yield "stitch", cloth.carried(number, _dense(np.array(inside.coords)))
        for name, points in panel.lines.items():
            middle = np.array(points).mean(0, keepdims=True)
            if name.startswith("button"):
                yield "button", cloth.carried(number, middle)
    for panel in pattern.panels:  # a pocket is laid on the piece that has its place
        if panel.name == "pocket" and "front" in draped:
            outline = np.array([*tailoring.polyline(panel), tailoring.polyline(panel)[0]])
            yield "stitch", cloth.carried(draped["front"], _dense(outline))


def _is_band(panel: Panel) -> bool:
    """Whether a free edge is no hem but the fold of a band."""
    return {edge.name for edge in panel.edges} == {"lower", "end_1", "upper", "end_2"}


def _silhouette(cloth: _Pressed) -> Polygon | MultiPolygon:
    """What the cloth covers, its right half as its left."""
    whole = shapely.union_all(cloth.triangles, grid_size=1e-4).buffer(0.3).buffer(-0.3)
    half = whole.intersection(box(0.0, -_FAR, _FAR, _FAR))
    both = half.union(scale(half, xfact=-1.0, origin=(0.0, 0.0))).buffer(0.05).buffer(-0.05)
    parts = [each for each in getattr(both, "geoms", [both]) if each.area > 2.0]
    return MultiPolygon(parts) if len(parts) > 1 else parts[0]


def _rings(whole: Polygon | MultiPolygon) -> Iterator[Points]:
    for part in getattr(whole, "geoms", [whole]):
        yield np.array(part.exterior.coords)
        yield from (np.array(hole.coords) for hole in part.interiors if Polygon(hole).area > 4.0)


def _smooth_ring(ring: Points) -> tuple[Point, ...]:
    """A closed line smoothed between its corners."""
    even = _dense(ring)[:-1]
    reach = max(1, round(_SOFT / _STEP))
    before, after = even - np.roll(even, reach, 0), np.roll(even, -reach, 0) - even
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.degrees(np.abs(np.arctan2(cross, (before * after).sum(1))))
    tops = [
        k
        for k in range(len(even))
        if turn[k] > _CORNER and turn[k] >= max(turn[(k + d) % len(even)] for d in range(-reach, reach + 1))
    ]
    if len(tops) < 2:
        tops = [0, len(even) // 2]
    points: list[Point] = []
    for start, stop in pairwise([*tops, tops[0] + len(even)]):
        part = even[np.arange(start, stop + 1) % len(even)]
        points += _tuples(_smooth(part))[:-1]
    return tuple(points)


def _drawn(kind: LineKind, part: Points, border: shapely.Geometry, cut: tuple[bool, bool]) -> list[FlatLine]:
    """A visible part of a line on the wearer's left, smoothed, and its mirror image.

    `cut` tells of its ends whether the line goes on there, hidden or too near the outline.
    """
    if kind == "button":
        return [FlatLine(kind, ((0.0, float(part[0, 1])),))] if abs(part[0, 0]) < 2.0 else []
    if _length(part) < _SHORT:
        return []
    # A seam of the middle that the cloth pushed aside is straight on the table.
    aside = np.abs(part[:, 0]).max()
    middle = aside < _ALONG or (kind == "seam" and aside < min(3.0, 0.6 * np.ptp(part[:, 1])))
    line = _smooth(part)
    if middle:
        line = np.array([[0.0, line[0, 1]], [0.0, line[-1, 1]]])
    # A line that ends on the middle goes on in its mirror image.
    if cut[0] and (middle or abs(line[0, 0]) > 2 * _ALONG):
        line = _met(line[::-1], border)[::-1]
    if cut[1] and (middle or abs(line[-1, 0]) > 2 * _ALONG):
        line = _met(line, border)
    if middle:
        return [FlatLine(kind, tuple(_tuples(line)))]
    line[np.abs(line[:, 0]) < _ALONG, 0] = 0.0
    mirrored = line * np.array([-1.0, 1.0])
    return [FlatLine(kind, tuple(_tuples(each))) for each in (line, mirrored)]


def _met(line: Points, border: shapely.Geometry) -> Points:
    """A line that goes on from its end to the outline where that is near ahead of it."""
    ahead = line[-1] - line[max(-len(line), -4)]
    ray = LineString([line[-1], line[-1] + _REACH * ahead / max(float(np.linalg.norm(ahead)), 1e-9)])
    hit = ray.intersection(border)
    if hit.is_empty:
        end = shapely.points(line[-1])
        if _length(line) < 2.0 * _UNDER or shapely.distance(end, border) > _UNDER:
            return line
        hit = shapely.shortest_line(end, border).boundary.geoms[1]
    return np.vstack([line, shapely.get_coordinates(hit)[:1]])


def _kept(keep: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are kept, as first point and the one behind the last."""
    bounds = np.flatnonzero(np.diff(np.concatenate([[False], keep, [False]]).astype(int)))
    yield from zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True)


def _dense(points: Points) -> Points:
    """The same line with points every `_STEP` centimetres, ends kept."""
    far = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0.0, far[-1], max(2, round(far[-1] / _STEP) + 1))
    return np.column_stack([np.interp(at, far, points[:, axis]) for axis in range(points.shape[1])])


def _smooth(points: Points) -> Points:
    """A line under a Gaussian of `_SOFT` centimetres, its ends where they are."""
    line = _dense(points)
    reach = min(round(2 * _SOFT / _STEP), len(line) - 1)
    # Odd reflection at the ends keeps them in place and their direction.
    head = 2 * line[0] - line[1 : reach + 1][::-1]
    tail = 2 * line[-1] - line[-reach - 1 : -1][::-1]
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) * _STEP / _SOFT) ** 2)
    whole = np.concatenate([head, line, tail])
    return np.column_stack(
        [np.convolve(whole[:, axis], weights / weights.sum(), "valid") for axis in range(line.shape[1])]
    )


def _shares(corners: Points, points: Points) -> Points:
    """(n, 3) barycentric coordinates of points in their triangles."""
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p = points - corners[:, 0]
    area = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    area = np.where(np.abs(area) < 1e-9, 1e-9, area)
    second = (p[:, 0] * b[:, 1] - p[:, 1] * b[:, 0]) / area
    third = (a[:, 0] * p[:, 1] - a[:, 1] * p[:, 0]) / area
    return np.column_stack([1.0 - second - third, second, third])


def _length(points: Points) -> float:
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def _tuples(points: Points) -> list[Point]:
    return [(float(x), float(y)) for x, y in points]


def _framed(side: Literal["front", "back"], lines: list[FlatLine]) -> Flat:
    """Lines moved to begin at (0, 0), to a tenth of a millimetre."""
    points = np.array([point for line in lines if line.kind == "outline" for point in line.points])
    low, high = points.min(0), points.max(0)
    moved = tuple(
        FlatLine(
            line.kind,
            tuple((round(x - low[0], 2) + 0.0, round(y - low[1], 2) + 0.0) for x, y in line.points),
            line.closed,
        )
        for line in lines
    )
    return Flat(side, round(float(high[0] - low[0]), 2), round(float(high[1] - low[1]), 2), moved)
