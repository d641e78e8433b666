"""Cloth as the solver sees it: the panels of a pattern meshed, welded along their seams.

Knows the flat; where it hangs is `placing`'s and `solver`'s. Metres.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, cKDTree

from modiste.garment import ModisteError
from modiste.tailoring.pattern.curve import Bezier
from modiste.tailoring.pattern.outline import area, curves, polyline
from modiste.tailoring.pattern.panel import Panel, Pattern, Side

Points = NDArray[np.float64]
Indices = NDArray[np.int32]

MOST_VERTICES = 60_000
_CURVE = 64
"""Straight pieces in which a curve's length is measured."""
_NEAR = 0.5
"""Corners of the two sides of a seam this near, in edge lengths, are meant to meet."""
_CLEAR = 0.62
"""How far points inside stay from the outline, in edge lengths: room for well-shaped triangles."""


@dataclass(frozen=True, eq=False)
class Cloth:
    """A welded triangle mesh with its rest shape.

    Attributes:
        faces: (m, 3) int32, counter-clockwise seen from outside.
        flat: (m, 3, 2), each face's corners on its panel, metres.
        panel: (m,) int32, the place of each face's panel in `panels`.
        panels: The draped panels.
        vertex_panel: (n,) int32, one of the panels a vertex belongs to.
        vertex_flat: (n, 2), its place on that panel, metres.
        instances: Every (vertex, panel, place on the panel) of the welded vertices.
        edge: The edge length asked for, in metres.
    """

    faces: Indices
    flat: Points
    panel: Indices
    panels: tuple[Panel, ...]
    vertex_panel: Indices
    vertex_flat: Points
    instances: tuple[Indices, Indices, Points]
    edge: float
    _finder: Mapping[int, tuple[Delaunay, Indices]] = field(repr=False)

    @property
    def count(self) -> int:
        """How many vertices it has."""
        return len(self.vertex_flat)

    def carried(self, values: Points, finer: "Cloth") -> Points:
        """Values at this mesh's vertices, (n, k), interpolated on the panels at a finer mesh's vertices."""
        carried = np.zeros((finer.count, values.shape[1]))
        for number, (finder, vertices) in self._finder.items():
            here = np.flatnonzero(finer.vertex_panel == number)
            if not len(here):
                continue
            places = finer.vertex_flat[here]
            inside = finder.find_simplex(places)
            lost = inside < 0
            if lost.any():  # the finer outline bulges out of the coarser one: the nearest corner stands in
                nearest = cKDTree(finder.points).query(places[lost])[1]
                inside[lost] = finder.vertex_to_simplex[nearest]
            frame = finder.transform[inside]
            first = np.einsum("nij,nj->ni", frame[:, :2], places - frame[:, 2])
            shares = np.clip(np.column_stack([first, 1 - first.sum(1)]), -0.5, 1.5)
            shares /= shares.sum(1, keepdims=True)
            corners = vertices[finder.simplices[inside]]
            carried[here] = np.einsum("nk,nkd->nd", shares, values[corners])
        return carried


def grain_turns(panels: Sequence[Panel]) -> Points:
    """(p, 2, 2) what turns places on each panel, as rows, so that its grain runs up."""
    turns = []
    for panel in panels:
        (x0, y0), (x1, y1) = panel.grain
        across, up = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
        turns.append([[up, across], [-across, up]])
    return np.array(turns)


def cut(pattern: Pattern, edge: float) -> Cloth:
    """Mesh the shell of a pattern and weld its seams.

    Args:
        pattern: What was drafted.
        edge: The edge length of the triangles, in metres.

    Raises:
        ModisteError: MOD-1560 where the mesh would have too many vertices, MOD-1561 where a panel is too thin
            or too tangled to be meshed.
    """
    panels = tuple(panel for panel in pattern.panels if panel.layer == "shell")
    total = sum(area(polyline(panel)) for panel in panels)
    expected = int(total * 1e-4 / (0.866 * edge * edge))
    if expected > MOST_VERTICES:
        raise ModisteError("MOD-1560", count=expected, most=MOST_VERTICES)
    stops = _stops(pattern, panels, edge * 100)
    pieces = [_piece(panel, stops, edge * 100, _pleats(pattern, panel.name)) for panel in panels]
    starts = np.cumsum([0, *(len(piece.points) for piece in pieces)])
    welded = _welded(pattern, panels, pieces, starts)
    faces = np.concatenate([piece.faces + start for piece, start in zip(pieces, starts, strict=False)])
    flat = np.concatenate([piece.points for piece in pieces]) / 100
    number = np.concatenate([np.full(len(piece.points), k) for k, piece in enumerate(pieces)])
    first = np.unique(welded, return_index=True)[1]
    return Cloth(
        faces=welded[faces].astype(np.int32),
        flat=flat[faces],
        panel=number[faces[:, 0]].astype(np.int32),
        panels=panels,
        vertex_panel=number[first].astype(np.int32),
        vertex_flat=flat[first],
        instances=(welded.astype(np.int32), number.astype(np.int32), flat),
        edge=edge,
        _finder={
            k: (Delaunay(piece.points / 100), welded[start : start + len(piece.points)].astype(np.int32))
            for k, (piece, start) in enumerate(zip(pieces, starts, strict=False))
        },
    )


