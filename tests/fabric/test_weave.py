"""Weaves by name and by lift plan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fabric.small_cloths import woven

from modiste.fabric import lift_plan, print_sett, read_sett
from modiste.fabric.weave import drawn_plan, interlacing, longest_float
from modiste.garment import ModisteError


def test_a_twill_climbs_by_its_letter() -> None:
    assert drawn_plan(lift_plan("2/1 twill Z")).split() == ["x.x", ".xx", "xx."]
    right, left = lift_plan("2/2 twill Z"), lift_plan("2/2 twill S")
    assert (np.roll(right[0], 1) == right[1]).all()
    assert (np.roll(left[0], -1) == left[1]).all()


@pytest.mark.parametrize(
    ("weave", "shares", "float_"),
    [("plain", (1, 1), 1), ("2/2 twill", (0.5, 0.5), 2), ("2/1 twill Z", (2 / 3, 2 / 3), 2),
     ("satin 5", (0.4, 0.4), 4), ("sateen 8/3", (0.25, 0.25), 7),
     ("basket 2", (0.5, 0.5), 2), ("平纹", (1, 1), 1)],
)  # fmt: skip
def test_interlacings_and_floats_are_counted(weave, shares, float_) -> None:
    assert interlacing(lift_plan(weave)) == pytest.approx(shares)
    assert longest_float(lift_plan(weave)) == float_


def test_a_satin_is_warp_faced_and_a_sateen_weft_faced() -> None:
    assert lift_plan("satin 5").mean() == 0.8
    assert lift_plan("sateen 5").mean() == 0.2


def test_a_lift_plan_may_be_told_itself() -> None:
    assert (lift_plan(("x.", ".x")) == lift_plan("plain")).all()
    assert (lift_plan("x. .x") == lift_plan("plain")).all()


@pytest.mark.parametrize(
    "weave",
    [
        "herring",
        "satin 4",
        "satin 5/4",
        "0/2 twill",
        "basket 0",
        "x. x",
        ("x.", "x."),
        ("xx", ".x"),
        "70/1 twill",
        "99999/1 twill",
        "basket 99999",
        "satin 99999",
    ],
)
def test_what_is_no_weave_is_refused(weave) -> None:
    with pytest.raises(ModisteError, match="MOD-2805"):
        lift_plan(weave)


@given(
    st.floats(1, 190), st.floats(1, 190), st.sampled_from(["plain", "2/1 twill Z", "satin 5", "x. .x"]),
    st.sampled_from(["in", "cm"]),
)  # fmt: skip
def test_a_sett_is_printed_and_read_back(ends, picks, weave, unit) -> None:
    back = read_sett(print_sett(woven(ends=ends, picks=picks, weave=weave).woven, unit))
    assert back[:2] == pytest.approx((ends, picks), rel=1e-9)
    assert back[2] == weave


def test_a_sett_without_a_unit_is_by_the_inch() -> None:
    assert read_sett("100/63, 2/1 twill Z")[0] == pytest.approx(100 / 2.54)
    for wrong in ("100, plain", "plain", "100/63 plain"):
        with pytest.raises(ModisteError, match="MOD-2805"):
            read_sett(wrong)
