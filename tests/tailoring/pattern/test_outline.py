"""Outlines: areas, spans that leave darts out, and every way in which one cannot be cut."""

import pytest

from modiste.garment import ModisteError
from modiste.tailoring.pattern.outline import area, check, crossing, edge_length, girths, polyline, span
from modiste.tailoring.pattern.panel import Edge, Panel, Placement

TORSO = Placement("torso", 0.0, "waist")


def panel(*points: tuple[float, float], **more: object) -> Panel:
    edges = tuple(Edge(f"e{number}", point) for number, point in enumerate(points))
    return Panel("piece", edges, TORSO, **more)  # type: ignore[arg-type]


SQUARE = panel((0, 0), (10, 0), (10, 10), (0, 10))
DARTED = panel(
    (0, 0), (10, 0), (10, 10), (6, 10), (5, 4), (4, 10), (0, 10), levels={"waist": 10 - 1e-9, "hip": 3.0}
)


def test_a_square_is_cut_as_drawn() -> None:
    check(SQUARE)
    assert area(polyline(SQUARE)) == 100.0
    assert edge_length(SQUARE, "e1") == pytest.approx(10.0)
    assert span(SQUARE, 5.0) == 10.0
    assert span(SQUARE, 11.0) == 0.0


def test_a_dart_is_not_counted_where_it_is_open() -> None:
    check(DARTED)
    assert girths([DARTED]) == {"hip": 10.0, "waist": 8.0}
    assert span(DARTED, 7.0) == pytest.approx(9.0)


def test_the_girth_of_a_limb_is_that_of_the_left_one() -> None:
    arms = [
        Panel(
            f"sleeve_{hand}",
            SQUARE.edges,
            Placement(wrap, 90.0, f"shoulder_{hand}"),
            levels={"upper_arm": 5.0},
        )
        for hand, wrap in (("left", "left_arm"), ("right", "right_arm"))
    ]
    assert girths(arms) == {"upper_arm": 10.0}


@pytest.mark.parametrize(
    ("shape", "code", "named"),
    [
        (panel((0, 0), (10, 10), (10, 0), (0, 10)), "MOD-1520", ("e0", "e2")),
        (panel((0, 10), (10, 10), (10, 0), (0, 0)), "MOD-1521", ()),
        (panel((0, 0), (10, 0), (10, 0), (0, 10)), "MOD-1522", ("e1",)),
        (panel((0, 0), (float("nan"), 0), (10, 10), (0, 10)), "MOD-1522", ("e0",)),
    ],
)
def test_what_cannot_be_cut_is_refused_by_panel_and_edge(
    shape: Panel, code: str, named: tuple[str, ...]
) -> None:
    with pytest.raises(ModisteError) as caught:
        check(shape)
    assert caught.value.code == code
    assert "'piece'" in str(caught.value)
    assert all(f"'{edge}'" in str(caught.value) for edge in named)


def test_a_curve_that_loops_crosses_itself() -> None:
    loop = Panel(
        "piece",
        (Edge("loop", (0, 0), ((30, 20), (-20, 20))), Edge("right", (10, 0)), Edge("low", (5, -20))),
        TORSO,
    )
    assert crossing(loop) == ("loop", "loop")


def test_an_edge_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(ModisteError, match="MOD-1526"):
        edge_length(SQUARE, "side")