def _points(curve: Bezier, at: Points) -> Points:
    """Points of an edge at shares of its length, (n, 2)."""
    line = np.array(curve.sampled(_CURVE))
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    return np.column_stack([np.interp(at * far[-1], far, line[:, axis]) for axis in (0, 1)])


# --- where points go on the edges: the same number on both sides of a seam ---

_Stops = dict[tuple[str, str], Points]


def _stops(pattern: Pattern, panels: tuple[Panel, ...], edge: float) -> _Stops:
    """Shares of each edge's length at which it has points, seams first: both sides alike."""
    lengths = {
        (panel.name, each.name): curve.length()
        for panel in panels
        for each, curve in zip(panel.edges, curves(panel), strict=True)
    }
    stops: _Stops = {}
    for seam in pattern.seams:
        if not all(each in lengths for side in (seam.one, seam.other) for each in side.edges):
            continue  # a facing's seam
        one, other = _corners(seam.one, lengths), _corners(seam.other, lengths)
        long = (sum(lengths[each] for each in seam.one.edges) + sum(lengths[e] for e in seam.other.edges)) / 2
        one, other = _met(one, other, _NEAR * edge / long)
        middle = (one + other) / 2
        fine = [
            np.linspace(0, 1, max(1, round((stop - start) * long / edge)) + 1)[:-1]
            for start, stop in pairwise(middle)
        ]
        for side, corners in ((seam.one, one), (seam.other, other)):
            shares = np.concatenate(
                [
                    *(
                        a + share * (b - a)
                        for share, a, b in zip(fine, corners[:-1], corners[1:], strict=True)
                    ),
                    [1.0],
                ]
            )
            stops.update(_along(side, shares, lengths))
    for name, length in lengths.items():
        if name not in stops:
            stops[name] = np.linspace(0, 1, max(1, round(length / edge)) + 1)
    return stops


def _corners(side: Side, lengths: Mapping[tuple[str, str], float]) -> Points:
    far = np.cumsum([0, *(lengths[each] for each in side.edges)])
    return np.asarray(far / far[-1])


def _met(one: Points, other: Points, near: float) -> tuple[Points, Points]:
    """The corners of both sides on each of them; those that are near each other become one."""
    pairs = [(0.0, 0.0), (1.0, 1.0)]
    left = list(other[1:-1])
    for corner in one[1:-1]:
        partner = min(left, key=lambda each: abs(each - corner), default=None)
        if partner is not None and abs(partner - corner) < near:
            left.remove(partner)
            pairs.append((float(corner), float(partner)))
        else:
            pairs.append((float(corner), float(corner)))
    pairs += [(float(each), float(each)) for each in left]
    pairs.sort()
    return np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])


def _along(side: Side, shares: Points, lengths: Mapping[tuple[str, str], float]) -> _Stops:
    """A side's shares as each edge's own shares, in the direction of the edge."""
    corners = _corners(side, lengths)
    stops = {}
    for name, start, stop in zip(side.edges, corners[:-1], corners[1:], strict=True):
        mine = shares[(shares >= start - 1e-9) & (shares <= stop + 1e-9)]
        at = np.clip((mine - start) / (stop - start), 0, 1)
        stops[name] = (1 - at[::-1]) if side.backward else at
    return stops


# --- one panel ---


@dataclass(frozen=True, eq=False)
class _Meshed:
    points: Points
    faces: Indices
    on_edge: Mapping[str, Indices]


