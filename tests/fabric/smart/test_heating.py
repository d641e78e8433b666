"""Heat balance of a warmed spot, limits of contact, and batteries."""

import numpy as np
import pytest

from modiste.fabric.smart.heating import NEUTRAL_BLOOD, NO_BLOOD, battery_hours, burn_limit, lasting, warm_up


def test_burns_are_those_of_iso_13732() -> None:
    assert [burn_limit(minutes) for minutes in (0.5, 1, 10, 480, 2000)] == pytest.approx([51, 51, 48, 43, 43])
    assert 43 < burn_limit(60) < 48


def test_what_is_put_in_goes_to_the_air_and_the_body() -> None:
    skin, cloth = lasting(200.0, 0.02, 0.2, 5.0)
    assert (cloth - 5.0) / 0.2 + NEUTRAL_BLOOD * (skin - 37.0) == pytest.approx(200.0)
    assert (cloth - skin) / 0.02 == pytest.approx(NEUTRAL_BLOOD * (skin - 37.0))


def test_bloodless_skin_gets_hotter_and_better_cover_too() -> None:
    usual = lasting(250.0, 0.02, 0.2, 5.0)[0]
    assert lasting(250.0, 0.02, 0.2, 5.0, NO_BLOOD)[0] > usual
    assert lasting(250.0, 0.02, 0.4, 5.0)[0] > usual


def test_it_warms_up_to_what_lasts_and_thin_cloth_sooner() -> None:
    thin, thick = (warm_up(200.0, 0.02, 0.2, 5.0, mass_gsm=mass, minutes=60) for mass in (100.0, 2000.0))
    assert thin.skin_c[0] == pytest.approx(lasting(0.0, 0.02, 0.2, 5.0)[0])
    assert (np.diff(thin.skin_c) >= 0).all()
    assert thin.skin_c[-1] == pytest.approx(lasting(200.0, 0.02, 0.2, 5.0)[0], abs=0.01)
    assert thin.skin_c[5] > thick.skin_c[5]


def test_cold_cells_and_the_converter_cost_hours() -> None:
    assert battery_hours(5.0, 20.0, converter=1.0) == pytest.approx(4.0)
    assert battery_hours(4.5, 20.0, converter=0.9) == pytest.approx(4.0)
    assert battery_hours(5.0, 20.0, converter=1.0, cell_c=-10, left=((-20, 0.6), (0, 0.8))) == pytest.approx(
        2.8
    )
    assert battery_hours(4.0, 20.0, converter=1.0, idle_w=1.0) == pytest.approx(4.0)
