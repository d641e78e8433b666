"""A share's points: blocks whole at the end, intervals as wide as the growth's own, nothing of nothing."""

import numpy as np
import pytest

from modiste.learning import wilson
from modiste.trends.signals.bands import share_points
from modiste.trends.signals.growth import Growth, grown

COUNTS = np.array([0.0, 2, 4, 3, 5, 6, 6, 8, 9])
TOTALS = np.full(9, 20.0)


def growth_of(error: float) -> Growth:
    return Growth(0.0, (-1.96 * error, 1.96 * error), 0.5, 0.3, 0.2, 4, 4)


def test_blocks_are_whole_at_the_end_and_keep_every_count() -> None:
    points = share_points(COUNTS, TOTALS, growth_of(0.01), 4)
    assert [each.place for each in points] == [0, 1, 5]
    assert [each.of for each in points] == [20, 80, 80]
    assert sum(each.count for each in points) == COUNTS.sum()
    assert [each.share for each in points] == [0, 14 / 80, 29 / 80]


def test_a_band_is_at_least_that_of_chance_and_widens_with_the_growths_interval() -> None:
    for point in share_points(COUNTS, TOTALS, growth_of(0.01)):
        assert (point.low, point.high) == pytest.approx(wilson(point.count, point.of))
    wide = share_points(COUNTS, TOTALS, growth_of(1.0))
    near = share_points(COUNTS, TOTALS, growth_of(0.5))
    for narrow, broad in zip(near[1:], wide[1:], strict=True):
        assert broad.low < narrow.low <= narrow.share <= narrow.high < broad.high


def test_weeks_in_which_nothing_was_seen_have_no_share() -> None:
    points = share_points(np.zeros(3), np.array([0.0, 0, 5]), growth_of(0.1))
    assert [each.share for each in points] == [None, None, 0]
    assert points[0].low is points[0].high is None


def test_a_real_growth_of_plain_chance_widens_little() -> None:
    chance = np.random.default_rng(2)
    totals = np.full(104, 200.0)
    counts = chance.binomial(200, 0.3, 104).astype(float)
    growth = grown(counts, totals)
    assert growth is not None
    points = share_points(counts, totals, growth, 4)
    inside = [each.low < 0.3 < each.high for each in points]
    assert np.mean(inside) >= 0.9
    assert max(each.high - each.low for each in points) < 0.12
