"""Golden values: statsforecast 2.1.1, `MSTL(season_length=...)` with its ETS, or `Naive()`; see `pasts`."""

import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends.demand.decomposition import Mstl
from modiste.trends.demand.naive import Naive

GOLDEN = {
    "seasonal": [141.417823, 143.236717, 143.94772, 144.621639],
    "multiplicative": [129.637314, 135.645558, 136.743306, 137.420329],
    "level": [21.452428, 19.772174, 20.323752, 21.158744],
}


@pytest.mark.parametrize("name", GOLDEN)
def test_it_forecasts_as_statsforecast_does(name: str) -> None:
    made = Mstl().forecast(panel_of(TOLD[name]), 4)
    assert made.y_hat[0] == pytest.approx(GOLDEN[name], rel=1e-5)


def test_seasons_of_two_lengths_take_turns() -> None:
    made = Mstl(seasons=(12, 4)).forecast(panel_of(TOLD["seasonal"]), 4)
    assert made.y_hat[0] == pytest.approx([141.41159, 143.235684, 143.656746, 144.766848], rel=1e-5)


def test_robust_loess_weighs_as_statsmodels_does() -> None:
    made = Mstl(rest=Naive(), is_robust=True).forecast(panel_of(TOLD["seasonal"]), 4)
    assert made.y_hat[0] == pytest.approx([144.05669, 145.091454, 145.25969, 144.80556], rel=1e-5)


def test_a_wild_value_moves_a_robust_season_little() -> None:
    y = TOLD["seasonal"].copy()
    y[40] += 500
    model = Mstl(rest=Naive(), is_robust=True)
    clean, wild = (model.forecast(panel_of(of), 12).y_hat for of in (TOLD["seasonal"], y))
    assert np.abs(wild - clean).max() < 6


def test_less_than_two_seasons_are_the_other_models_alone() -> None:
    short = panel_of(TOLD["seasonal"][:23])
    assert np.array_equal(Mstl(rest=Naive()).forecast(short, 5).y_hat, Naive().forecast(short, 5).y_hat)


def test_the_season_goes_on_where_a_series_ended_early() -> None:
    y = TOLD["seasonal"].copy()
    y[-4:] = np.nan
    whole = Mstl(rest=Naive()).forecast(panel_of(TOLD["seasonal"][:-4]), 10)
    ended = Mstl(rest=Naive()).forecast(panel_of(y), 6)
    assert ended.y_hat == pytest.approx(whole.y_hat[:, 4:])
