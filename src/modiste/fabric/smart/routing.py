"""The shortest way of a trace over a sewing pattern: straight on panels, stitched through their seams.

Knows panels and seams; resistance is the yarn's. Centimetres.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import ModisteError

Points = NDArray[np.float64]

_EVERY = 2.0
"""Centimetres between places where a seam may be crossed."""
_TOUCH = 1e-9
"""What touches an outline, within rounding, does not cross it."""


@dataclass(frozen=True)
class Stop:
    """A place on a panel."""

    panel: str
    x: float
    y: float


@dataclass(frozen=True)
class Leg:
    """A straight line on one panel; `seam` is the one that it ends at, or empty."""

    start: Stop
    end: Stop
    seam: str = ""

    @property
    def length(self) -> float:
        """Centimetres."""
        return float(np.hypot(self.end.x - self.start.x, self.end.y - self.start.y))


def crossings(routes: Sequence[tuple[str, Sequence[Leg]]]) -> list[tuple[str, str, str]]:
    """Pairs of routes that cross or go through one hole, and the panel: bare yarn makes a short there.

    Where two begin or end at one place, they are joined on purpose.
    """
    found: dict[tuple[str, str, str], None] = {}
    for (one, legs), (other, others) in combinations(routes, 2):
        for leg, across in product(legs, others):
            if leg.start.panel == across.start.panel and _cross(leg, across):
                found[one, other, leg.start.panel] = None
    return list(found)


def _cross(leg: Leg, across: Leg) -> bool:
    if leg.seam and leg.end == across.end:
        return True
    one, other, start, end = (np.array([s.x, s.y]) for s in (leg.start, leg.end, across.start, across.end))
    return bool(
        _side(one, other, start) * _side(one, other, end) < -_TOUCH
        and _side(start, end, one) * _side(start, end, other) < -_TOUCH
    )


class Board:
    """A pattern's shell as something to stitch on."""

    def __init__(self, pattern: "tailoring.Pattern") -> None:
        self._outlines = {
            panel.name: np.array(tailoring.polyline(panel))
            for panel in pattern.panels
            if panel.layer == "shell"
        }
        self._onwards: dict[Stop, list[tuple[Leg, Stop]]] = {}
        self._doors: dict[str, list[tuple[Stop, Stop, str]]] = {name: [] for name in self._outlines}
        panels = {panel.name: panel for panel in pattern.panels}
        for seam in pattern.seams:
            if seam.kind != "sewn":
                continue
            for one, other in zip(
                _places(panels, seam.one, seam.other), _places(panels, seam.other, seam.one), strict=True
            ):
                if one.panel in self._outlines and other.panel in self._outlines:
                    self._doors[one.panel].append((one, other, seam.name))
                    self._doors[other.panel].append((other, one, seam.name))

    def check(self, name: str, path: Sequence[tuple[float, float]], panel: str) -> None:
        """Whether lines lie on a panel.

        Raises:
            ModisteError: MOD-2835 where one leaves it, or there is no such panel.
        """
        if panel not in self._outlines:
            raise ModisteError("MOD-2835", name=name, panel=panel, known=", ".join(self._outlines))
        stops = [Stop(panel, *point) for point in path]
        inside = _within(self._outlines[panel], np.array(path))
        if not inside.all() or not all(
            self._sees(panel, one, [other]).all() for one, other in pairwise(stops)
        ):
            raise ModisteError("MOD-2835", name=name, panel=panel, known=", ".join(self._outlines))

    def route(self, name: str, stops: Sequence[Stop]) -> list[Leg]:
        """The shortest way by all stops.

        Raises:
            ModisteError: MOD-2835 for a stop that lies on no cloth, MOD-2836 where no way leads.
        """
        for stop in stops:
            self.check(name, [(stop.x, stop.y)], stop.panel)
        return [leg for one, other in pairwise(stops) for leg in self._between(name, one, other)]

    def _between(self, name: str, start: Stop, end: Stop) -> list[Leg]:
        """Dijkstra from place to place: in sight on a panel, or through a seam at no cost."""
        came: dict[Stop, Leg] = {}
        best, done = {start: 0.0}, set()
        waiting = [(0.0, 0, start)]
        count = 0
        while waiting:
            far, _, here = heapq.heappop(waiting)
            if here in done:
                continue
            done.add(here)
            if here == end:
                return list(_back(came, start, end))
            for leg, landing in self._onward(here, end):
                total = far + leg.length
                if total < min(best.get(landing, np.inf), best.get(end, np.inf)):
                    best[landing], came[landing] = total, leg
                    count += 1
                    heapq.heappush(waiting, (total, count, landing))
        raise ModisteError("MOD-2836", name=name, start=start.panel, end=end.panel)

    def _onward(self, here: Stop, end: Stop) -> Iterator[tuple[Leg, Stop]]:
        if here not in self._onwards:
            doors = self._doors[here.panel]
            seen = self._sees(here.panel, here, [door for door, _, _ in doors])
            self._onwards[here] = [
                (Leg(here, door, seam), landing)
                for (door, landing, seam), in_sight in zip(doors, seen, strict=True)
                if in_sight
            ]
        yield from self._onwards[here]
        if end.panel == here.panel and self._sees(here.panel, here, [end]).all():
            yield Leg(here, end), end

    def _sees(self, panel: str, eye: Stop, places: Sequence[Stop]) -> NDArray[np.bool_]:
        """Which places are seen: the line to them crosses no part of the outline; its middle is inside."""
        here = np.array([eye.x, eye.y])
        there = np.array([(each.x, each.y) for each in places]).reshape(-1, 1, 2)
        one = self._outlines[panel]
        other = np.roll(one, -1, axis=0)
        crossed = (_side(here, there, one) * _side(here, there, other) < -_TOUCH) & (
            _side(one, other, here) * _side(one, other, there) < -_TOUCH
        )
        return ~crossed.any(axis=1) & _within(one, (here + there[:, 0]) / 2)


