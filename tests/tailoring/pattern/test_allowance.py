"""Cut lines: allowances all around, mitred corners, roofs over darts, notches across."""

import math

import pytest
from shapely.geometry import Point, Polygon

from modiste.tailoring.pattern.allowance import cut_line, darts, notch_lines
from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.outline import polyline
from modiste.tailoring.pattern.panel import Edge, Notch, Panel, Placement

TORSO = Placement("torso", 0.0, "waist")


def square(*allowances: float, notches: tuple[Notch, ...] = ()) -> Panel:
    corners = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    edges = tuple(
        Edge(f"e{i}", corner, None, allowance)
        for i, (corner, allowance) in enumerate(zip(corners, allowances, strict=True))
    )
    return Panel("piece", edges, TORSO, notches=notches)


def test_each_edge_has_its_own_allowance_and_corners_are_mitred() -> None:
    cut = cut_line(square(4.0, 1.0, 2.0, 1.0))
    assert sorted({vertex.point for vertex in cut}) == [
        (-1.0, -4.0),
        (-1.0, 12.0),
        (11.0, -4.0),
        (11.0, 12.0),
    ]
    assert all(vertex.corner for vertex in cut)


def test_a_sharp_corner_is_cut_square_instead_of_running_out() -> None:
    spike = Panel("spike", (Edge("a", (0.0, 0.0)), Edge("b", (40.0, 2.0)), Edge("c", (0.0, 4.0))), TORSO)
    reach = max(math.dist(vertex.point, (40.0, 2.0)) for vertex in cut_line(spike) if vertex.point[0] > 30)
    assert reach < 2.0


def test_the_cut_line_keeps_its_distance_along_curves() -> None:
    panel = draft_size("t-shirt", "women", "40").panels[0]
    line = Polygon([vertex.point for vertex in cut_line(panel)]).exterior
    armhole = next(edge.start for edge in panel.edges if edge.name == "armhole_left")
    inner = [p for p in polyline(panel, 32) if p[1] > armhole[1] + 2 and p[0] > 12]
    assert len(inner) > 10
    for point in inner:
        assert line.distance(Point(point)) == pytest.approx(1.0, abs=0.02)


def test_a_dart_is_roofed_so_that_its_fold_reaches_the_seam() -> None:
    pattern = draft_size("skirt-straight", "women", "40")
    panel = pattern.panels[0]
    with_roof, without = (Polygon([v.point for v in cut_line(panel, legs)]) for legs in (darts(pattern), ()))
    points = [e.start for e in panel.edges if e.name in ("dart_front_2_left", "dart_front_1_right")]
    assert len(points) == 2
    assert all(with_roof.contains(Point(x, y + 5.0)) for x, y in points)
    assert with_roof.area > without.area


def test_a_notch_runs_from_the_sew_line_to_the_cut_line() -> None:
    ((foot, end),) = notch_lines(square(1.5, 1.0, 1.0, 1.0, notches=(Notch("e0", 0.3),)))
    assert foot == pytest.approx((3.0, 0.0))
    assert end == pytest.approx((3.0, -1.5))
