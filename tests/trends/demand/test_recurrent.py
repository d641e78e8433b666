"""The recurrent network: better than naive, the same by seed, with what is known ahead, and refusals."""

import sys

import numpy as np
import pytest
from tests.trends.demand.drawn_panels import error_of, promoted, seasonal

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Blend, Panel, stoppable
from modiste.trends.demand.naive import Naive, SeasonalNaive
from modiste.trends.demand.recurrent import Recurrent

SMALL = Recurrent(windows=400, epochs=3, seeds=1, hidden=8)


def test_seasons_are_learned_and_a_seed_tells_the_same_again() -> None:
    panel, actual = seasonal(10, 72)
    made = SMALL.forecast(panel, 12)
    assert error_of(made.y_hat, actual) < 0.6 * error_of(SeasonalNaive().forecast(panel, 12).y_hat, actual)
    assert made.quantiles.shape == (10, 12, len(LEVELS))
    assert (np.diff(made.quantiles, axis=2) >= 0).all()
    assert np.array_equal(made.quantiles[..., LEVELS.index(0.5)], made.y_hat)
    assert np.array_equal(SMALL.forecast(panel, 12).quantiles, made.quantiles)
    assert not np.array_equal(Recurrent(400, 3, 1, 8, seed=1).forecast(panel, 12).y_hat, made.y_hat)


def test_promotions_that_are_known_ahead_are_followed() -> None:
    panel, actual = promoted()
    made = SMALL.forecast(panel, 8)
    assert error_of(made.y_hat, actual) < 0.7 * error_of(Naive().forecast(panel, 8).y_hat, actual)
    assert (made.quantiles >= 0).all()


def test_gaps_young_series_and_noughts_get_a_finite_forecast() -> None:
    panel, _ = seasonal(6, 60)
    y = panel.y.copy()
    y[0, 20:30], y[1, :40], y[2], y[3] = np.nan, np.nan, 0.0, np.nan
    made = SMALL.forecast(Panel(panel.ids, panel.dates, y, panel.step, panel.season), 12)
    assert np.isfinite(made.quantiles).all() and (made.quantiles >= 0).all()


def test_without_enough_to_learn_from_or_without_torch_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    panel, _ = seasonal(3)
    with pytest.raises(ModisteError) as refused:
        SMALL.forecast(panel.until(20, 0), 4)
    assert refused.value.code == "MOD-2420"
    monkeypatch.delitem(sys.modules, "modiste.trends.demand.recurrent_network", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModisteError) as refused:
        SMALL.forecast(panel, 12)
    assert refused.value.code == "MOD-2014"


def test_it_can_be_stopped_in_the_middle_of_its_training_alone_and_in_a_blend() -> None:
    panel, _ = seasonal(6, 60)
    blend = stoppable(Blend((SeasonalNaive(), SMALL), (1.0, 1.0)), lambda: True)
    for forecaster in (stoppable(SMALL, lambda: True), blend):
        with pytest.raises(ModisteError) as refused:
            forecaster.forecast(panel, 12)
        assert refused.value.code == "MOD-2018"
    assert stoppable(SeasonalNaive(), lambda: True) == SeasonalNaive()
