"""Layers on segments: series through cloth and gaps, side by side over what is covered."""

import numpy as np
import pytest

from modiste.fabric.comfort.air_layers import gap_resistances
from modiste.fabric.comfort.insulation import OUTER_AIR, Layer, clothing
from modiste.fabric.comfort.movement import air_correction, clothed_correction, moved, walking_speed
from modiste.fabric.comfort.segments import AREAS, GARMENTS, NAMES_ZH, SEGMENTS

EVERYWHERE = dict.fromkeys(SEGMENTS, 1.0)
CHEST = SEGMENTS.index("chest")


def test_layers_and_gaps_add_up() -> None:
    worn = clothing([Layer("in", 0.02, 3.0, EVERYWHERE), Layer("out", 0.05, 9.0, EVERYWHERE, 6.0)])
    gap = gap_resistances(6.0)
    np.testing.assert_allclose(worn.rcl, 0.07 + gap[0])
    np.testing.assert_allclose(worn.recl, 12.0 + gap[1])
    assert worn.whole_rcl == pytest.approx(0.07 + float(gap[0]))


def test_half_a_segment_covered_loses_heat_side_by_side_with_the_bare_half() -> None:
    worn = clothing([Layer("bib", 0.1, 10.0, {"chest": 0.5})])
    passed = 0.5 / (0.1 + OUTER_AIR) + 0.5 / OUTER_AIR
    assert worn.rcl[CHEST] == pytest.approx(1 / passed - OUTER_AIR)
    assert np.count_nonzero(worn.rcl) == 1


def test_nobody_dressed_is_bare() -> None:
    worn = clothing([])
    assert worn.clo == 0.0
    assert not worn.recl.any()


def test_office_wear_has_about_the_insulation_that_iso_9920_lists() -> None:
    worn = clothing(
        [
            Layer("shirt", 0.015, 3.0, GARMENTS["shirt"], 5.0),
            Layer("trousers", 0.02, 4.0, GARMENTS["trousers"], 6.0),
            Layer("socks", 0.03, 5.0, GARMENTS["socks"]),
            Layer("shoes", 0.08, 60.0, GARMENTS["shoes"]),
        ]
    )
    assert 0.5 < worn.clo < 0.7  # shirt, trousers, socks and shoes: 0.6 clo
    assert 0.3 < worn.permeability < 0.45  # the usual 0.38


def test_the_body_is_whole() -> None:
    assert AREAS.sum() == pytest.approx(1.868, abs=0.02)
    assert set(NAMES_ZH) == set(SEGMENTS)
    assert all(set(shares) <= set(SEGMENTS) for shares in GARMENTS.values())


@pytest.mark.parametrize(("wind", "walk"), [(0.15, 0.0), (0.5, 0.7), (2.0, 1.2), (3.5, 0.0)])
def test_the_correction_for_wind_and_walking_is_iso_9920s(wind: float, walk: float) -> None:
    from pythermalcomfort.clothing import (
        clo_correction_factor_environment,
        clo_insulation_air_layer,
    )

    theirs = clo_correction_factor_environment(vr=wind, v_walk=walk, i_cl=1.0)
    assert clothed_correction(wind, walk) == pytest.approx(float(theirs), abs=1e-6)
    air = clo_insulation_air_layer(vr=wind, v_walk=walk, i_a_static=0.7)
    assert air_correction(wind, walk) == pytest.approx(float(air) / 0.7, abs=1e-6)


def test_wind_and_walking_take_insulation_and_let_vapour_out() -> None:
    still = clothing([Layer("coat", 0.2, 30.0, EVERYWHERE, 8.0)])
    calm, windy = moved(still, 0.15, 0.0), moved(still, 3.0, 1.0)
    assert calm.clo == pytest.approx(still.clo, rel=1e-6)
    assert windy.clo < 0.8 * still.clo
    assert windy.whole_recl < windy.clo / still.clo * still.whole_recl
    assert windy.permeability > still.permeability
    assert moved(clothing([]), 3.0, 1.0).clo == 0.0


def test_who_works_hard_walks_at_seven_tenths_of_a_metre_a_second() -> None:
    assert walking_speed(1.0) == 0.0
    assert walking_speed(5.0) == 0.7
