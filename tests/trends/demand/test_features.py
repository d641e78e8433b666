"""What is told at an origin, from the past alone."""

import numpy as np
from tests.trends.demand.drawn_panels import seasonal

from modiste.trends.demand.features import COLUMNS, SeasonalRows, Sums, filled


def rows_of(y: np.ndarray, until: int, season: int = 12) -> SeasonalRows:
    made, starts = filled(y[:, :until])
    dates = (np.datetime64("2015-01") + np.arange(until + season)).astype("datetime64[D]")
    return SeasonalRows.of(made, starts, season, dates)


def test_nothing_told_at_an_origin_changes_with_what_comes_after() -> None:
    panel, _ = seasonal(6)
    series, origin, step = np.repeat(np.arange(6), 12), np.full(72, 59), np.tile(np.arange(1, 13), 6)
    later = panel.y.copy()
    later[:, 60:] *= 7
    early, late = (
        rows_of(y, until).of_rows(series, origin, step) for y, until in ((panel.y, 60), (later, 96))
    )
    assert early.shape == (72, len(COLUMNS))
    assert np.array_equal(early, late, equal_nan=True)


def test_the_year_before_is_the_same_season_over_the_mean_of_its_year() -> None:
    panel, _ = seasonal(2)
    told = rows_of(panel.y, 60).of_rows(np.array([1]), np.array([59]), np.array([3]))
    expected = panel.y[1, 59 + 3 - 12] / panel.y[1, 48:60].mean()
    assert np.isclose(told[0, COLUMNS.index("year before")], expected, rtol=1e-5)


def test_series_that_share_a_season_steady_each_other() -> None:
    at = np.arange(72)
    truth = 1 + 0.5 * np.sin(2 * np.pi * at / 12)
    y = truth * np.exp(np.random.default_rng(1).normal(0, 0.2, (30, 72)))
    step = np.arange(1, 13)
    told = rows_of(y, 60).of_rows(np.zeros(12, np.int64), np.full(12, 59), step)
    expected = truth[60:72]
    shared, own = (
        np.abs(told[:, COLUMNS.index(name)] - expected).mean() for name in ("usual shape", "year before")
    )
    assert shared < 0.5 * own


def test_gaps_are_filled_on_lines_and_a_beginning_is_kept() -> None:
    made, starts = filled(np.array([[np.nan, 1, np.nan, 3, np.nan], [np.nan] * 5]))
    assert starts.tolist() == [1, 0]
    assert made[0, 1:].tolist() == [1, 2, 3, 3]
    assert made[1].tolist() == [0] * 5


def test_windows_are_cut_at_the_edges() -> None:
    sums = Sums.of(np.array([[1.0, 2.0, 3.0]]))
    zero = np.zeros(1, np.int64)
    assert sums.mean(zero, np.array([-4]), np.array([1])).tolist() == [1.5]
    assert sums.mean(zero, np.array([1]), np.array([9])).tolist() == [2.5]
