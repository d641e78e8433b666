"""The boosted model on drawn series whose truth is known."""

import numpy as np
import pytest
from tests.trends.demand.drawn_panels import error_of, seasonal

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Panel
from modiste.trends.demand.boosted import Boosted

SMALL = Boosted(rows=4000, rounds=30)


def test_it_learns_season_and_growth_that_naive_does_not() -> None:
    panel, actual = seasonal()
    forecast = SMALL.forecast(panel, 12)
    naive = panel.y[:, -12:]
    assert error_of(forecast.y_hat, actual) < 0.7 * error_of(naive, actual)
    assert forecast.ids == panel.ids
    assert forecast.dates[0] == np.datetime64("2023-01-01")


def test_quantiles_rise_around_the_value_and_hold_most_of_what_comes() -> None:
    panel, actual = seasonal()
    forecast = SMALL.forecast(panel, 12)
    assert forecast.levels == LEVELS
    assert (np.diff(forecast.quantiles, axis=-1) >= 0).all()
    inside = (actual >= forecast.quantiles[..., 0]) & (actual <= forecast.quantiles[..., -1])
    assert 0.7 < inside.mean() <= 1


def test_the_same_panel_is_told_the_same_twice() -> None:
    panel, _ = seasonal(8)
    first, second = (SMALL.forecast(panel, 6) for _ in range(2))
    assert np.array_equal(first.quantiles, second.quantiles)


def test_short_gappy_and_empty_series_are_told_something_finite() -> None:
    panel, _ = seasonal(12)
    y = panel.y.copy()
    y[0], y[1] = np.nan, 0
    y[2, :-5] = np.nan
    y[3, 20:50] = np.nan
    y[4, -8:] = np.nan
    forecast = SMALL.forecast(Panel(panel.ids, panel.dates, y, "month", 12), 12)
    assert np.isfinite(forecast.quantiles).all()
    assert (forecast.y_hat[1] < 1).all()


def test_twelve_periods_are_needed() -> None:
    panel, _ = seasonal(3, 11, 4)
    with pytest.raises(ModisteError) as caught:
        SMALL.forecast(panel, 3)
    assert caught.value.code == "MOD-2420"
