"""The cut line: the sew line with its seam allowances, mitred at corners; and the notches across it.

Knows one panel at a time. Every point of the sew line gives the same number of points of the cut line in every
size, so that a cut line grades as the sew line does.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modiste.tailoring.pattern.curve import Bezier, straight, unit
from modiste.tailoring.pattern.outline import curves
from modiste.tailoring.pattern.panel import Panel, Pattern, Point

PER_CURVE = 16
"""Pieces in which a curve is cut: chords stay within 0.2 mm of garments' curves."""
_LONGEST = 2.2
"""A mitre reaches at most this many allowances beyond its corner; sharper corners are cut square."""
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
    made: list[Vertex] = []
    for number, stretch in enumerate(stretches):
        before = stretches[number - 1]
        made += _corner(before, stretch)
        out = [
            _out(point, _along(stretch.points, i), stretch.allowance)
            for i, point in enumerate(stretch.points)
        ]
        made += [Vertex(point, corner=False) for point in out[1:-1]]
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
            for line in (straight(shape.start, roof), straight(roof, shapes[index + 1].end)):
                made.append(_stretch(line, 1, edge.allowance))
            index += 2
            continue
        made.append(_stretch(shape, 1 if edge.controls is None else PER_CURVE, edge.allowance))
        index += 1
    return made


def _stretch(curve: Bezier, pieces: int, allowance: float) -> _Stretch:
    return _Stretch(curve.sampled(pieces), curve.direction(0.0), curve.direction(1.0), allowance)


def _roof(before: Bezier, down: Bezier, back: Bezier) -> Point:
    """The point between a dart's legs that lies on the edge before it once the dart is folded to that side.

    The fold brings the dart's middle line onto the cloth beside the first leg, half the dart's angle away; where
    it crosses the edge there is where the middle line must end.
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


def _corner(before: _Stretch, after: _Stretch) -> list[Vertex]:
    """Two points where one stretch ends and the next begins; a mitre is the same point twice."""
    corner, u, v = after.points[0], before.last, after.first
    one, two = _out(corner, u, before.allowance), _out(corner, v, after.allowance)
    turn = u[0] * v[1] - u[1] * v[0]
    if abs(turn) < _SMOOTH:
        return [Vertex(one, corner=True), Vertex(two, corner=True)]
    gap = (two[0] - one[0], two[1] - one[1])
    ahead = (gap[0] * v[1] - gap[1] * v[0]) / turn
    mitre = (one[0] + u[0] * ahead, one[1] + u[1] * ahead)
    longest = _LONGEST * max(before.allowance, after.allowance, 0.1)
    if math.dist(mitre, corner) <= longest:
        return [Vertex(mitre, corner=True), Vertex(mitre, corner=True)]
    square = max(before.allowance, after.allowance)
    if turn < 0.0:  # a sharp inner corner: both lines stop before it
        square = -square
    return [
        Vertex((one[0] + u[0] * square, one[1] + u[1] * square), corner=True),
        Vertex((two[0] - v[0] * square, two[1] - v[1] * square), corner=True),
    ]


def _along(points: Sequence[Point], index: int) -> Point:
    """The direction of a polyline at one of its points."""
    low, high = max(index - 1, 0), min(index + 1, len(points) - 1)
    return unit((points[high][0] - points[low][0], points[high][1] - points[low][1]))


def _out(point: Point, direction: Point, allowance: float) -> Point:
    return point[0] + direction[1] * allowance, point[1] - direction[0] * allowance
