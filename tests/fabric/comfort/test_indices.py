"""The standards' indices against what the standards print."""

import numpy as np
import pytest

from modiste.fabric.comfort.indices import clothing_required, heat_strain, pmv_ppd
from modiste.fabric.comfort.two_node import Climate

TABLE_D1 = np.array(
    [
        # air, radiant, wind, humidity, met, clo, PMV, PPD
        (22.0, 22.0, 0.10, 60, 1.2, 0.5, -0.75, 17),
        (27.0, 27.0, 0.10, 60, 1.2, 0.5, 0.77, 17),
        (27.0, 27.0, 0.30, 60, 1.2, 0.5, 0.44, 9),
        (23.5, 25.5, 0.10, 60, 1.2, 0.5, -0.01, 5),
        (23.5, 25.5, 0.30, 60, 1.2, 0.5, -0.55, 11),
        (19.0, 19.0, 0.10, 40, 1.2, 1.0, -0.60, 13),
        (23.5, 23.5, 0.30, 40, 1.2, 1.0, 0.12, 5),
        (23.0, 21.0, 0.10, 40, 1.2, 1.0, 0.05, 5),
        (23.0, 21.0, 0.30, 40, 1.2, 1.0, -0.16, 6),
        (22.0, 22.0, 0.10, 60, 1.6, 0.5, 0.05, 5),
        (27.0, 27.0, 0.10, 60, 1.6, 0.5, 1.17, 34),
        (27.0, 27.0, 0.30, 60, 1.6, 0.5, 0.95, 24),
    ]
).T
"""ISO 7730:2005, table D.1, without its seventh row, of which no printed copy was at hand."""


def test_pmv_and_ppd_are_those_of_iso_7730() -> None:
    air, radiant, wind, humidity, met, clo, pmv, ppd = TABLE_D1
    votes, dissatisfied = pmv_ppd(Climate(air, radiant, humidity, wind), met, clo)
    np.testing.assert_allclose(votes, pmv, atol=0.02)
    np.testing.assert_allclose(dissatisfied, ppd, atol=0.6)


def test_beyond_its_limits_the_standard_says_nothing() -> None:
    winter = Climate(-10.0, -10.0, 50.0, 0.1)
    assert np.isnan(pmv_ppd(winter, 1.2, 1.0)[0])
    assert float(pmv_ppd(winter, 1.2, 1.0, limited=False)[0]) < -3
    assert heat_strain(winter, 2.0, 0.6, 0.38, 60, weight=75, height=1.8, posture="standing") is None
    assert clothing_required(Climate(20.0, 20.0, 50.0, 0.5), 2.0, 1.0, 50.0, 0.5) is None


def test_hot_work_is_limited() -> None:
    found = heat_strain(
        Climate(40.0, 40.0, 35.0, 0.3), 2.58, 0.5, 0.38, 480, weight=75, height=1.8, posture="standing"
    )
    assert found is not None
    assert 37.2 < found.core_c < 38.5
    assert 5000 < found.sweat_g < 8000
    assert found.minutes < 480


def test_the_cold_asks_for_clothing() -> None:
    found = clothing_required(Climate(-15.0, -15.0, 55.0, 2.0), 175 / 58.15, 2.8, 50.0, 1.1)
    assert found is not None
    assert found.least == pytest.approx(2.2, abs=0.1)
    assert found.least < found.neutral < 2.8
    assert found.hours == 8.0
