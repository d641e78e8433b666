"""Knits: stitches, loops, gauges."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fabric.small_cloths import JERSEY, cloth

from modiste.fabric import print_gauge, read_gauge, spec_from
from modiste.fabric.knit import stitch_named
from modiste.garment import ModisteError


def test_a_jerseys_courses_and_wales_follow_from_its_loop() -> None:
    knit = cloth(JERSEY).knit
    assert knit.sett == pytest.approx((10 * 4.2 / 2.75, 10 * 5.5 / 2.75))
    assert knit.tightness == pytest.approx(10 * math.sqrt(20) / 2.75)


@given(st.integers(1, 60))
def test_a_gauge_is_printed_and_read_back(needles: int) -> None:
    assert read_gauge(print_gauge(needles)) == needles


@pytest.mark.parametrize(("word", "name"), [("Rib", "rib 1x1"), ("双罗纹", "interlock"), ("Piqué", "pique")])
def test_stitches_have_other_names(word, name) -> None:
    assert stitch_named(word)[0] == name


@pytest.mark.parametrize(
    "knit", [{"stitch": "crochet"}, {"stitch": "interlock"}, {"gauge": "fine"}, {"gauge": "E99"}]
)
def test_what_is_no_knit_is_refused(knit) -> None:
    with pytest.raises(ModisteError, match="MOD-2806"):
        spec_from({"knit": {**JERSEY["knit"], **knit}})
