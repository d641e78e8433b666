"""A wearer through a scenario: the cloth's vapour path in JOS-3, phases, verdicts, files."""

from pathlib import Path

import numpy as np
import pytest

from modiste.fabric.comfort.air_gaps import Air
from modiste.fabric.comfort.course import climate_of, course
from modiste.fabric.comfort.feeling import Said, damp_limit, feeling, felt, felt_between, warnings
from modiste.fabric.comfort.indices import Required
from modiste.fabric.comfort.insulation import Layer, clothing
from modiste.fabric.comfort.judgement import Cloth, judge_comfort
from modiste.fabric.comfort.scenario import Phase, Scenario, read_scenario, scenario_from
from modiste.fabric.comfort.segments import SEGMENTS
from modiste.fabric.comfort.wearer import Wearer
from modiste.garment import ModisteError

EXAMPLE = Path(__file__).parents[3] / "examples" / "fabric" / "scenario.toml"
SHORT = {
    "name": "short",
    "layers": [{"name": "suit", "covers": dict.fromkeys(SEGMENTS, 1.0), "gap_mm": 3}],
    "phases": [
        {"minutes": 6, "air_c": 33, "humidity": 60, "met": 4, "wear": ["suit"]},
        {"minutes": 4, "air_c": 0, "wind": 2, "met": 1.2},
    ],
}


def test_jos3_has_the_resistances_of_every_segment_that_the_clothing_has() -> None:
    worn = clothing([Layer("a", 0.03, 4.0, {"chest": 1.0}), Layer("b", 0.08, 30.0, {"left_leg": 1.0})])
    body = Wearer()
    bare_heat, bare_vapour = body.r_t, body.r_et
    body.dress(worn)
    clo = worn.rcl / 0.155
    larger = np.where(clo < 0.5, 1 + 0.2 * clo, 1.05 + 0.1 * clo)
    np.testing.assert_allclose(body.r_t, bare_heat / larger + worn.rcl)
    np.testing.assert_allclose(body.r_et * 1000, bare_vapour * 1000 / larger + worn.recl)


def test_activity_is_in_met_whoever_it_is() -> None:
    small, large = Wearer(weight=50, height=1.5), Wearer(weight=100, height=1.9)
    for body in (small, large):
        body.tdb = body.tr = 24
        body.work(2.0)
        body.simulate(1)
    heat = [body.results().q_thermogenesis_total[-1] / body.bsa.sum() for body in (small, large)]
    assert heat == pytest.approx([2 * 58.2] * 2, rel=0.05)


@pytest.fixture(scope="module")
def told() -> dict:  # type: ignore[type-arg]
    return judge_comfort(scenario_from(SHORT), Cloth((0.02, 0.06, 0.15), (4.0, 20.0, 60.0), 50.0))


def test_more_cloth_is_warmer_and_its_interval_goes_through(told: dict) -> None:  # type: ignore[type-arg]
    hot = told["minutes"].index(5)
    skin = {key: row[hot] for key, row in told["curves"]["skin_c"].items()}
    assert skin["low"] < skin["value"] < skin["high"]
    assert told["curves"]["wettedness"]["value"][hot] > 0.06
    assert told["minutes"][-1] == 10
    assert set(told["segments"]) == set(SEGMENTS)


def test_every_phase_is_judged_by_what_is_worn_in_it(told: dict) -> None:  # type: ignore[type-arg]
    hot, cold = told["phases"]
    assert hot["clo"] > 0.3
    assert cold["clo"] == 0.0
    assert hot["feeling"]["low"] <= hot["feeling"]["value"] <= hot["feeling"]["high"]
    assert cold["felt"]["en"] == "cold"
    assert cold["standards"]["ireq"]["least"] > 0.5
    assert "最差时段：2，冷" in told["verdict"]["zh"]
    assert any("clammy" in each["en"] for each in hot["warnings"])


