"""The line over all series on drawn series whose truth is known."""

import numpy as np
import pytest
from tests.trends.demand.drawn_panels import error_of, seasonal

from modiste.garment import ModisteError
from modiste.trends import Panel
from modiste.trends.demand.profiles import Profiles

SMALL = Profiles(rows=6000)


def test_it_learns_season_and_growth_nearly_to_the_noise() -> None:
    panel, actual = seasonal()
    forecast = SMALL.forecast(panel, 12)
    assert error_of(forecast.y_hat, actual) < 0.5 * error_of(panel.y[:, -12:], actual)
    assert (np.diff(forecast.quantiles, axis=-1) >= 0).all()


def test_short_gappy_and_empty_series_are_told_something_finite() -> None:
    panel, _ = seasonal(12)
    y = panel.y.copy()
    y[0], y[1] = np.nan, 0
    y[2, :-5] = np.nan
    y[3, 20:50] = np.nan
    forecast = SMALL.forecast(Panel(panel.ids, panel.dates, y, "month", 12), 12)
    assert np.isfinite(forecast.quantiles).all()


def test_a_season_is_needed() -> None:
    panel, _ = seasonal(3)
    with pytest.raises(ModisteError) as caught:
        SMALL.forecast(Panel(panel.ids, panel.dates, panel.y, "month", 1), 3)
    assert caught.value.code == "MOD-2420"
