"""Golden values: statsforecast 2.1.1, `Theta`, `OptimizedTheta`, ... with `season_length=12`; see `pasts`.

Both searches stop within the same tolerance, but of series in other units: so they agree to a thousandth.
"""

import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends.demand.theta import Kind, Theta

MULTIPLIED: dict[Kind, dict[str, list[float]]] = {
    "standard": {
        "seasonal": [143.37346, 144.58108, 144.92497, 145.79088],
        "multiplicative": [135.38432, 141.62551, 141.99717, 143.00057],
        "level": [20.84632, 20.84499, 20.84367, 20.84235],
        "trend": [87.285, 87.68368, 88.08235, 88.48103],
        "sparse": [3.29689, 3.30017, 3.30345, 3.30673],
    },
    "optimised": {
        "seasonal": [143.06682, 144.53462, 145.14083, 146.27108],
        "multiplicative": [135.59203, 142.41316, 143.35416, 144.93383],
        "level": [20.85148, 20.85067, 20.84987, 20.84906],
        "trend": [88.4303, 89.22737, 90.02445, 90.82153],
        "sparse": [3.30672, 3.31098, 3.31525, 3.31951],
    },
    "dynamic": {
        "seasonal": [143.45328, 144.6628, 145.00821, 145.87593],
        "multiplicative": [135.42132, 141.66436, 142.03587, 143.03864],
        "level": [20.84694, 20.84716, 20.84743, 20.84774],
        "trend": [87.27811, 87.67575, 88.07253, 88.4683],
        "sparse": [3.29738, 3.30111, 3.30483, 3.30855],
    },
    "dynamic_optimised": {
        "seasonal": [143.6567, 145.11163, 145.70211, 146.81922],
        "multiplicative": [135.5802, 142.40536, 143.35102, 144.9355],
        "level": [20.85954, 20.85954, 20.85954, 20.85954],
        "trend": [88.3592, 89.15113, 89.94303, 90.73492],
        "sparse": [3.26412, 3.26412, 3.26412, 3.26412],
    },
}
ADDED: dict[Kind, list[float]] = {
    "standard": [141.32088, 142.49203, 142.87126, 143.60161],
    "dynamic_optimised": [141.50751, 142.90807, 143.51653, 144.47593],
}


@pytest.mark.parametrize("kind", MULTIPLIED)
@pytest.mark.parametrize("name", TOLD)
def test_it_forecasts_as_statsforecast_does(kind: Kind, name: str) -> None:
    made = Theta(kind=kind).forecast(panel_of(TOLD[name]), 4)
    assert made.y_hat[0] == pytest.approx(MULTIPLIED[kind][name], rel=1e-3)


@pytest.mark.parametrize("kind", ADDED)
def test_a_season_may_be_added_instead(kind: Kind) -> None:
    made = Theta(kind=kind, is_multiplicative=False).forecast(panel_of(TOLD["seasonal"]), 4)
    assert made.y_hat[0] == pytest.approx(ADDED[kind], rel=1e-3)


def test_a_season_is_added_where_there_are_noughts() -> None:
    y = TOLD["seasonal"] - TOLD["seasonal"].min()
    times, plus = (Theta(is_multiplicative=way).forecast(panel_of(y), 4).y_hat for way in (True, False))
    assert np.array_equal(times, plus)


def test_a_season_is_left_alone_where_no_test_finds_it() -> None:
    asked, none = (Theta(season=season).forecast(panel_of(TOLD["trend"]), 4) for season in (12, 1))
    assert np.array_equal(asked.y_hat, none.y_hat)


def test_small_numbers_are_learnt_from_as_large_ones() -> None:
    large, small = (Theta().forecast(panel_of(TOLD["seasonal"] * scale), 4) for scale in (1.0, 1e-6))
    assert small.y_hat * 1e6 == pytest.approx(large.y_hat, rel=1e-6)


def test_errors_never_shrink_with_the_horizon() -> None:
    made = Theta(kind="dynamic_optimised").forecast(panel_of(TOLD["trend"]), 24)
    width = made.quantiles[0, :, -1] - made.quantiles[0, :, 0]
    assert (np.diff(width) >= 0).all()
