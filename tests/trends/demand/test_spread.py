import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends import LEVELS
from modiste.trends.demand.histories import histories
from modiste.trends.demand.spread import forecast_of, lagged_errors, quantiles_of


def test_quantiles_leave_out_what_is_unknown() -> None:
    errors = np.array([[3.0, np.nan, 1.0, 2.0], [np.nan] * 4])
    told = quantiles_of(errors, (0.0, 0.5, 0.75, 1.0))
    assert told[0] == pytest.approx(np.quantile([1, 2, 3], (0, 0.5, 0.75, 1)))
    assert np.isnan(told[1]).all()


def test_errors_of_a_lag_are_known_where_both_ends_are() -> None:
    series = histories(panel_of(np.array([1.0, 2.0, np.nan, 5.0, 9.0])))
    assert lagged_errors(series, 1)[0] == pytest.approx([np.nan, 1, np.nan, np.nan, 4], nan_ok=True)
    assert np.isnan(lagged_errors(series, 9)).all()


def test_quantiles_are_those_of_the_errors_as_they_grow() -> None:
    past = panel_of(TOLD["level"])
    series = histories(past)
    errors = TOLD["level"][None] - 20
    growth = np.array([[1.0, 2.0]])
    made = forecast_of(past, series, np.full((1, 2), 20.0), errors, growth)
    wanted = np.quantile(errors[0] - errors.mean(), LEVELS)
    assert made.quantiles[0, 0] == pytest.approx(20 + wanted)
    assert made.quantiles[0, 1] == pytest.approx(np.maximum(20 + 2 * wanted, 0))


def test_what_a_model_could_not_tell_is_told_by_the_last_value() -> None:
    past = panel_of(TOLD["level"], TOLD["level"], TOLD["level"])
    y_hat = np.array([[1.0, 2.0], [np.nan, 2.0], [1.0, 1e9]])
    made = forecast_of(past, histories(past), y_hat, np.zeros((3, 72)), np.ones((3, 2)))
    last = TOLD["level"][-1]
    assert made.y_hat == pytest.approx(np.array([[1, 2], [last, last], [last, last]]))
    assert np.ptp(made.quantiles[0]) == pytest.approx(1.0)
    assert np.ptp(made.quantiles[1, 0]) > 5


def test_a_series_too_short_to_tell_errs_as_the_others_do_beside_their_level() -> None:
    alone = np.full(72, np.nan)
    alone[-1] = 40.0
    past = panel_of(TOLD["level"], alone)
    series = histories(past)
    made = forecast_of(past, series, np.full((2, 1), 20.0), lagged_errors(series, 1), np.ones((2, 1)))
    size = np.std(np.diff(TOLD["level"]), ddof=1) / np.mean(TOLD["level"]) * 40
    assert made.quantiles[1, 0, -1] == pytest.approx(20 + 1.6449 * size, rel=1e-3)
