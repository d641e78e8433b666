"""Growth against simulated truth: intervals hold it, season is no trend, little is not taken for much."""

import numpy as np
import pytest
from tests.trends.signals.worlds import world

from modiste.trends.signals.growth import Growth, block_means, emergence, grown, grown_values, slope


def test_intervals_hold_the_truth_and_season_is_no_trend() -> None:
    inside, alarms = [], []
    for seed in range(4):
        trend, counts, totals = world(seed)
        for row, true in enumerate(trend):
            found = grown(counts[row], totals[row])
            assert found is not None
            assert (found.weeks, found.apart) == (24, 52)
            # Odds that grow by so much are shares that grow by 75 to 100 % of it, being below a quarter.
            low, high = sorted((0.75 * true, true))
            inside.append(found.ci95[0] <= high and low <= found.ci95[1])
            if true == 0:
                alarms.append(found.p < 0.05)
    assert np.mean(inside) > 0.93
    assert np.mean(alarms) < 0.06


def test_bare_values_are_compared_week_by_week() -> None:
    chance = np.random.default_rng(5)
    weeks = np.arange(130)
    season = 1 + 0.5 * np.sin(weeks / 52 * 2 * np.pi)
    still = season * np.exp(chance.normal(0, 0.1, 130))
    found = grown_values(still)
    assert found is not None
    assert found.ci95[0] < 0 < found.ci95[1]
    risen = grown_values(still * 1.3 ** (weeks / 52))
    assert risen is not None
    assert risen.value == pytest.approx(np.log(1.3), abs=0.1)
    assert risen.p < 0.01
    assert grown_values(still[:55]) is None


def test_without_a_year_the_weeks_before_are_compared() -> None:
    counts = np.r_[np.full(8, 10.0), np.full(8, 20.0)]
    found = grown(counts, np.full(16, 100.0))
    assert found is not None
    assert (found.weeks, found.apart) == (8, 8)
    assert found.now / found.before == pytest.approx(2, rel=0.02)
    assert grown(counts[:10], np.full(10, 100.0)) is None
    assert grown(np.zeros(104), np.zeros(104)) is None


def test_few_counts_say_little_and_many_much() -> None:
    few = grown(np.r_[np.zeros(80), np.repeat([1.0, 0, 0], 8)], np.full(104, 4.0))
    many = grown(np.r_[np.full(80, 200.0), np.full(24, 400.0)], np.full(104, 4000.0))
    assert few is not None
    assert many is not None
    assert few.p > 0.05
    assert many.p < 1e-6
    assert emergence(many) > 0.3 > emergence(Growth(-0.5, (-0.6, -0.4), 0.0, 0.03, 0.05, 24, 52))


def test_the_slope_of_the_last_weeks() -> None:
    chance = np.random.default_rng(2)
    weeks = np.arange(26)
    totals = np.full(26, 500.0)
    odds = -2 + 1.0 * weeks / 52
    counts = chance.binomial(500, 1 / (1 + np.exp(-odds))).astype(float)
    found = slope(counts, totals)
    assert found is not None
    assert found[1][0] < 1.0 < found[1][1]
    assert slope(np.zeros(26), totals) is None


def test_blocks_keep_what_hangs_together() -> None:
    chance = np.random.default_rng(3)
    walk = chance.normal(0, 1, 400).cumsum() * 0.05
    alone, together = block_means(walk, 400, 0, block=1), block_means(walk, 400, 0, block=20)
    assert together.std() > 2 * alone.std()