def test_the_drapes_gaps_count_before_the_scenarios() -> None:
    scenario = scenario_from({**SHORT, "phases": [{"minutes": 1, "air_c": 20, "wear": ["suit"]}]})
    cloth = Cloth((0.02,) * 3, (4.0,) * 3, 50.0)
    wide = judge_comfort(scenario, cloth, {"suit": Air(dict.fromkeys(SEGMENTS, 1.0), 12.0)})
    assert wide["phases"][0]["clo"] > judge_comfort(scenario, cloth)["phases"][0]["clo"]


def test_sunshine_is_a_rise_of_the_radiant_temperature() -> None:
    shade, sun = (climate_of(Phase(minutes=1, air_c=20, sun=power)) for power in (0, 500))
    assert shade.radiant_c == 20
    assert 10 < float(np.asarray(sun.radiant_c)) - 20 < 40


def test_the_example_is_read_and_lived() -> None:
    scenario = read_scenario(EXAMPLE)
    short = scenario.model_copy(update={"phases": scenario.phases[:1]})
    layers = [
        Layer(each.name, each.rct or 0.01, each.ret or 2.5, each.shares, each.gap_mm) for each in short.layers
    ]
    lived = course(short, layers)
    assert lived.skin_c.shape == (25,)
    assert lived.skin_c_by_segment.shape == (25, 17)
    assert 0.4 < lived.clothed[0].clo < 0.9


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"phases": [{"minutes": 5, "air_c": 20, "wear": ["cape"]}]}, "wears cape"),
        ({"phases": [{"minutes": 0, "air_c": 20}]}, "minutes"),
        ({"phases": [{"minutes": 1440, "air_c": 20}, {"minutes": 1, "air_c": 20}]}, "longer than"),
        ({"layers": [{"name": "a", "garment": "toga"}]}, "no garment toga"),
        ({"layers": [{"name": "a", "garment": "shirt", "rct": 0.1}]}, "both rct and ret"),
        ({"layers": [{"name": "a"}]}, "needs a garment"),
        ({"layers": [{"name": "a", "covers": {"tail": 1}}]}, "no segment tail"),
        ({"layers": [{"name": "a", "covers": {"head": 2}}]}, "shares lie from 0 to 1"),
        (
            {"layers": [{"name": "a", "garment": "hat"}] * 2, "phases": [{"minutes": 1, "air_c": 1}]},
            "one name",
        ),
    ],
)
def test_what_no_scenario_can_be_is_refused_with_the_reason(change: dict, reason: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ModisteError, match=reason) as refused:
        scenario_from({**SHORT, **change})
    assert refused.value.code == "MOD-2830"


def test_heat_is_felt_by_disc_and_cold_by_the_vote() -> None:
    assert feeling(2.0, 1.0, 0.5, None) == 2.0
    assert feeling(-0.4, -1.2, 0.5, None) == pytest.approx(-1.2)
    assert feeling(-0.4, 0.0, 1.0, Required(1.0, 2.0, 3.0)) == pytest.approx(-2.0)
    assert feeling(-0.4, -9.0, 1.0, None) == -3.0
    assert [felt(value).en for value in (0.2, -0.2, -1.0, 2.0)] == [
        "comfortable",
        "comfortable",
        "slightly cool",
        "uncomfortable, hot",
    ]
    assert felt_between([-1.0, 0.0]) == Said("slightly cool to comfortable", "略凉至舒适")


def test_limits_that_are_passed_are_told_by_segment() -> None:
    names = [Said(name, name) for name in SEGMENTS]
    skin, wet = np.full((3, 17), 34.0), np.full((3, 17), 0.06)
    assert warnings(np.full(3, 37.0), skin, wet, 1.0, names) == []
    skin[1, SEGMENTS.index("left_hand")] = 12.0
    wet[2, SEGMENTS.index("back")] = damp_limit(1.0) + 0.3
    told = " | ".join(each.en for each in warnings(np.array([37.0, 38.4, 35.5]), skin, wet, 1.0, names))
    for part in ("reaches 38.4", "falls to 35.5", "left_hand falls to 12", "back gets clammy"):
        assert part in told


def test_a_scenario_is_a_value() -> None:
    assert Scenario.model_validate(SHORT) == scenario_from(SHORT)
