"""Every pattern of every program: simple outlines, seams that walk, girths as promised, errors in words."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring.pattern.allowance import cut_line, darts
from modiste.tailoring.pattern.charts import size_charts
from modiste.tailoring.pattern.drafting import draft, draft_size, program_named, program_options, programs
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.outline import area, crossing, curves, polyline
from modiste.tailoring.pattern.panel import Panel, Pattern
from modiste.tailoring.pattern.program import Choice, Option
from modiste.tailoring.pattern.seams import seam_walk

NAMES = list(programs())


def values(option: Option) -> st.SearchStrategy[str | float]:
    if isinstance(option, Choice):
        return st.sampled_from(option.choices)
    return st.floats(option.low, option.high)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Any program in any size with any options."""
    name = draw(st.sampled_from(NAMES))
    chart = draw(st.sampled_from(list(size_charts())))
    size = draw(st.sampled_from(list(size_charts()[chart].sizes)))
    options = {option.name: draw(values(option)) for option in program_options(name)}
    return draft_size(name, chart, size, options)


@settings(max_examples=25, deadline=None)
@given(patterns())
def test_every_pattern_can_be_cut_and_sewn(pattern: Pattern) -> None:
    for panel in pattern.panels:
        assert crossing(panel) is None, panel.name
        assert area(polyline(panel)) > 1.0, panel.name
        assert all(all(map(math.isfinite, edge.start)) for edge in panel.edges)
        assert {notch.edge for notch in panel.notches} <= {edge.name for edge in panel.edges}
    for walked in seam_walk(pattern):
        assert abs(walked.error) <= 0.02, walked  # 0.2 mm; the promise is 1 mm
    for seam in pattern.seams:
        assert seam.one.backward != seam.other.backward, seam.name  # both right sides lie outside


@settings(max_examples=25, deadline=None)
@given(patterns())
def test_every_cut_line_is_simple_and_lies_outside_of_its_sew_line(pattern: Pattern) -> None:
    from shapely.geometry import Polygon

    legs = darts(pattern)
    for panel in pattern.panels:
        cut = Polygon([vertex.point for vertex in cut_line(panel, legs)])
        assert cut.is_valid, panel.name
        assert Polygon(polyline(panel, 32)).difference(cut).area < 0.05, panel.name


@settings(max_examples=15, deadline=None)
@given(patterns())
def test_every_shell_panel_knows_its_levels_and_every_level_a_girth(pattern: Pattern) -> None:
    for panel in pattern.panels:
        low, high = min(y for _, y in polyline(panel)), max(y for _, y in polyline(panel))
        assert all(low - 1e-6 <= y <= high + 1e-6 for y in panel.levels.values()), panel.name
        assert set(panel.levels) <= set(pattern.girths) or panel.layer != "shell"
    assert all(girth > 15.0 for girth in pattern.girths.values())


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.fixed_dictionaries(
        {
            "height": st.floats(145, 200),
            "bust": st.floats(70, 140),
            "waist": st.floats(55, 140),
            "hip": st.floats(75, 150),
        }
    ),
)
def test_any_body_gets_a_pattern_or_a_reason(name: str, measures: dict[str, float]) -> None:
    try:
        pattern = draft(name, measures)
    except ModisteError as error:
        assert error.code == "MOD-1533"  # the part and the reason are in its words
        return
    for zone in ("chest", "hip"):
        if zone in pattern.girths and name != "dress-a-line":
            body = pattern.body["bust" if zone == "chest" else "hip"]
            assert pattern.girths[zone] >= body, zone


@pytest.mark.parametrize(
    ("name", "garment", "zones"),
    [
        ("t-shirt", "t-shirt", {"chest": "bust", "waist": "waist", "hip": "hip", "upper_arm": "upper_arm"}),
        ("shirt", "shirt", {"chest": "bust", "waist": "waist", "hip": "hip", "upper_arm": "upper_arm"}),
        ("skirt-straight", "skirt-straight", {"waist": "waist", "hip": "hip"}),
        ("dress-shift", "dress", {"chest": "bust", "waist": "waist", "hip": "hip"}),
        ("dress-a-line", "dress-a-line", {"waist": "waist", "hip": "hip"}),
        ("trousers", "trousers", {"hip": "hip"}),
    ],
)
@pytest.mark.parametrize("fit", ["slim", "oversized"])
def test_finished_girths_are_the_body_and_the_declared_ease(
    name: str, garment: str, zones: dict[str, str], fit: str
) -> None:
    pattern = draft_size(name, "women", "42", {"fit": fit})
    for zone, measure in zones.items():
        wanted = pattern.body[measure] + ease(garment, zone, fit)
        assert pattern.girths[zone] == pytest.approx(wanted, abs=0.05), zone


def test_sleeve_caps_are_longer_than_their_armholes_by_the_declared_ease() -> None:
    pattern = draft_size("dress-shift", "women", "40", {"sleeve": "long"})
    walks = {walked.seam: walked for walked in seam_walk(pattern)}
    for part in ("front", "back"):
        walked = walks[f"armhole_{part}_left"]
        assert walked.one - walked.other == pytest.approx(ease("dress", "cap", "regular") / 2.0, abs=1e-3)


def test_left_and_right_are_mirror_images_where_they_hang() -> None:
    pattern = draft_size("t-shirt", "women", "40", {})
    panels = {panel.name: panel for panel in pattern.panels}
    left, right = panels["sleeve_left"], panels["sleeve_right"]
    assert (left.placement.wrap, left.placement.azimuth, left.placement.anchor) == (
        "left_arm",
        90.0,
        "shoulder_left",
    )
    assert (right.placement.wrap, right.placement.azimuth) == ("right_arm", 270.0)
    assert [c.length() for c in curves(left)] == pytest.approx([c.length() for c in curves(right)][::-1])
    cap = next(edge for edge in left.edges if edge.name == "cap_front")
    assert cap.start == (0.0, 0.0)  # the top of the cap is the shoulder line
    assert panels["front"].placement.azimuth == 0.0 and panels["back"].placement.azimuth == 180.0


def rigid(panel: Panel, turn: float, dx: float, dy: float) -> list[tuple[float, float]]:
    c, s = math.cos(turn), math.sin(turn)
    return [(c * x - s * y + dx, s * x + c * y + dy) for x, y in polyline(panel)]


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 6.3), st.floats(-80, 80), st.floats(-80, 80))
def test_moving_a_panel_changes_neither_its_area_nor_a_length(turn: float, dx: float, dy: float) -> None:
    panel = draft_size("skirt-a-line", "women", "38").panels[0]
    moved, here = rigid(panel, turn, dx, dy), polyline(panel)
    assert area(moved) == pytest.approx(area(here))
    assert [math.dist(*pair) for pair in pairwise(moved)] == pytest.approx(
        [math.dist(*pair) for pair in pairwise(here)]
    )


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1530.*t-shirt, shirt"):
        program_named("tee")
    with pytest.raises(ModisteError, match=r"MOD-1530.*neckline"):
        draft("t-shirt", {}, {"neck": "crew"})


def test_a_body_that_no_program_draws_for_gets_the_part_and_the_reason() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1533: The .+ cannot be drawn"):
        draft("shirt", {"bust": 70, "upper_arm": 60, "shoulder": 30})


def test_a_dart_that_would_narrow_the_chest_is_refused() -> None:
    with pytest.raises(ModisteError, match="bust dart") as caught:
        draft("dress-shift", {"height": 145.0, "bust": 120.0, "waist": 55.0, "hip": 75.0})
    assert caught.value.code == "MOD-1533"
