"""Heat, vapour, air, water, hand and wear: limits that must hold, and the bands in which such cloth lies."""

from dataclasses import replace

import numpy as np
import pytest
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import PROPERTIES, predict, predict_rows, rows_of
from modiste.fabric.properties.air import air_permeability
from modiste.fabric.properties.assumed import ASSUMED, drawn, typical
from modiste.fabric.properties.hand import bending_rigidity, drape_coefficient, stretch, tensile_stiffness
from modiste.fabric.properties.heat import (
    AIR_CONDUCTIVITY,
    VAPOUR_RESISTANCE,
    thermal_resistance,
    vapour_resistance,
)
from modiste.fabric.properties.structure import structure_of
from modiste.fabric.properties.wear import abrasion, durability, pilling, strength
from modiste.fabric.properties.wicking import wicking_height


def lying(*specs):
    rows, given = rows_of(specs), typical()
    return rows, structure_of(rows, given), given


def test_still_air_is_what_cloth_comes_near() -> None:
    """0.038 m²K/W and 2.33 m²Pa/W a mm: no cloth of that thickness warms more or lets more vapour through."""
    assert pytest.approx(0.038, abs=0.001) == 0.001 / AIR_CONDUCTIVITY
    assert pytest.approx(2.33, abs=0.1) == VAPOUR_RESISTANCE
    rows, lies, given = lying(cloth(JERSEY), cloth(POPLIN), cloth(JERSEY, finish=["brushed"]))
    assert (thermal_resistance(rows, lies, given) < lies.thickness / 1000 / AIR_CONDUCTIVITY).all()
    assert (vapour_resistance(rows, lies, given) > lies.thickness * VAPOUR_RESISTANCE).all()


def test_a_thick_wool_holds_as_much_vapour_as_was_measured() -> None:
    """8.57 mm at 103.6 kg/m³ measured 23.2 m² Pa/W: field notes on Neves 2015, one point at second hand."""
    rows, lies, given = lying(cloth(JERSEY, blend="WO"))
    thick = replace(lies, thickness=np.array([8.57]), porosity=np.array([1 - 103.6 / 1300]))
    assert vapour_resistance(rows, thick, given)[0] == pytest.approx(23.2, rel=0.1)


def test_thicker_is_warmer_and_a_film_holds_vapour() -> None:
    rows, lies, given = lying(cloth(JERSEY), cloth(JERSEY, finish=["brushed"]), cloth(JERSEY, coating=20))
    warm, held = thermal_resistance(rows, lies, given), vapour_resistance(rows, lies, given)
    assert warm[1] > warm[0]
    assert held[2] > held[0] + 2


def test_knits_of_polyester_hold_as_much_vapour_as_was_measured() -> None:
    """1.4 to 1.9 m² Pa/W of polyester knits: field notes, a secondary source."""
    light = predict(cloth({"knit": {"loop": 2.9, "yarn": "150D/96f"}}, blend="PES"))["ret_m2pa_w"]
    assert light.low < 1.9 and light.high > 1.4


def test_air_goes_through_openings_and_not_through_films() -> None:
    rows, lies, given = lying(
        cloth(JERSEY), woven(ends=15, picks=15), cloth(POPLIN), cloth(POPLIN, coating=10)
    )
    flow = air_permeability(rows, lies, given)
    assert flow[1] > flow[2] > 0
    assert flow[3] == 0
    assert 200 < flow[0] < 1200  # plain cotton jersey


def test_water_climbs_where_it_wets() -> None:
    height = wicking_height(
        *lying(cloth(JERSEY), cloth(JERSEY, blend="PP"), cloth(JERSEY, finish=["water-repellent"]))
    )
    assert height[0] > height[1] > height[2] == 0


def test_hand_goes_as_the_trade_knows() -> None:
    denim = {"woven": {"sett": "26/17 per cm, 3/1 twill", "warp": "84 tex", "weft": "74 tex"}}
    rows, lies, given = lying(cloth(JERSEY), cloth(POPLIN), cloth(denim))
    bend = bending_rigidity(rows, lies, given)
    assert (bend[:, 2] > bend[:, 1]).all()
    drapes = drape_coefficient(rows, lies, given)
    assert drapes[0] < drapes[1]
    assert ((drapes > 0) & (drapes < 100)).all()
    gives, resists = stretch(rows, lies, given), tensile_stiffness(rows, lies, given)
    assert gives[1, 0] > gives[1, 1]
    assert (resists[:, 0] < resists[:, 1]).all()


def test_elastane_lets_it_stretch() -> None:
    give = stretch(*lying(cloth(POPLIN), cloth(POPLIN, blend="97% CO 3% EL")))
    assert (give[:, 1] > give[:, 0]).all()


def test_strong_fibres_tear_later_rub_longer_and_pill() -> None:
    rows, lies, given = lying(cloth(JERSEY, blend="CV"), cloth(JERSEY, blend="PES"))
    assert (strength(rows, lies, given)[:, 1] > strength(rows, lies, given)[:, 0]).all()
    assert np.diff(abrasion(rows, lies, given))[0] > 0
    assert np.diff(pilling(rows, lies, given))[0] < 0
    assert (durability(rows, lies, given) > 0).all()


def test_draws_keep_to_their_range_and_to_their_middle() -> None:
    many = drawn(2000)
    for name, each in ASSUMED.items():
        assert each.low <= many[name].min() and many[name].max() <= each.high
        assert each.low <= each.typical <= each.high
        peak = np.histogram(many[name], bins=8, range=(each.low, each.high))
        middle = peak[1][np.argmax(peak[0])] + (each.high - each.low) / 16
        assert abs(middle - each.typical) <= 0.2 * (each.high - each.low)
    assert (drawn(5, seed=1)["wick"] == drawn(5, seed=1)["wick"]).all()


def test_every_property_is_an_array_of_numbers() -> None:
    specs = [cloth(JERSEY), cloth(POPLIN), cloth(POPLIN, coating=30), cloth(JERSEY, blend="95% WO 5% EL")]
    values = predict_rows(rows_of(specs))
    assert list(values) == list(PROPERTIES)
    for name, each in values.items():
        assert each.shape == (4,) and np.isfinite(each).all(), name
    assert predict_rows(rows_of(specs), ["mass_gsm"])["mass_gsm"] == pytest.approx(values["mass_gsm"])
