"""The outline of a panel: its polyline, area, spans at a height, and whether it crosses itself.

Knows one panel at a time; how panels are sewn is `seams`'. Centimetres.
"""

import math
from collections.abc import Iterable, Sequence

from modiste.garment import ModisteError
from modiste.tailoring.pattern.curve import Bezier, edge_curve
from modiste.tailoring.pattern.panel import Panel, Pattern, Point, Side

_PER_CURVE = 24
LIMB_LEVELS = frozenset({"upper_arm", "sleeve_hem", "wrist", "thigh", "knee", "leg_hem"})
"""Girths of one limb: measured on the wearer's left only."""


def curves(panel: Panel) -> list[Bezier]:
    """The curves of all edges, in order."""
    return [edge_curve(panel, index) for index in range(len(panel.edges))]


def polyline(panel: Panel, per_curve: int = _PER_CURVE) -> list[Point]:
    """The outline as points, (n, 2), closed without repeating the first; lines give one point each."""
    points: list[Point] = []
    for edge, curve in zip(panel.edges, curves(panel), strict=True):
        points += [edge.start] if edge.controls is None else curve.sampled(per_curve)[:-1]
    return points


def area(points: Sequence[Point]) -> float:
    """The signed area of a polygon in square centimetres: positive where it runs counter-clockwise."""
    return 0.5 * sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)
    )


def edge_index(panel: Panel, name: str) -> int:
    """The place of an edge in its panel.

    Raises:
        ModisteError: MOD-1526 where the panel has no such edge.
    """
    for index, edge in enumerate(panel.edges):
        if edge.name == name:
            return index
    raise ModisteError("MOD-1526", what=f"edge '{name}' of panel '{panel.name}'")


def edge_length(panel: Panel, name: str) -> float:
    """The length of one edge in centimetres."""
    return edge_curve(panel, edge_index(panel, name)).length()


def run_length(pattern: Pattern, side: Side) -> float:
    """The length of one side of a seam in centimetres."""
    panels = {panel.name: panel for panel in pattern.panels}
    return sum(edge_length(panels[panel], edge) for panel, edge in side.edges)


def span(panel: Panel, y: float) -> float:
    """How much cloth of a panel lies on a height, in centimetres: darts and pleats are not counted."""
    xs = sorted(curve.at(t)[0] for curve in curves(panel) for t in curve.crossings(y))
    return sum(high - low for low, high in zip(xs[::2], xs[1::2], strict=False))


def girths(panels: Iterable[Panel]) -> dict[str, float]:
    """The sewn shell's own girths in centimetres: each level's spans over all panels that it crosses.

    `hem` is the length of the hem edges, which need not lie on one height.
    """
    found: dict[str, float] = {}
    for panel in panels:
        if panel.layer != "shell":
            continue
        for level, y in panel.levels.items():
            if level in LIMB_LEVELS and not panel.placement.wrap.startswith("left"):
                continue
            length = hem_length(panel) if level in ("hem", "leg_hem", "sleeve_hem") else span(panel, y)
            found[level] = found.get(level, 0.0) + length
    return {level: round(length, 4) for level, length in sorted(found.items())}


def hem_length(panel: Panel) -> float:
    """The length of a panel's hem edges in centimetres."""
    return sum(
        curve.length()
        for edge, curve in zip(panel.edges, curves(panel), strict=True)
        if edge.name.startswith("hem")
    )


def check(panel: Panel) -> None:
    """Refuse an outline that cannot be cut.

    Raises:
        ModisteError: MOD-1520 where it crosses itself (panel and edges named), MOD-1521 where it runs
            clockwise or has no area, MOD-1522 for an edge without length or a number that is none.
    """
    for edge, curve in zip(panel.edges, curves(panel), strict=True):
        if not all(math.isfinite(value) for point in curve for value in point):
            raise ModisteError("MOD-1522", panel=panel.name, edge=edge.name, reason="a point is no number")
        if math.dist(curve.start, curve.end) < 1e-6 and curve.length() < 1e-3:
            raise ModisteError("MOD-1522", panel=panel.name, edge=edge.name, reason="it has no length")
    crossed = crossing(panel)
    if crossed is not None:
        one, other = crossed
        raise ModisteError("MOD-1520", panel=panel.name, edge=one, other=other)
    if (size := area(polyline(panel))) <= 1e-3:
        raise ModisteError("MOD-1521", panel=panel.name, area=f"{size:.2f}")


def crossing(panel: Panel) -> tuple[str, str] | None:
    """The first two edges of an outline that meet where they should not, or None."""
    from shapely import STRtree  # noqa: PLC0415 - a large library, wanted only where outlines are checked
    from shapely.geometry import LineString, Polygon  # noqa: PLC0415

    points = polyline(panel)
    if len(points) >= 3 and Polygon(points).is_valid:
        return None
    lines = [LineString(curve.sampled(_PER_CURVE)) for curve in curves(panel)]
    names = [edge.name for edge in panel.edges]
    for name, line in zip(names, lines, strict=True):
        if not line.is_simple:
            return name, name
    count = len(lines)
    tree = STRtree(lines)
    for one in range(count):
        for other in sorted(int(each) for each in tree.query(lines[one])):
            if other <= one:
                continue
            met = lines[one].intersection(lines[other])
            shared = {lines[i].coords[-1] for i, j in ((one, other), (other, one)) if (i + 1) % count == j}
            extra = [
                part for part in getattr(met, "geoms", [met]) if not part.is_empty and not _is(part, shared)
            ]
            if extra:
                return names[one], names[other]
    return names[0], names[-1]


def _is(part: object, shared: set[tuple[float, ...]]) -> bool:
    """Whether a part of an intersection is only the corner that two edges share."""
    coordinates = list(getattr(part, "coords", []))
    return len(coordinates) == 1 and any(math.dist(coordinates[0], each) < 1e-9 for each in shared)
