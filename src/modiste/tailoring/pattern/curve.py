"""Cubic Bezier curves: where they go, how long they are, where they cross a height.

Knows one curve at a time, in centimetres; panels are `outline`'s. A line is a curve with its inner points at
thirds, so that a parameter is a share of its length.
"""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from modiste.tailoring.pattern.panel import Edge, Panel, Point

_NODES = (
    (-0.9602898564975363, 0.1012285362903763),
    (-0.7966664774136267, 0.2223810344533745),
    (-0.5255324099163290, 0.3137066458778873),
    (-0.1834346424956498, 0.3626837833783620),
    (0.1834346424956498, 0.3626837833783620),
    (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745),
    (0.9602898564975363, 0.1012285362903763),
)
"""Gauss-Legendre nodes and weights of order 8 (Abramowitz and Stegun, table 25.4)."""
_PIECES = 4
"""Pieces over which a length is integrated: the error stays below a micrometre on curves of garments."""


class Bezier(NamedTuple):
    """A cubic curve by its end points and its two inner control points, in centimetres."""

    start: Point
    first: Point
    second: Point
    end: Point

    def at(self, t: float) -> Point:
        """The point at parameter `t`, 0 to 1."""
        s = 1.0 - t
        a, b, c, d = s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self
        return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3

    def velocity(self, t: float) -> Point:
        """The derivative by the parameter."""
        s = 1.0 - t
        a, b, c = 3.0 * s * s, 6.0 * s * t, 3.0 * t * t
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self
        return (
            a * (x1 - x0) + b * (x2 - x1) + c * (x3 - x2),
            a * (y1 - y0) + b * (y2 - y1) + c * (y3 - y2),
        )

    def direction(self, t: float) -> Point:
        """The unit tangent in the direction of travel."""
        x, y = self.velocity(t)
        if math.hypot(x, y) < 1e-9:  # an inner point lies on its end point
            before, after = self.at(max(t - 1e-4, 0.0)), self.at(min(t + 1e-4, 1.0))
            x, y = after[0] - before[0], after[1] - before[1]
        return unit((x, y))

    def length(self, upto: float = 1.0) -> float:
        """Arc length from the start to a parameter, by Gauss-Legendre quadrature."""
        return _length(self, upto)

    def parameter(self, length: float) -> float:
        """The parameter at an arc length from the start; what lies outside is drawn to the nearer end."""
        return _parameter(self, length)

    def split(self, t: float) -> "tuple[Bezier, Bezier]":
        """The two parts before and after a parameter (de Casteljau)."""
        a, b, c = (_between(p, q, t) for p, q in pairwise(self))
        d, e = _between(a, b, t), _between(b, c, t)
        middle = _between(d, e, t)
        return Bezier(self.start, a, d, middle), Bezier(middle, e, c, self.end)

    def sampled(self, count: int) -> list[Point]:
        """`count` + 1 points at equal parameters, both ends among them."""
        return [self.at(i / count) for i in range(count)] + [self.end]

    def turned(self) -> "Bezier":
        """The same curve travelled the other way."""
        return Bezier(self.end, self.second, self.first, self.start)

    def crossings(self, y: float) -> list[float]:
        """Parameters at which the curve crosses a height; touching it from one side counts for none."""
        bounds = [0.0, *_turns(*(point[1] for point in self)), 1.0]
        found = []
        for low, high in pairwise(bounds):
            below, above = self.at(low)[1] - y, self.at(high)[1] - y
            if (below < 0.0) != (above < 0.0):  # a half-open rule, so that corners count once
                found.append(self._root(y, low, high, rising=above > below))
        return found

    def _root(self, y: float, low: float, high: float, *, rising: bool) -> float:
        for _ in range(60):
            middle = (low + high) / 2.0
            if (self.at(middle)[1] < y) == rising:
                low = middle
            else:
                high = middle
        return (low + high) / 2.0


# Whoever looks for a seam of a given length draws a piece again and again, and most of its curves stay.
@lru_cache(maxsize=8192)
def _length(curve: Bezier, upto: float) -> float:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    dx0, dx1, dx2 = x1 - x0, x2 - x1, x3 - x2
    dy0, dy1, dy2 = y1 - y0, y2 - y1, y3 - y2
    step = upto / _PIECES
    total = 0.0
    for piece in range(_PIECES):
        middle = (piece + 0.5) * step
        for node, weight in _NODES:
            # `velocity`, written out: a call each would take longer than the sum.
            t = middle + node * step / 2.0
            s = 1.0 - t
            a, b, c = 3.0 * s * s, 6.0 * s * t, 3.0 * t * t
            total += weight * math.hypot(a * dx0 + b * dx1 + c * dx2, a * dy0 + b * dy1 + c * dy2)
    return total * step / 2.0


@lru_cache(maxsize=8192)
def _parameter(curve: Bezier, length: float) -> float:
    whole = curve.length()
    if length <= 0.0 or whole <= 0.0:
        return 0.0
    if length >= whole:
        return 1.0
    t, low, high = length / whole, 0.0, 1.0
    for _ in range(40):
        missing = length - curve.length(t)
        if abs(missing) < 1e-9:
            break
        low, high = (t, high) if missing > 0 else (low, t)
        speed = math.hypot(*curve.velocity(t))
        t = t + missing / speed if speed > 1e-9 else (low + high) / 2.0
        if not low < t < high:  # Newton left the bracket
            t = (low + high) / 2.0
    return t


def straight(start: Point, end: Point) -> Bezier:
    """A line as a curve."""
    return Bezier(start, _between(start, end, 1 / 3), _between(start, end, 2 / 3), end)


def bent(start: Point, leave: Point, end: Point, arrive: Point, pull: tuple[float, float]) -> Bezier:
    """A curve by its tangents.

    Args:
        start: Where it begins.
        leave: The direction in which it leaves; its length does not matter.
        end: Where it ends.
        arrive: The direction in which it travels when it arrives.
        pull: How far the inner points lie from the ends, in centimetres.
    """
    (lx, ly), (ax, ay) = unit(leave), unit(arrive)
    return Bezier(
        start,
        (start[0] + lx * pull[0], start[1] + ly * pull[0]),
        (end[0] - ax * pull[1], end[1] - ay * pull[1]),
        end,
    )


def edge_curve(panel: Panel, index: int) -> Bezier:
    """The curve of a panel's edge, from its own start to the next edge's."""
    edge: Edge = panel.edges[index]
    end = panel.edges[(index + 1) % len(panel.edges)].start
    if edge.controls is None:
        return straight(edge.start, end)
    return Bezier(edge.start, *edge.controls, end)


def unit(vector: Point) -> Point:
    """A vector of length one; the zero vector stays."""
    size = math.hypot(*vector)
    return (vector[0] / size, vector[1] / size) if size else vector


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _turns(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Parameters inside 0 to 1 where one coordinate's derivative vanishes."""
    a = p3 - 3.0 * p2 + 3.0 * p1 - p0
    b = p2 - 2.0 * p1 + p0
    c = p1 - p0
    if abs(a) < 1e-12:
        roots = [-c / (2.0 * b)] if abs(b) > 1e-12 else []
    else:
        under = b * b - a * c
        if under < 0.0:
            return []
        root = math.sqrt(under)
        roots = [(-b - root) / a, (-b + root) / a]
    return sorted(t for t in roots if 1e-9 < t < 1.0 - 1e-9)
