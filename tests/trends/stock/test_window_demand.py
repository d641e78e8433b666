"""Demand of the next weeks: promotions known ahead are believed, what comes later is never seen."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.stock.window_demand import BoostingSettings, WindowDemand, fit_window_demand, window_of

WEEKS, FIRST = 80, 60
SMALL = BoostingSettings(rounds=30)


def promoted(seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """40 series whose promotions, known two weeks ahead, sell four times as much."""
    dice = np.random.default_rng(seed)
    deals = (dice.random((40, WEEKS + 2)) < 0.2).astype(float)
    mean = dice.uniform(20, 60, (40, 1)) * 4 ** deals[:, :WEEKS]
    return dice.poisson(mean).astype(float), deals[..., None], np.arange(40)[:, None] % 4


@pytest.fixture(scope="module")
def fitted() -> tuple[np.ndarray, np.ndarray, np.ndarray, WindowDemand]:
    y, known, codes = promoted()
    return y, known, codes, fit_window_demand(y, window_of(y, known, codes), FIRST, 3, SMALL)


def test_a_promotion_known_ahead_raises_its_own_week(fitted) -> None:
    y, known, codes, model = fitted
    window = window_of(y, known, codes)
    origins = np.arange(FIRST, WEEKS)
    for step in range(3):
        median = model.quantiles(window, origins, step)[..., 2] / y.mean(1)[:, None]
        deal = known[:, origins + step, 0] == 1
        assert median[deal].mean() > 2.5 * median[~deal].mean()


def test_quantiles_rise_and_hold_what_they_promise(fitted) -> None:
    y, known, codes, model = fitted
    found = model.quantiles(window_of(y, known, codes), np.arange(FIRST, WEEKS), 0)
    assert (np.diff(found, axis=-1) >= 0).all()
    below = (y[:, FIRST:, None] <= found).mean((0, 1))
    assert abs(below[2] - 0.5) < 0.12
    assert below[5] > 0.88


def test_nothing_after_an_origin_is_seen(fitted) -> None:
    y, known, codes, model = fitted
    later, ahead = y.copy(), known.copy()
    later[:, 70:] = 9e3
    ahead[:, 73:] = 1 - ahead[:, 73:]
    origins = np.array([70])
    before = model.paths(window_of(y, known, codes), origins, 8)
    assert np.array_equal(before, model.paths(window_of(later, ahead, codes), origins, 8))
    again = fit_window_demand(later, window_of(later, ahead, codes), FIRST, 3, SMALL)
    assert np.array_equal(before, again.paths(window_of(y, known, codes), origins, 8))


def test_paths_lie_around_the_quantiles_and_go_together(fitted) -> None:
    y, known, codes, model = fitted
    window = window_of(y, known, codes)
    paths = model.paths(window, np.array([FIRST]), 200)
    assert paths.shape == (40, 1, 3, 200)
    assert np.allclose(
        np.median(paths[:, :, 0], -1), model.quantiles(window, np.array([FIRST]), 0)[..., 2], rtol=0.1
    )
    assert np.corrcoef(paths[0, 0, 0], paths[0, 0, 1])[0, 1] > 0.1


def test_series_that_begin_late_or_sell_nothing_are_forecast_all_the_same() -> None:
    y, known, codes = promoted(2)
    y[0, :50] = np.nan
    y[1] = 0
    window = window_of(y, known, codes)
    paths = fit_window_demand(y, window, FIRST, 2, SMALL).paths(window, np.array([FIRST]), 8)
    assert np.isfinite(paths).all()
    assert paths[1].max() < 1


def test_tables_that_do_not_belong_together_are_refused() -> None:
    y, known, codes = promoted()
    with pytest.raises(ModisteError, match="MOD-2452"):
        window_of(y, known[:, :50], codes)
    with pytest.raises(ModisteError, match="MOD-2452"):
        fit_window_demand(y, window_of(y, known, codes), 1, 3, SMALL)
    unknown = np.full_like(y, np.nan)
    with pytest.raises(ModisteError, match="MOD-2452"):
        fit_window_demand(unknown, window_of(unknown, known, codes), 20, 3, SMALL)
