"""Measured beside predicted."""

import pytest
from tests.fabric.measured.test_table import GOOD

from modiste.fabric import agreements, held, measured_cloth, predict


def test_errors_are_told_property_by_property() -> None:
    thick = predict(measured_cloth(GOOD).spec)["thickness_mm"].value
    cloths = [
        measured_cloth({**GOOD, "values": {"thickness_mm": times * thick, "mass_gsm": 168}, "doi": doi})
        for times, doi in ((1.0, "10.1000/a"), (2.0, "10.1000/b"), (0.5, "10.1000/b"))
    ]
    values = held(cloths)
    assert [round(each.factor, 6) for each in values if each.of == "thickness_mm"] == [1, 2, 2]
    assert [each.is_covered for each in values if each.of == "thickness_mm"] == [True, False, False]
    thickness, mass = agreements(values)
    assert (thickness.rows, thickness.median_factor) == (3, pytest.approx(2))
    assert thickness.bias == pytest.approx(1)
    assert thickness.mape == pytest.approx(100 * (0 + 0.5 + 1) / 3)
    assert thickness.coverage == pytest.approx(1 / 3)
    assert mass.of == "mass_gsm" and not mass.is_assumed
