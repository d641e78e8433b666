"""Bands hold what they say; first weeks narrow them; the gain is the prior's share of all variance."""

import numpy as np
import pytest

from modiste.trends.launches.band import LaunchBand

LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)


def drawn(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Forecasts of 100 a week, volumes log-normal about them (0.8), weeks about those (0.3)."""
    chance = np.random.default_rng(seed)
    forecast = np.full((count, 6), 1000.0)
    factor = np.exp(chance.normal(0, 0.8, (count, 1)))
    return forecast, forecast * factor * np.exp(chance.normal(0, 0.3, (count, 6)))


@pytest.fixture(scope="module")
def calibration() -> LaunchBand:
    forecast, seen = drawn(1500, 0)
    return LaunchBand(forecast, seen, np.zeros(1500))


@pytest.mark.parametrize("summed", [True, False])
def test_a_band_holds_what_it_says(calibration: LaunchBand, summed: bool) -> None:
    forecast, came = drawn(1500, 1)
    band = calibration.quantiles(forecast, LEVELS, summed=summed)
    truth = came.cumsum(1) if summed else came
    for low, high, share in ((1, 3, 0.8), (0, 4, 0.9)):
        inside = ((truth >= band[..., low]) & (truth <= band[..., high])).mean()
        assert inside == pytest.approx(share, abs=0.03)
    assert (np.diff(band, axis=2) >= 0).all()


def test_first_weeks_narrow_the_band_and_it_still_holds(calibration: LaunchBand) -> None:
    forecast, came = drawn(1500, 2)
    widths = []
    for weeks in (0, 1, 2):
        seen = came[:, :weeks] if weeks else None
        now = forecast if seen is None else calibration.updated(forecast, seen)
        band = calibration.quantiles(now, LEVELS, seen, summed=True)
        total = came.sum(1)
        inside = ((total >= band[:, -1, 1]) & (total <= band[:, -1, 3])).mean()
        assert inside == pytest.approx(0.8, abs=0.03)
        widths.append(float(np.median(np.log(band[:, -1, 3] / band[:, -1, 1]))))
    assert widths[0] > 1.8 * widths[1] > 1.8 * widths[2]


def test_the_gain_is_learned(calibration: LaunchBand) -> None:
    first = calibration.first_weeks(1)
    assert first.n == 1500
    assert first.spread == pytest.approx(0.8, abs=0.05)
    assert first.noise == pytest.approx(0.3, abs=0.07)
    assert first.gain == pytest.approx(0.64 / 0.73, abs=0.06)


def test_what_was_sold_stands_and_the_rest_moves_with_it(calibration: LaunchBand) -> None:
    forecast = np.full((2, 6), 1000.0)
    now = calibration.updated(forecast, np.array([[2000.0], [500.0]]))
    assert now[:, 0].tolist() == [2000.0, 500.0]
    assert 1500 < now[0, 1] < 2000
    assert 500 < now[1, 1] < 700


def test_a_few_launches_give_a_wide_band_of_the_usual_spread() -> None:
    forecast, seen = drawn(3, 0)
    few = LaunchBand(forecast, seen, np.zeros(3))
    band = few.quantiles(forecast, LEVELS, summed=True)
    assert few.first_weeks(2).n == 0
    assert (band[:, -1, 4] > 5 * band[:, -1, 2]).all()
    assert np.allclose(band[:, -1, 2], 6000)
