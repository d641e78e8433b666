"""Curves: lengths against closed forms, parts that add up, tangents and crossings."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.tailoring.pattern.curve import Bezier, bent, straight, unit

point = st.tuples(st.floats(-50, 50), st.floats(-50, 50))
curves = st.builds(Bezier, point, point, point, point)


def test_a_line_is_as_long_as_its_ends_are_apart_and_its_parameter_is_a_share() -> None:
    line = straight((1.0, 2.0), (4.0, 6.0))
    assert line.length() == pytest.approx(5.0, abs=1e-12)
    assert line.at(0.25) == pytest.approx((1.75, 3.0))
    assert line.direction(0.5) == pytest.approx((0.6, 0.8))


def test_a_parabola_has_the_length_of_its_closed_form() -> None:
    # y = x^2 from 0 to 1 as a cubic; its length is sqrt(5)/2 + asinh(2)/4.
    parabola = Bezier((0.0, 0.0), (1 / 3, 0.0), (2 / 3, 1 / 3), (1.0, 1.0))
    assert parabola.length() == pytest.approx(math.sqrt(5) / 2 + math.asinh(2) / 4, abs=1e-9)
    assert parabola.at(0.5) == pytest.approx((0.5, 0.25))


@settings(max_examples=20, deadline=None)
@given(curves, st.floats(0.05, 0.95))
def test_the_parts_of_a_curve_lie_on_it_and_are_as_long_as_it(curve: Bezier, share: float) -> None:
    before, after = curve.split(share)
    assert before.at(0.5) == pytest.approx(curve.at(share / 2), abs=1e-9)
    assert after.end == curve.end
    fine = sum(math.dist(a, b) for a, b in zip(curve.sampled(1500), curve.sampled(1500)[1:], strict=False))
    assert curve.length() == pytest.approx(fine, rel=2e-3, abs=1e-6)
    assert curve.turned().length() == pytest.approx(curve.length(), rel=1e-9, abs=1e-9)


def test_the_parameter_at_a_length_cuts_off_that_length() -> None:
    curve = bent((0.0, 0.0), (1.0, 0.0), (10.0, 12.0), (0.2, 1.0), (5.0, 6.0))
    for share in (0.0, 0.1, 0.5, 0.93, 1.0):
        t = curve.parameter(share * curve.length())
        assert curve.length(t) == pytest.approx(share * curve.length(), abs=1e-7)


def test_a_curve_by_its_tangents_leaves_and_arrives_in_their_directions() -> None:
    curve = bent((0.0, 0.0), (0.0, 2.0), (5.0, 5.0), (3.0, 0.0), (2.0, 2.0))
    assert curve.direction(0.0) == pytest.approx((0.0, 1.0))
    assert curve.direction(1.0) == pytest.approx((1.0, 0.0))


def test_crossings_are_where_the_curve_has_that_height_and_touching_is_none() -> None:
    arch = Bezier((0.0, 0.0), (0.0, 4.0), (6.0, 4.0), (6.0, 0.0))  # its top is at y = 3
    low, high = arch.crossings(1.5)
    assert arch.at(low)[1] == pytest.approx(1.5)
    assert arch.at(high)[0] == pytest.approx(6.0 - arch.at(low)[0])
    assert arch.crossings(3.5) == []
    assert len(arch.crossings(0.0)) in (0, 2)


def test_a_curve_whose_inner_point_lies_on_its_end_still_has_a_direction() -> None:
    curve = Bezier((0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (2.0, 0.0))
    assert curve.direction(0.0) == pytest.approx((1.0, 0.0))
    assert unit((0.0, 0.0)) == (0.0, 0.0)
