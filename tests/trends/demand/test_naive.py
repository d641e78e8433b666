import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends.demand.naive import Drift, Naive, SeasonalNaive, WindowMean


def test_naive_goes_on_with_the_last_value_ever_less_surely() -> None:
    made = Naive().forecast(panel_of(TOLD["level"]), 4)
    assert (made.y_hat == TOLD["level"][-1]).all()
    width = made.quantiles[0, :, -1] - made.quantiles[0, :, 0]
    assert width[3] == pytest.approx(2 * width[0])


def test_seasonal_naive_repeats_the_last_season() -> None:
    made = SeasonalNaive().forecast(panel_of(TOLD["seasonal"]), 30)
    assert made.y_hat[0] == pytest.approx(np.resize(TOLD["seasonal"][-12:], 30))
    asked = SeasonalNaive(season=7).forecast(panel_of(TOLD["seasonal"]), 7)
    assert asked.y_hat[0] == pytest.approx(TOLD["seasonal"][-7:])


def test_seasonal_naive_is_naive_for_less_than_a_season() -> None:
    made = SeasonalNaive().forecast(panel_of(TOLD["seasonal"][:11]), 5)
    assert (made.y_hat == TOLD["seasonal"][10]).all()


def test_seasonal_naive_keeps_to_the_season_where_a_series_ended_early() -> None:
    y = TOLD["seasonal"].copy()
    y[-5:] = np.nan
    made = SeasonalNaive().forecast(panel_of(y), 12)
    assert made.y_hat[0, :7] == pytest.approx(TOLD["seasonal"][60:67])
    assert made.y_hat[0, 7:] == pytest.approx(TOLD["seasonal"][55:60])


def test_window_mean_is_of_the_last_periods_or_of_all_there_are() -> None:
    made = WindowMean(window=5).forecast(panel_of(TOLD["level"]), 2)
    assert made.y_hat[0] == pytest.approx(TOLD["level"][-5:].mean())
    short = WindowMean(window=50).forecast(panel_of(TOLD["level"][:7]), 2)
    assert short.y_hat[0] == pytest.approx(TOLD["level"][:7].mean())


def test_drift_goes_on_along_the_line_from_first_to_last() -> None:
    made = Drift().forecast(panel_of(TOLD["trend"]), 3)
    slope = (TOLD["trend"][-1] - TOLD["trend"][0]) / 71
    assert made.y_hat[0] == pytest.approx(TOLD["trend"][-1] + slope * np.array([1, 2, 3]))