def _pleats(pattern: Pattern, panel: str) -> list[str]:
    """The edges of a panel that lead to the tip of a pleat."""
    seams = [seam for seam in pattern.seams if seam.kind == "pleat"]
    pairs = [{seam.one.edges[0], seam.other.edges[0]} for seam in seams]
    return [name for pair in pairs for owner, name in pair if owner == panel]


def _guards(panel: Panel, outline: Points, on_edge: Mapping[str, list[int]], pleats: list[str]) -> Points:
    """Points beside the tips of pleats, so that a fold's two layers share no edge of a face."""
    names = [edge.name for edge in panel.edges]
    guards = []
    for first, second in zip(names, [*names[1:], names[0]], strict=True):
        if first in pleats and second in pleats:
            run = [on_edge[first][-2], on_edge[first][-1], on_edge[second][1]]
            for start, stop in (run[:2], run[1:]):
                along = outline[stop] - outline[start]
                guards.append((outline[start] + outline[stop]) / 2 + 0.87 * np.array([-along[1], along[0]]))
    return np.array(guards).reshape(-1, 2)


def _piece(panel: Panel, stops: _Stops, edge: float, pleats: list[str]) -> _Meshed:
    border: list[Points] = []
    on_edge: dict[str, list[int]] = {}
    count = 0
    for each, curve in zip(panel.edges, curves(panel), strict=True):
        at = stops[panel.name, each.name]
        border.append(_points(curve, at[:-1]))
        on_edge[each.name] = list(range(count, count + len(at)))
        count += len(at) - 1
    on_edge[panel.edges[-1].name][-1] = 0
    outline = np.concatenate(border)
    polygon = shapely.Polygon(outline)
    inside = _inside(polygon, edge)
    if len(guards := _guards(panel, outline, on_edge, pleats)):
        inside = np.concatenate([guards, inside[cKDTree(guards).query(inside)[0] > 0.5 * edge]])
    points = np.concatenate([outline, inside])
    faces = Delaunay(points).simplices
    middle = points[faces].mean(axis=1)
    faces = faces[shapely.contains_xy(polygon, middle[:, 0], middle[:, 1])]
    (ax, ay), (bx, by) = (np.moveaxis(points[faces[:, k]] - points[faces[:, 0]], 1, 0) for k in (1, 2))
    turn = ax * by - ay * bx
    faces = np.where((turn < 0)[:, None], faces[:, ::-1], faces)[np.abs(turn) > 1e-6 * edge * edge]
    key = faces.astype(np.int64) * len(points) + np.roll(faces, -1, axis=1)
    border_key = np.arange(count) * len(points) + np.roll(np.arange(count), -1)
    if not polygon.is_valid or not np.isin(border_key, key).all():
        raise ModisteError("MOD-1561", panel=panel.name, edge=f"{edge:.1f}")
    return _Meshed(points, faces.astype(np.int32), {k: np.array(v, np.int32) for k, v in on_edge.items()})


def _inside(polygon: shapely.Polygon, edge: float) -> Points:
    """Points of a triangular grid inside a panel, clear of its outline."""
    left, low, right, high = polygon.bounds
    rows = np.arange(low, high + edge, edge * np.sqrt(3) / 2)
    columns = np.arange(left, right + edge, edge)
    x = columns[None, :] + np.where(np.arange(len(rows)) % 2, edge / 2, 0)[:, None]
    grid = np.column_stack([x.ravel(), np.repeat(rows, len(columns))])
    clear = polygon.buffer(-_CLEAR * edge)
    return np.asarray(grid[shapely.contains_xy(clear, grid[:, 0], grid[:, 1])])


# --- seams ---


def _welded(
    pattern: Pattern, panels: tuple[Panel, ...], pieces: list[_Meshed], starts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each point of the pieces laid end to end, the welded vertex it is."""
    where = {panel.name: k for k, panel in enumerate(panels)}
    links: list[tuple[int, int]] = []
    for seam in pattern.seams:
        if not all(name in where for side in (seam.one, seam.other) for name, _ in side.edges):
            continue
        runs = []
        for side in (seam.one, seam.other):
            run: list[int] = []
            for name, edge in side.edges:
                own = [int(each) for each in pieces[where[name]].on_edge[edge] + starts[where[name]]]
                own = own[::-1] if side.backward else own
                if run:
                    links.append((run[-1], own[0]))
                run += own[1:] if run else own
            runs.append(run)
        links += zip(*runs, strict=True)
    count = int(starts[-1])
    one, other = np.array(links or [(0, 0)]).T
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
