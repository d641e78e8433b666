"""The boosted model on drawn series whose truth is known."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Panel
from modiste.trends.demand.boosted import Boosted

SMALL = Boosted(rows=4000, rounds=30)


def seasonal(count: int = 20, length: int = 96, season: int = 12) -> tuple[Panel, np.ndarray]:
    """Monthly series of one shape and different sizes, growing by 1 % a period; and the next season."""
    dice = np.random.default_rng(3)
    at = np.arange(length + season)
    shape = 1 + 0.5 * np.sin(2 * np.pi * (at / season + dice.random((count, 1))))
    y = 10.0 ** dice.uniform(0, 4, (count, 1)) * shape * 1.01**at * np.exp(dice.normal(0, 0.03, shape.shape))
    dates = (np.datetime64("2015-01") + at).astype("datetime64[D]")[:length]
    ids = tuple(f"s{place}" for place in range(count))
    return Panel(ids, dates, y[:, :length], "month", season), y[:, length:]


def error_of(told: np.ndarray, actual: np.ndarray) -> float:
    return float(np.mean(np.abs(told - actual) / actual.mean(1, keepdims=True)))


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


def test_two_seasons_are_needed() -> None:
    panel, _ = seasonal(3, 20)
    with pytest.raises(ModisteError) as caught:
        SMALL.forecast(panel, 3)
    assert caught.value.code == "MOD-2420"
