"""What cloths are worth is what the lab says of them one by one."""

import numpy as np
import pytest
from tests.fabric.search.small_goals import SCENARIO, knit, woven

from modiste.fabric.comfort.course import climate_of, worn_in
from modiste.fabric.comfort.insulation import Layer
from modiste.fabric.comfort.scenario import scenario_from
from modiste.fabric.comfort.two_node import two_node
from modiste.fabric.footprints.chain import footprint
from modiste.fabric.properties.prediction import check_room, predict
from modiste.fabric.search.correction import Correction
from modiste.fabric.search.costs import Costs
from modiste.fabric.search.designs import Designs
from modiste.fabric.search.scene import Scene
from modiste.fabric.search.worth import Worth
from modiste.garment import ModisteError


@pytest.fixture(scope="module")
def worth():
    designs = Designs(woven())
    return Worth(designs, Correction(designs.space))


@pytest.fixture(scope="module")
def good(worth):
    """Ten rows that keep all limits."""
    drawn = worth(worth.designs.space.spread(2_000, np.random.default_rng(1)))
    return drawn[drawn.violation == 0][:10]


def test_columns_are_the_predictions_of_the_specs(worth, good) -> None:
    columns = worth.columns(good.rows)
    told = predict(worth.designs.spec(good.rows[0], "cloth"))
    for name, each in told.items():
        assert columns[name][0] == pytest.approx(each.value, rel=1e-9), name


def test_intervals_hold_the_values(worth, good) -> None:
    columns, intervals = worth.columns(good.rows), worth.intervals(good.rows)
    assert set(columns) == set(intervals)
    for name, (low, high) in intervals.items():
        assert (low <= columns[name]).all(), name
        assert (columns[name] <= high).all(), name


def test_what_keeps_all_limits_can_be_made_and_is_within_them(worth, good) -> None:
    for row in good.rows:
        check_room(worth.designs.spec(row, "cloth"))
    assert (good.objectives <= 1).all()
    mass = worth.columns(good.rows)["mass_gsm"]
    assert ((mass >= 80) & (mass <= 180)).all()


def test_objectives_run_from_0_the_best_to_1_the_worst(worth, good) -> None:
    columns = worth.columns(good.rows)
    np.testing.assert_allclose(good.objectives[:, 0], (columns["cost_m2"] - 0.5) / 1.5)
    np.testing.assert_allclose(good.objectives[:, 2], (columns["air_permeability_mm_s"] - 500) / -495)


def test_a_cloth_that_jams_misses_a_limit(worth) -> None:
    row = worth.designs.space.high.copy()
    row[:3] = 0
    assert worth(row[None]).violation[0] > 0


def test_footprints_of_blends_are_those_of_their_specs(worth, good) -> None:
    columns = worth.columns(good.rows)
    for number, row in enumerate(good.rows[:4]):
        spec = worth.designs.spec(row, "cloth")
        per_kilogram = footprint(spec).ecs
        assert per_kilogram is not None
        expected = per_kilogram.value * columns["mass_gsm"][number] / 1000
        assert columns["footprint_upt_m2"][number] == pytest.approx(expected, rel=1e-9)


def test_a_cost_is_added_up_as_by_hand() -> None:
    designs = Designs(knit())
    names = [each.name for each in designs.space.variables]
    row = designs.space.low.copy()
    row[[names.index("second_fibre"), names.index("second_pct")]] = (1, 20)
    row[names.index("tex")] = 20
    cost = Costs(designs).of(row[None], np.array([150.0]))["cost_m2"][0]
    assert cost == pytest.approx(0.15 * ((0.8 * 2.0 + 0.2 * 5.0 + 1.6) / 0.94 + 1.0))
    assert Costs(designs).of(row[None], np.array([150.0]), "high")["cost_m2"][0] == pytest.approx(1.2 * cost)


def test_a_fibre_without_a_factor_is_refused() -> None:
    tree = {"of": "footprint_upt_m2", "want": "least", "worst": 900, "best": 150}
    designs = Designs(knit(knit={"fibres": ["SE"], "tex": [12, 30], "loop_mm": [2, 4]}, objectives=[tree]))
    with pytest.raises(ModisteError) as told:
        Costs(designs).of(designs.space.low[None], np.array([150.0]))
    assert told.value.code == "MOD-2852"


def test_discomfort_is_that_of_the_two_node_body_lived_through() -> None:
    scenario = scenario_from(SCENARIO)
    chance = np.random.default_rng(1)
    rct, ret = np.exp(chance.uniform(np.log(0.003), np.log(0.1), 12)), chance.uniform(0.5, 20, 12)
    felt, body = np.zeros(12), None
    for phase in scenario.phases:
        worn = [
            worn_in(phase, {"shirt": Layer("shirt", heat, vapour, scenario.layers[0].shares, 6)})
            for heat, vapour in zip(rct, ret, strict=True)
        ]
        body = two_node(
            [each.whole_rcl for each in worn],
            [each.whole_recl for each in worn],
            climate_of(phase),
            phase.met,
            minutes=phase.minutes,
            start=body,
        )
        felt += phase.minutes * np.abs(body.discomfort) / 20
    np.testing.assert_allclose(Scene(scenario).discomfort(rct, ret), felt, atol=0.01)