def _side(one: Points, other: Points, point: Points) -> Points:
    """On which side of a line a point lies, by twice the area of the triangle."""
    way, to = other - one, point - one
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])


def _back(came: Mapping[Stop, Leg], start: Stop, end: Stop) -> list[Leg]:
    legs = []
    while end != start:
        legs.append(came[end])
        end = legs[-1].start
    return legs[::-1]


def _within(outline: Points, points: Points) -> NDArray[np.bool_]:
    """Which of (n, 2) points lie in a closed outline, by how often a ray to the right crosses it."""
    x, y = points[:, :1], points[:, 1:]
    one, other = outline, np.roll(outline, -1, axis=0)
    rises = (one[:, 1] > y) != (other[:, 1] > y)
    slope = (other[:, 0] - one[:, 0]) / np.where(other[:, 1] == one[:, 1], 1.0, other[:, 1] - one[:, 1])
    return np.asarray((rises & (x < one[:, 0] + (y - one[:, 1]) * slope)).sum(axis=1) % 2 == 1)


def _places(
    panels: "Mapping[str, tailoring.Panel]", side: "tailoring.Side", partner: "tailoring.Side"
) -> list[Stop]:
    """Places along a side of a seam, as many as along its partner, at the same shares of their lengths."""
    runs = [_run(panels, each) for each in (side, partner)]
    long = max(float(lengths[-1]) for _, lengths, _ in runs)
    shares = np.linspace(0, 1, max(int(long / _EVERY), 2) + 1)[1:-1]
    points, lengths, names = runs[0]
    at = shares * lengths[-1]
    owners = [names[index - 1] for index in np.searchsorted(lengths, at)]
    return [
        Stop(owner, float(x), float(y))
        for owner, x, y in zip(
            owners, np.interp(at, lengths, points[:, 0]), np.interp(at, lengths, points[:, 1]), strict=True
        )
    ]


def _run(panels: "Mapping[str, tailoring.Panel]", side: "tailoring.Side") -> tuple[Points, Points, list[str]]:
    """A side's points in the order of sewing, the length up to each, and each step's panel."""
    points: list[Points] = []
    names: list[str] = []
    for panel, edge in side.edges:
        index = next(i for i, each in enumerate(panels[panel].edges) if each.name == edge)
        drawn = np.array(tailoring.curves(panels[panel])[index].sampled(24))
        points.append(drawn[::-1] if side.backward else drawn)
        names += [panel] * len(drawn)
    steps = [np.r_[0.0, np.hypot(*np.diff(each, axis=0).T)] for each in points]
    return np.concatenate(points), np.cumsum(np.concatenate(steps)), names[1:]
