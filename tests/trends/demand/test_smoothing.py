"""Golden values: statsforecast 2.1.1, `AutoETS(season_length=...)`; see `pasts`."""

import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends.demand.smoothing import Smoothing

PLAIN = {  # ANN, ANN, MNN, AAN, ANN
    "seasonal": [132.58224, 132.58224, 132.58224],
    "multiplicative": [112.00567, 112.00567, 112.00567],
    "level": [20.66629, 20.66629, 20.66629],
    "trend": [88.15255, 88.94954, 89.74653],
    "sparse": [2.97427, 2.97427, 2.97427],
}
OF_A_YEAR = {  # MAA, MAM, MNN, AAN, ANN
    "seasonal": [141.40614, 143.21275, 143.67074, 144.38959, 145.61312, 145.7264],
    "multiplicative": [135.90752, 143.56982, 143.87438, 144.40476, 147.53643, 148.71356],
    "level": [20.66629] * 6,
    "trend": [88.15255, 88.94954, 89.74653, 90.54352, 91.34051, 92.1375],
    "sparse": [2.97427] * 6,
}


@pytest.mark.parametrize("name", PLAIN)
def test_without_a_season_it_forecasts_as_statsforecast_does(name: str) -> None:
    made = Smoothing(season=1).forecast(panel_of(TOLD[name]), 3)
    assert made.y_hat[0] == pytest.approx(PLAIN[name], rel=1e-5)


@pytest.mark.parametrize("name", OF_A_YEAR)
def test_with_a_season_it_forecasts_as_statsforecast_does(name: str) -> None:
    made = Smoothing().forecast(panel_of(TOLD[name]), 6)
    assert made.y_hat[0] == pytest.approx(OF_A_YEAR[name], rel=1e-5)


def test_with_less_than_three_seasons_too() -> None:
    made = Smoothing().forecast(panel_of(TOLD["seasonal"][:32]), 2)
    assert made.y_hat[0] == pytest.approx([114.65516, 114.65516], rel=1e-5)


def test_a_season_of_a_year_of_weeks_is_left_out() -> None:
    weekly, plain = (Smoothing(season).forecast(panel_of(TOLD["trend"]), 3) for season in (52, 1))
    assert np.array_equal(weekly.y_hat, plain.y_hat)


def test_errors_that_are_shares_grow_with_what_is_forecast() -> None:
    made = Smoothing().forecast(panel_of(TOLD["multiplicative"]), 24)
    width = made.quantiles[0, :, -1] - made.quantiles[0, :, 0]
    assert width.min() > 0
    assert np.corrcoef(width, made.y_hat[0])[0, 1] > 0.9
