"""A cloth predicted: intervals, what they rest on, and what cannot be made."""

import pytest
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import PROPERTIES, check_room, predict, spec_from
from modiste.garment import ModisteError


def test_every_number_says_how_it_was_obtained() -> None:
    for name, each in predict(cloth(POPLIN)).items():
        assert each.low <= each.value <= each.high, name
        assert each.property is PROPERTIES[name]
        assert "512 cloths" in each.how and each.status
        assert each.property.source.title and each.property.zh


def test_what_is_told_narrows_the_interval() -> None:
    told, assumed = predict(woven())["mass_gsm"], predict(woven(crimp=None))["mass_gsm"]
    assert told.high - told.low < 1e-9 < assumed.high - assumed.low


def test_layers_add_up_and_hand_is_the_outer_ones() -> None:
    outer, lining = predict(cloth(POPLIN)), predict(cloth(JERSEY))
    both = predict(cloth(POPLIN, layers=[JERSEY]))
    for name in ("mass_gsm", "thickness_mm", "rct_m2k_w", "ret_m2pa_w"):
        assert both[name].value == pytest.approx(outer[name].value + lining[name].value)
    flows = [each["air_permeability_mm_s"].value for each in (outer, lining)]
    assert both["air_permeability_mm_s"].value == pytest.approx(1 / (1 / flows[0] + 1 / flows[1]))
    assert lining["imt"].value > both["imt"].value > outer["imt"].value
    assert both["bending_length_mm"].value == outer["bending_length_mm"].value
    assert both["cover"].value > outer["cover"].value


def test_jammed_threads_are_refused_with_the_nearest_that_have_room() -> None:
    with pytest.raises(ModisteError, match="MOD-2808") as refused:
        predict(woven(ends=60, picks=60))
    nearest = refused.value.values["near"]
    ends, picks = (float(word) for word in nearest.split() if word.replace(".", "").isdigit())
    check_room(woven(ends=ends * 0.99, picks=picks * 0.99))


@pytest.mark.parametrize(("loop", "near"), [(2.0, "2.24"), (7.0, "6.39")])
def test_loops_too_tight_or_too_loose_are_refused(loop: float, near: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2808") as refused:
        check_room(spec_from({"knit": {**JERSEY["knit"], "loop": loop}}))
    assert near in str(refused.value)
