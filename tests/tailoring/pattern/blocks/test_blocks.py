"""The blocks as a pattern maker checks them: caps, armholes, crotches, darts, bands."""

import pytest

from modiste.garment import ModisteError
from modiste.tailoring.pattern.blocks import band, bodice, dress, hood, legwear, skirt, top, trouser
from modiste.tailoring.pattern.blocks.sleeve import sleeve
from modiste.tailoring.pattern.charts import chart_size, size_chart
from modiste.tailoring.pattern.drafting import draft_size, program_named
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.outline import area, edge_length, polyline
from modiste.tailoring.pattern.panel import Panel, Placement
from modiste.tailoring.pattern.program import Brief

BODY = chart_size(size_chart("women"), "40")
WIDTH = bodice.Width(chest=10.0, waist=22.0, hip=6.0, drop=0.5, scye=2.0)


def brief(program: str, **options: object) -> Brief:
    return Brief(BODY, "women", program_named(program).read(options))


def panels(program: str, **options: object) -> dict[str, Panel]:
    return {panel.name: panel for panel in draft_size(program, "women", "40", options).panels}


def test_the_front_is_hollowed_more_than_the_back_and_its_neck_lies_lower() -> None:
    front, back = bodice.frames(BODY, "women", WIDTH)
    assert front.across < back.across
    assert front.nape < back.nape < front.neck[1]
    assert front.chest == back.chest
    assert front.tip[1] < back.tip[1]


def test_an_armhole_is_level_below_square_above_and_as_hollow_as_asked() -> None:
    front, _ = bodice.frames(BODY, "women", WIDTH)
    curve = bodice.armhole_curve(front)
    assert curve.direction(0.0) == pytest.approx((-1.0, 0.0))
    dx, dy = curve.direction(1.0)
    assert dx * front.slope[0] + dy * front.slope[1] == pytest.approx(0.0, abs=1e-9)
    assert min(x for x, _ in curve.sampled(200)) == pytest.approx(front.across, abs=0.02)


def test_an_armhole_too_small_for_its_arm_is_lowered_and_one_beyond_reason_refused() -> None:
    frames = bodice.frames(BODY, "women", WIDTH)
    long = sum(bodice.armhole_curve(frame).length() for frame in frames)
    deeper = bodice.deepened(*frames, long + 6.0)
    assert sum(bodice.armhole_curve(frame).length() for frame in deeper) == pytest.approx(
        long + 6.0, abs=1e-6
    )
    with pytest.raises(ModisteError, match=r"MOD-1533.*armhole"):
        bodice.deepened(*frames, 200.0)


def test_a_cap_is_as_long_as_armhole_and_ease_and_as_wide_as_the_arm() -> None:
    pen, height = sleeve(22.0, 22.5, 34.0, 58.0, 22.0, 2.0)
    assert pen.length("cap_front") == pytest.approx(23.0, abs=1e-6)
    assert pen.length("cap_back") == pytest.approx(23.5, abs=1e-6)
    assert pen.length("underarm_front") == pytest.approx(pen.length("underarm_back"), abs=1e-9)
    front, back = pen.bezier("cap_front"), pen.bezier("cap_back")
    assert back.start[0] - front.end[0] == pytest.approx(34.0, abs=1e-6)
    assert 10.0 < height < 18.0
    assert front.direction(0.0) == pytest.approx((-1.0, 0.0))  # no point at the top of the cap


def test_a_sleeve_wider_than_its_armhole_is_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1533.*sleeve cap"):
        sleeve(18.0, 18.0, 40.0, 58.0, 22.0, 1.0)


def test_a_skirts_waist_is_exact_and_darts_stay_sewable() -> None:
    for hip, waist in ((96.0, 66.0), (104.0, 77.0), (110.0, 108.0)):
        taken = skirt.suppression(hip, waist, 1, 2)
        assert all(0.8 <= intake <= 3.2 for intake in (*taken.front, *taken.back))
        ends = [
            skirt.waistline(hip / 4, taken.side, lowered)[0].length() - sum(folds)
            for lowered, folds in ((skirt.FRONT_LOWERED, taken.front), (skirt.BACK_LOWERED, taken.back))
        ]
        assert 2.0 * sum(ends) == pytest.approx(waist, abs=1e-6)
    with pytest.raises(ModisteError, match="MOD-1533"):
        skirt.suppression(100.0, 300.0, 1, 2)


