"""The grammar: folds take cloth out, mirror images sew, rings walk once around."""

import pytest

from modiste.tailoring.pattern.curve import bent, straight
from modiste.tailoring.pattern.drawing import HANDS, Fold, Marks, Pen, lower_ring, pair, upper_ring, whole
from modiste.tailoring.pattern.outline import area, check, polyline
from modiste.tailoring.pattern.panel import Notch, Pattern, Placement, Seam
from modiste.tailoring.pattern.seams import check_seams

FRONT, BACK = Placement("torso", 0.0, "waist"), Placement("torso", 180.0, "waist")


def half(wide: float = 10.0, **more: object) -> Pen:
    pen = Pen((0.0, 0.0)).line("hem", (wide, 0.0))
    pen.curve("side", (wide - 2.0, 20.0), (0.0, 1.0), (-0.1, 1.0), (6.0, 5.0))
    return pen.line("top", (0.0, 20.0))


def test_a_dart_has_legs_of_one_length_and_a_mouth_of_its_intake() -> None:
    edge = bent((20.0, 30.0), (-1.0, -0.1), (0.0, 29.0), (-1.0, 0.0), (7.0, 7.0))
    pen = Pen((20.0, 30.0)).folded("waist", edge, [Fold("dart", 9.0, 3.0, 10.0)])
    assert [each.name for each in pen.edges] == ["waist_1", "dart_1", "dart_2", "waist_2"]
    assert pen.length("dart_1") == pytest.approx(pen.length("dart_2"), abs=1e-9)
    assert pen.length("waist_1", "waist_2") == pytest.approx(edge.length() - 3.0, abs=1e-6)
    assert pen.edges[2].start[1] < 20.5  # the point lies inside the piece, below the waist


def test_a_pleat_is_two_edges_of_half_its_depth_each() -> None:
    pen = Pen((0.0, 0.0)).folded("hem", straight((0.0, 0.0), (20.0, 0.0)), [Fold("pleat", 8.0, 3.0)])
    assert [pen.length("pleat_1"), pen.length("pleat_2")] == pytest.approx([1.5, 1.5])
    assert pen.folds[0].kind == "pleat"


def test_a_whole_piece_is_its_half_and_the_mirror_image() -> None:
    marks = Marks(notches=(Notch("side", 0.25),), lines={"pocket": ((2.0, 5.0), (6.0, 5.0))})
    piece = whole("front", "left", half(), FRONT, marks)
    (panel,) = piece.panels
    check(panel)
    names = [edge.name for edge in panel.edges]
    assert names == ["hem_left", "side_left", "top_left", "top_right", "side_right", "hem_right"]
    assert area(polyline(panel)) == pytest.approx(
        2.0 * area([(0.0, 0.0), *polyline(panel)[1:26], (0.0, 20.0)]), rel=1e-3
    )
    assert panel.notches == (Notch("side_left", 0.25), Notch("side_right", 0.75))
    assert panel.lines["pocket_right"] == ((-2.0, 5.0), (-6.0, 5.0))


def test_the_panels_of_a_pair_are_mirror_images_and_counter_clockwise_both() -> None:
    pen = half()
    pen.line("middle", (0.0, 0.0))
    piece = pair("back", "right", pen, BACK, Marks(), FRONT)
    drawn, mirrored = piece.panels
    assert (drawn.name, mirrored.name, mirrored.mirror_of) == ("back_right", "back_left", "back_right")
    assert area(polyline(mirrored)) == pytest.approx(area(polyline(drawn)))
    assert mirrored.placement == FRONT
    assert sorted(edge.name for edge in drawn.edges) == sorted(edge.name for edge in mirrored.edges)


def test_runs_of_both_hands_walk_as_they_were_drawn_so_that_they_sew() -> None:
    front, back = (
        whole("front", "left", half(), FRONT, Marks()),
        whole("back", "right", half(), BACK, Marks()),
    )
    seams = [Seam(f"side_{hand}", front.run(hand, "side"), back.run(hand, "side")) for hand in HANDS]
    assert [seam.one.backward for seam in seams] == [False, True]
    assert [seam.other.backward for seam in seams] == [True, False]
    pattern = Pattern("", {}, "", "", {}, (*front.panels, *back.panels), tuple(seams), {})
    assert max(abs(walk.error) for walk in check_seams(pattern)) < 1e-9


def test_rings_go_once_around_by_growing_azimuth() -> None:
    front, back = (
        whole("front", "left", half(), FRONT, Marks()),
        whole("back", "right", half(), BACK, Marks()),
    )
    top = upper_ring((front, ("top",)), (back, ("top",)), "back")
    assert top.backward
    assert top.edges == (
        ("back", "top_right"),
        ("front", "top_right"),
        ("front", "top_left"),
        ("back", "top_left"),
    )
    low = lower_ring((front, ("hem",)), (back, ("hem",)), "front")
    assert not low.backward
    assert list(low.edges) == [
        ("front", "hem_left"),
        ("back", "hem_left"),
        ("back", "hem_right"),
        ("front", "hem_right"),
    ]
