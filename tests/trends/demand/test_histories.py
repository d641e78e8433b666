import numpy as np
import pytest
from tests.trends.demand.pasts import hard, panel_of

from modiste.trends.demand.histories import histories

NONE = np.nan


def test_holes_are_filled_along_a_line_and_ends_are_left() -> None:
    series = histories(panel_of(np.array([NONE, 2.0, NONE, NONE, 5.0, NONE])))
    assert (series.starts[0], series.stops[0], series.lengths[0]) == (1, 5, 4)
    assert series.values[0, 1:5] == pytest.approx([2, 3, 4, 5])
    assert series.seen[0].tolist() == [False, True, False, False, True, False]
    assert series.last() == pytest.approx([5])


def test_a_series_that_ended_early_is_forecast_from_its_own_end() -> None:
    series = histories(panel_of(np.array([1.0, 2.0, 3.0]), np.array([1.0, NONE, NONE])))
    assert series.steps_ahead(2).tolist() == [[1, 2], [3, 4]]
    assert series.ahead_of(np.arange(8.0).reshape(2, 4), 2).tolist() == [[0, 1], [6, 7]]


def test_demand_without_stock_is_unknown_but_no_less_than_what_was_sold() -> None:
    y = np.array([[4.0, 0.0, 6.0, 9.0, 4.0]])
    series = histories(panel_of(*y, censored=np.array([[False, True, False, True, False]])))
    assert series.values[0] == pytest.approx([4, 5, 6, 9, 4])
    assert not series.seen[0, [1, 3]].any()


def test_a_series_always_sold_out_is_taken_as_it_was_sold() -> None:
    series = histories(panel_of(np.array([1.0, 2.0]), censored=np.ones((1, 2), bool)))
    assert series.values[0].tolist() == [1, 2]
    assert series.seen.all()


def test_a_series_never_observed_is_a_nought_at_the_end() -> None:
    series = histories(panel_of(np.full(4, NONE)))
    assert series.last().tolist() == [0]
    assert series.lengths.tolist() == [1]
    assert not series.seen.any()


def test_every_past_is_whole_between_its_ends() -> None:
    series = histories(hard())
    for row, start, stop in zip(series.values, series.starts, series.stops, strict=True):
        assert np.isfinite(row[start:stop]).all()
        assert not np.isfinite(row[:start]).any()
        assert not np.isfinite(row[stop:]).any()
