"""Intervals hold the truth about as often as they say."""

import numpy as np
import pytest
from scipy import stats

from modiste.learning import intervals, metrics


def test_wilson_agrees_with_the_oracle_and_is_honest_at_the_ends():
    low, high = intervals.wilson(45, 50)
    wanted = stats.binomtest(45, 50).proportion_ci(method="wilson")
    assert (low, high) == (pytest.approx(wanted.low), pytest.approx(wanted.high))
    assert intervals.wilson(10, 10)[0] == pytest.approx(0.7225, abs=1e-3)
    assert intervals.wilson(0, 0) == (0.0, 1.0)


def test_resamples_draw_n_cases_each_and_repeat_with_the_seed():
    draws = np.concatenate(list(intervals.resamples(7, 500, 1)))
    assert draws.shape == (500, 7)
    assert (draws.sum(1) == 7).all()
    assert draws.mean(0) == pytest.approx(np.ones(7), abs=0.15)
    np.testing.assert_array_equal(draws, np.concatenate(list(intervals.resamples(7, 500, 1))))


def test_a_large_sample_comes_in_blocks():
    blocks = list(intervals.resamples(200_000, 5, 0))
    assert [len(block) for block in blocks] == [2, 2, 1]


def test_delong_agrees_with_the_bootstrap():
    chance = np.random.default_rng(0)
    positive = chance.random(600) < 0.4
    score = np.round(chance.normal(size=600) + 1.5 * positive, 1)
    area = metrics.roc_auc(score, positive)
    low, high = intervals.delong(area, intervals.auc_influence(score, positive))
    rows = chance.integers(0, 600, (800, 600))
    drawn = [metrics.roc_auc(score[row], positive[row]) for row in rows]
    assert (low, high) == pytest.approx(tuple(np.quantile(drawn, (0.025, 0.975))), abs=0.006)


def test_delong_stays_inside_and_admits_when_it_knows_nothing():
    positive = np.array([True, True, False, False])
    assert intervals.delong(1.0, intervals.auc_influence(np.array([3, 4, 1, 2]), positive)) is None
    score = np.array([0.9, 0.4, 0.5, 0.1])
    low, high = intervals.delong(0.75, intervals.auc_influence(score, positive))
    assert 0 < low < 0.75 < high < 1


def test_no_spread_means_no_interval():
    assert intervals.percentile(np.ones(10)) is None
    assert intervals.reflected(np.ones(10), 1.0) is None


def test_the_reflected_interval_leans_against_the_bias_and_holds_the_estimate():
    low, high = intervals.reflected(np.linspace(0.02, 0.04, 1001), 0.02)
    assert low == pytest.approx(0.0005, abs=1e-6)
    assert high == 0.02


@pytest.mark.slow
def test_the_interval_of_the_calibration_error_holds_the_truth_nine_times_in_ten():
    # Two confidences with known accuracies, so the true error is known: 0.5 * 0.06 + 0.5 * 0.04.
    chance, held = np.random.default_rng(5), 0
    for _ in range(60):
        confidence = np.repeat([0.63, 0.9], 500)
        correct = chance.random(1000) < np.repeat([0.57, 0.86], 500)
        bins = metrics.equal_width_bins(confidence)
        gap = confidence - correct

        def error(draws, gap=gap, bins=bins):
            sums = np.stack([(draws * gap * (bins == b)).sum(1) for b in np.unique(bins)])
            return {"ece": np.abs(sums).sum(0) / 1000}

        drawn = intervals.bootstrap(1000, 200, 0, error)["ece"]
        low, high = intervals.reflected(drawn, metrics.calibration_error(confidence, correct, bins))
        held += low <= 0.05 <= high
    assert held >= 54
