"""The cut line: the sew line with its seam allowances, mitred at corners; and the notches across it.

Knows one panel at a time. Every point of the sew line gives the same number of points of the cut line in
every size, so that a cut line grades as the sew line does.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modiste.tailoring.pattern.curve import Bezier, straight, unit
from modiste.tailoring.pattern.outline import curves
from modiste.tailoring.pattern.panel import Panel, Pattern, Point

PER_CURVE = 32
"""Pieces in which a curve is cut: chords stay within 0.1 mm of garments' curves."""
_LONGEST = 2.2
"""A mitre reaches at most this many allowances beyond its corner; sharper corners are cut square."""
_DEEPEST = 8.0
"""The same of an inner corner, where nothing runs out: only cracks are cut off."""
_SMOOTH = 0.06
"""The sine below which two edges run on into each other."""


@dataclass(frozen=True)
class Vertex:
    """One point of a cut line.

    Attributes:
        point: Where it lies.
        corner: Whether the line turns there; else it lies on a curve.
    """

    point: Point
    corner: bool


@dataclass(frozen=True)
class _Stretch:
    """A part of the line to be sewn, with its allowance."""

    points: list[Point]
    first: Point
    last: Point
    allowance: float


def darts(pattern: Pattern) -> frozenset[tuple[str, str]]:
    """The (panel, edge) of all dart legs: they are folded, not cut."""
    return frozenset(
        edge for seam in pattern.seams if seam.kind == "dart" for edge in (*seam.one.edges, *seam.other.edges)
    )


def cut_line(panel: Panel, legs: Iterable[tuple[str, str]] = ()) -> list[Vertex]:
    """The outline to cut, counter-clockwise.

    Args:
        panel: The panel.
        legs: Dart legs, as `darts` gives them; each dart's mouth is closed by the roof that its fold needs.
    """
    stretches = _stretches(panel, frozenset(legs))
    corners = [_corner(stretches[i - 1], stretch) for i, stretch in enumerate(stretches)]
    made: list[Vertex] = []
    for number, stretch in enumerate(stretches):
        begin, end = corners[number], corners[(number + 1) % len(stretches)]
        made += [Vertex(begin[0], corner=True), Vertex(begin[1], corner=True)]
        for index, point in enumerate(stretch.points[1:-1], 1):
            out = _out(point, _along(stretch.points, index), stretch.allowance)
            # Beyond an inner corner's mitre the line has ended: what is left of it lies on the mitre.
            if _ahead(begin[1], out, stretch.first) < 0.0 and begin[2]:
                out = begin[1]
            elif _ahead(out, end[0], stretch.last) < 0.0 and end[2]:
                out = end[0]
            made.append(Vertex(out, corner=False))
    return made


def notch_lines(panel: Panel) -> list[tuple[Point, Point]]:
    """Each notch as a line from the sew line out to the cut line."""
    made = []
    by_name = dict(zip((edge.name for edge in panel.edges), curves(panel), strict=True))
    allowances = {edge.name: edge.allowance for edge in panel.edges}
    for notch in panel.notches:
        curve = by_name[notch.edge]
        t = curve.parameter(notch.at * curve.length())
        point = curve.at(t)
        made.append((point, _out(point, curve.direction(t), allowances[notch.edge])))
    return made


def _stretches(panel: Panel, legs: frozenset[tuple[str, str]]) -> list[_Stretch]:
    made: list[_Stretch] = []
    shapes = curves(panel)
    count = len(shapes)
    index = 0
    while index < count:
        edge, shape = panel.edges[index], shapes[index]
        if (panel.name, edge.name) in legs and index + 1 < count:
            roof = _roof(shapes[index - 1], shape, shapes[index + 1])
            sides = straight(shape.start, roof), straight(roof, shapes[index + 1].end)
            made += [_stretch(line, 1, edge.allowance) for line in sides]
            index += 2
            continue
        made.append(_stretch(shape, 1 if edge.controls is None else PER_CURVE, edge.allowance))
        index += 1
    return made


def _stretch(curve: Bezier, pieces: int, allowance: float) -> _Stretch:
    return _Stretch(curve.sampled(pieces), curve.direction(0.0), curve.direction(1.0), allowance)


def _roof(before: Bezier, down: Bezier, back: Bezier) -> Point:
    """The point between a dart's legs that lies on the edge before it once the dart is folded to that side.

    The fold brings the dart's middle line onto the cloth beside the first leg, half the dart's angle away;
    where it crosses the edge there is where the middle line must end.
    """
    mouth, point, end = down.start, down.end, back.end
    middle = unit(((mouth[0] + end[0]) / 2.0 - point[0], (mouth[1] + end[1]) / 2.0 - point[1]))
    leg = unit((mouth[0] - point[0], mouth[1] - point[1]))
    folded = _reflected(middle, leg)
    along = before.direction(1.0)
    turn = folded[0] * along[1] - folded[1] * along[0]
    if abs(turn) < 0.2:
        return (mouth[0] + end[0]) / 2.0, (mouth[1] + end[1]) / 2.0
    reach = ((mouth[0] - point[0]) * along[1] - (mouth[1] - point[1]) * along[0]) / turn
    return point[0] + middle[0] * reach, point[1] + middle[1] * reach


def _reflected(vector: Point, axis: Point) -> Point:
    dot = vector[0] * axis[0] + vector[1] * axis[1]
    return 2.0 * dot * axis[0] - vector[0], 2.0 * dot * axis[1] - vector[1]


def _corner(before: _Stretch, after: _Stretch) -> tuple[Point, Point, bool]:
    """Where one stretch's cut line ends, where the next begins, and whether the corner is an inner one.

    A mitre is the same point twice.
    """
    corner, u, v = after.points[0], before.last, after.first
    one, two = _out(corner, u, before.allowance), _out(corner, v, after.allowance)
    turn = u[0] * v[1] - u[1] * v[0]
    if abs(turn) < _SMOOTH and u[0] * v[0] + u[1] * v[1] > 0.0:
        if abs(before.allowance - after.allowance) < 1e-9:
            middle = ((one[0] + two[0]) / 2.0, (one[1] + two[1]) / 2.0)
            return middle, middle, False
        return one, two, False
    gap = (two[0] - one[0], two[1] - one[1])
    ahead = (gap[0] * v[1] - gap[1] * v[0]) / turn if turn else math.inf
    mitre = (one[0] + u[0] * ahead, one[1] + u[1] * ahead)
    longest = _LONGEST if turn > 0.0 else _DEEPEST
    if math.dist(mitre, corner) <= longest * max(before.allowance, after.allowance, 0.1):
        return mitre, mitre, turn < 0.0
    square = math.copysign(max(before.allowance, after.allowance), turn)
    return (
        (one[0] + u[0] * square, one[1] + u[1] * square),
        (two[0] - v[0] * square, two[1] - v[1] * square),
        turn < 0.0,
    )


def _ahead(start: Point, end: Point, direction: Point) -> float:
    """How far one point lies beyond another in a direction."""
    return (end[0] - start[0]) * direction[0] + (end[1] - start[1]) * direction[1]


def _along(points: Sequence[Point], index: int) -> Point:
    """The direction of a polyline at one of its points."""
    low, high = max(index - 1, 0), min(index + 1, len(points) - 1)
    return unit((points[high][0] - points[low][0], points[high][1] - points[low][1]))


def _out(point: Point, direction: Point, allowance: float) -> Point:
    return point[0] + direction[1] * allowance, point[1] - direction[0] * allowance
