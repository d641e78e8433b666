import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD

from modiste.trends.demand.seasons import seasonal_means, settle


@pytest.mark.parametrize("season", [4, 7, 12])
def test_a_season_on_a_line_is_found_as_it_is(season: int) -> None:
    wave = np.cos(np.arange(season)) * 5
    wave -= wave.mean()
    means = np.empty(season)
    seasonal_means(np.resize(wave, 6 * season) + 0.3 * np.arange(6 * season), season, False, means)
    assert means == pytest.approx(wave, abs=1e-9)
    seasonal_means(np.resize(1 + wave / 10, 6 * season) * 7, season, True, means)
    assert means == pytest.approx(1 + wave / 10)


def test_means_lie_about_none() -> None:
    means = np.empty(12)
    seasonal_means(TOLD["seasonal"], 12, False, means)
    assert means.sum() == pytest.approx(0, abs=1e-9)
    assert np.corrcoef(means, 10 * np.sin(np.arange(12) / 6 * np.pi))[0, 1] > 0.85


def test_only_a_series_of_one_value_is_settled() -> None:
    values, told, errors = np.array([9.0, 2.0, 2.0, 2.0]), np.zeros(2), np.full(4, np.nan)
    assert not settle(values, 0, 4, told, errors)
    assert settle(values, 1, 4, told, errors)
    assert told.tolist() == [2, 2]
    assert errors[2:].tolist() == [0, 0]
