"""Parts and stretches of a forecast: against draws of the same distributions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.trends import (
    LEVELS,
    Forecast,
    drawn_parts,
    drawn_weeks,
    gamma_quantiles,
    lost_and_left,
    spread,
    stretch,
    thinned,
)

CHANCE = np.random.default_rng(3)


def test_quantiles_of_a_gamma_are_those_of_its_draws() -> None:
    draws = CHANCE.gamma(4.0, 2.5, 200_000)
    found = gamma_quantiles(np.array([10.0]), np.array([5.0]), (0.1, 0.5, 0.9))[0]
    assert found == pytest.approx(np.quantile(draws, (0.1, 0.5, 0.9)), rel=0.02)
    assert gamma_quantiles(np.array([3.0, 0.0]), np.array([0.0, 1.0]), (0.9,)).ravel().tolist() == [3.0, 0.0]


def test_what_is_lost_and_left_is_the_mean_over_draws() -> None:
    draws = CHANCE.gamma(4.0, 2.5, 200_000)
    for stock in (0.0, 6.0, 25.0):
        lost, left = lost_and_left(np.array([10.0]), np.array([5.0]), np.array([stock]))
        assert lost[0] == pytest.approx(np.maximum(draws - stock, 0).mean(), abs=0.06)
        assert left[0] == pytest.approx(np.maximum(stock - draws, 0).mean(), abs=0.06)
    lost, left = lost_and_left(np.array([5.0, 5.0]), np.zeros(2), np.array([3.0, 9.0]))
    assert (lost.tolist(), left.tolist()) == ([2.0, 0.0], [0.0, 4.0])


@given(st.floats(0, 500), st.floats(0, 200), st.floats(0, 900))
@settings(max_examples=80, deadline=None)
def test_nothing_is_lost_or_left_below_nothing(mean: float, deviation: float, stock: float) -> None:
    lost, left = lost_and_left(np.array([mean]), np.array([deviation]), np.array([stock]))
    assert lost[0] >= 0
    assert left[0] >= -1e-6 * max(1.0, mean)
    assert lost[0] <= mean + 1e-6


def test_a_part_is_thinned_and_its_draws_say_the_same() -> None:
    mean, deviation = np.array([20.0, 8.0]), np.array([6.0, 3.0])
    weeks = drawn_weeks(mean, deviation, 60_000, np.random.default_rng(1))
    assert weeks.mean(0) == pytest.approx(mean, rel=0.02)
    assert weeks.std(0) == pytest.approx(deviation, rel=0.03)
    total = stretch(mean[None], deviation[None])
    assert float(total[0][0]) == pytest.approx(weeks.sum(1).mean(), rel=0.02)
    assert float(total[1][0]) == pytest.approx(weeks.sum(1).std(), rel=0.03)
    parts = drawn_parts(weeks, np.array([0.3, 0.7]), np.random.default_rng(2))
    wanted = thinned(mean, deviation, np.array(0.3))
    assert parts[:, :, 0].mean(0) == pytest.approx(wanted[0], rel=0.02)
    assert parts[:, :, 0].std(0) == pytest.approx(wanted[1], rel=0.05)
    assert (parts == np.floor(parts)).all()


def test_the_spread_is_that_of_a_bell_whatever_one_quantile_says() -> None:
    bell = 10 + 2 * np.array([-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449])
    days = np.array(["2026-01-05"], "datetime64[D]")
    forecast = Forecast(("a",), days, np.array([[10.0]]), LEVELS, bell[None, None])
    assert spread(forecast)[0, 0] == pytest.approx(2.0, rel=1e-3)
    bell[-1] = 400.0
    forecast = Forecast(("a",), days, np.array([[10.0]]), LEVELS, bell[None, None])
    assert spread(forecast)[0, 0] == pytest.approx(2.0, rel=1e-3), "a quantile ran away"