def test_a_flared_hem_is_square_to_the_middle_and_to_the_side() -> None:
    front = panels("skirt-a-line", flare=3.0)["front"]
    hem = next(edge for edge in front.edges if edge.name == "hem_left")
    side = next(edge for edge in front.edges if edge.name == "side_hem_left")
    up = next(edge for edge in front.edges if edge.name == "side_hip_left").start
    assert hem.controls is not None
    assert hem.controls[0][1] == pytest.approx(hem.start[1])
    lean = (side.start[0] - hem.controls[1][0], side.start[1] - hem.controls[1][1])
    along = (up[0] - side.start[0], up[1] - side.start[1])
    cosine = (lean[0] * along[0] + lean[1] * along[1]) / (
        (lean[0] ** 2 + lean[1] ** 2) ** 0.5 * (along[0] ** 2 + along[1] ** 2) ** 0.5
    )
    assert abs(cosine) < 0.06


def test_the_back_crotch_reaches_further_and_rises_higher_than_the_front() -> None:
    legs = legwear.leg_of(brief("trousers"), "trousers")
    front, back = trouser.legs(legs)
    assert back.length("crotch") > 1.4 * front.length("crotch")
    assert back.bezier("seat").start[1] > front.bezier("fly").start[1] + 2.0
    for names in (trouser.side_names(legs), trouser.inseam_names(legs)):
        assert back.length(*names) == pytest.approx(front.length(*names), abs=1e-6)


def test_the_rise_lowers_the_waistband_and_short_legs_have_no_knee() -> None:
    high, low = (legwear.leg_of(brief("trousers", rise=rise), "trousers") for rise in ("high", "low"))
    assert (high.top, low.top) == (0.0, -7.0)
    assert high.waist < low.waist
    shorts = draft_size("shorts", "women", "40", {"length": "short"})
    assert "knee" not in shorts.girths
    assert "inseam_leg" not in {edge.name for edge in shorts.panels[0].edges}


def test_a_bust_dart_takes_out_what_the_front_is_longer() -> None:
    front, back = panels("dress-shift")["front"], panels("dress-shift")["back_left"]
    sides = [edge_length(front, f"side_waist_{part}_left") for part in (1, 2)]
    assert sum(sides) == pytest.approx(edge_length(back, "side_waist"), abs=0.01)
    assert bodice.bust_intake(BODY) == pytest.approx(2.6, abs=0.5)
    assert dress.shift(brief("dress-shift")).seams


def test_waist_darts_of_bodice_and_skirt_meet_at_the_waist_seam() -> None:
    made = panels("dress-a-line")
    for hand in ("left", "right"):
        upper = edge_length(made["bodice_front"], f"waist_2_{hand}")  # dart to side
        assert upper == pytest.approx(edge_length(made["skirt_front"], f"waist_1_{hand}"), abs=0.05)


def test_a_band_takes_its_inner_layer_as_allowance_and_its_ends_meet() -> None:
    made = band.band("belt", 70.0, 3.0, Placement("torso", 0.0, "waist"))
    assert {edge.name: edge.allowance for edge in made.edges} == {
        "lower": 1,
        "end_1": 1,
        "upper": 4,
        "end_2": 1,
    }
    assert area(polyline(made)) == pytest.approx(210.0)


def test_a_hood_is_as_long_as_its_neckline_and_deeper_than_the_neck() -> None:
    made = top.knit(brief("t-shirt"), "t-shirt", bodice.NECKLINES["crew"])
    drawn = hood.hood(168.0, made.front, made.back, made.neck)
    left = drawn.panels[0]
    assert edge_length(left, "neck") == pytest.approx(sum(made.neck))
    assert max(x for x, _ in polyline(left)) > made.neck[1] + 1.0
    assert max(y for _, y in polyline(left)) > 30.0


def test_ribs_are_shorter_than_what_they_gather_and_neckbands_lie_on() -> None:
    pattern = draft_size("sweatshirt", "men", "50")
    eases = {seam.name: seam.ease for seam in pattern.seams}
    assert eases["hem_rib"] < -10.0 and eases["neckband"] < -2.0 and eases["cuff_left"] < -2.0
    assert pattern.girths["wrist"] == pytest.approx(
        pattern.body["wrist"] + ease("sweatshirt", "cuff", "regular"), abs=0.01
    )
