"""Traces take the shortest way over panels and seams."""

import numpy as np
import pytest

from modiste import tailoring
from modiste.fabric.smart.routing import Board, Leg, Stop, crossings
from modiste.garment import ModisteError


@pytest.fixture(scope="module")
def board() -> Board:
    return Board(tailoring.draft_size("t-shirt", "women", "38", {}))


def test_on_one_panel_the_way_is_straight(board: Board) -> None:
    (leg,) = board.route("t", [Stop("back", -10, 0), Stop("back", 10, 15)])
    assert leg.length == pytest.approx(25.0)
    assert leg.seam == ""


def test_it_goes_through_the_side_seam_where_that_is_shortest(board: Board) -> None:
    first, last = board.route("t", [Stop("front", 10, 0), Stop("back", -10, 0)])
    assert (first.seam, last.seam) == ("side_left", "")
    assert first.end.panel == "front" and last.start.panel == "back"
    assert first.end.y == pytest.approx(last.start.y, abs=1.0)
    half = first.end.x - 10
    assert first.length + last.length == pytest.approx(2 * half, abs=0.5)


def test_from_sleeve_to_sleeve_it_crosses_the_body(board: Board) -> None:
    legs = board.route("t", [Stop("sleeve_left", 0, -8), Stop("sleeve_right", 0, -8)])
    seams = [leg.seam for leg in legs if leg.seam]
    assert len(seams) == 2
    assert all(seam.startswith("armhole_") for seam in seams)
    assert {seam.rsplit("_", 1)[1] for seam in seams} == {"left", "right"}


def test_it_goes_by_what_is_named(board: Board) -> None:
    legs = board.route("t", [Stop("front", 0, 0), Stop("front", 0, 10), Stop("front", 10, 10)])
    assert [leg.length for leg in legs] == pytest.approx([10, 10])


def test_what_leaves_the_cloth_is_refused(board: Board) -> None:
    for panel, path in (("front", [(0.0, 60.0)]), ("hood", [(0.0, 0.0)])):
        with pytest.raises(ModisteError) as refused:
            board.check("zone", path, panel)
        assert refused.value.code == "MOD-2835"
    with pytest.raises(ModisteError) as refused:  # over the neckline, both ends on cloth
        board.check("zone", [(-8.0, 40.0), (8.0, 40.0)], "front")
    assert refused.value.code == "MOD-2835"


def test_lines_that_cross_are_found_and_those_that_meet_on_purpose_are_not() -> None:
    def leg(*four: float, seam: str = "") -> Leg:
        return Leg(Stop("p", *four[:2]), Stop("p", *four[2:]), seam)

    cross = [("a", [leg(0, 0, 2, 2)]), ("b", [leg(0, 2, 2, 0)]), ("c", [leg(2, 2, 3, 3)])]
    assert crossings(cross) == [("a", "b", "p")]
    hole = [("a", [leg(0, 0, 2, 2, seam="s")]), ("b", [leg(0, 2, 2, 2, seam="s")])]
    assert crossings(hole) == [("a", "b", "p")]


def test_no_way_leads_where_nothing_is_sewn() -> None:
    pattern = tailoring.draft_size("t-shirt", "women", "38", {})
    loose = Board(type(pattern)(**{**vars(pattern), "seams": ()}))
    with pytest.raises(ModisteError) as refused:
        loose.route("t", [Stop("front", 0, 0), Stop("back", 0, 0)])
    assert refused.value.code == "MOD-2836"


def test_ways_are_as_long_as_on_the_sewn_garment(board: Board) -> None:
    there = board.route("t", [Stop("front", 15, -5), Stop("sleeve_left", 3, -12)])
    back = board.route("t", [Stop("sleeve_left", 3, -12), Stop("front", 15, -5)])
    assert np.isclose(sum(leg.length for leg in there), sum(leg.length for leg in back))
