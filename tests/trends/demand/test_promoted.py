"""Sales that promotions move, drawn so that the truth is known."""

import numpy as np
from tests.trends.demand.drawn_panels import error_of, promoted, seasonal

from modiste.trends import Panel
from modiste.trends.demand.boosted import Boosted
from modiste.trends.demand.conditions import Conditions
from modiste.trends.demand.promoted import Promoted

SMALL = Promoted(rows=5000, rounds=40)


def test_promotions_known_ahead_are_used_without_bias() -> None:
    panel, actual = promoted()
    forecast = SMALL.forecast(panel, 8)
    level = np.median(panel.y, axis=1, keepdims=True) * np.ones((1, 8))
    assert error_of(forecast.y_hat, actual) < 0.45 * error_of(level, actual)
    assert abs(forecast.y_hat.sum() / actual.sum() - 1) < 0.08
    inside = (actual >= forecast.quantiles[..., 0]) & (actual <= forecast.quantiles[..., -1])
    assert inside.mean() > 0.8


def test_a_series_own_price_is_found_by_what_its_sales_go_against() -> None:
    panel, _ = promoted()
    logs = np.log1p(panel.y)
    conditions = Conditions.of(panel, logs, np.isfinite(panel.y), 8)
    assert conditions.groups["own price"].tolist() == [0, 1, 2] * 8
    own = np.log(np.stack([panel.known[f"price{place % 3 + 1}"][place] for place in range(24)]))
    assert np.allclose(conditions.main["price"], own)
    assert set(conditions.groups) == {"own price", "part 1", "part 2"}


def test_boosted_goes_this_way_where_something_is_known_ahead() -> None:
    panel, _ = promoted(4)
    forecast = Boosted(rows=2000, rounds=10).forecast(panel, 8)
    expected = Promoted(rows=2000, rounds=10).forecast(panel, 8)
    assert np.array_equal(forecast.y_hat, expected.y_hat)


def test_counts_with_noughts_gaps_and_next_to_nothing_are_told_something_finite() -> None:
    y = np.random.default_rng(2).poisson(0.4, (6, 60)).astype(float)
    y[0], y[1] = np.nan, 0
    y[2, :-3] = np.nan
    days = np.datetime64("2024-01-01") + np.arange(60)
    panel = Panel(tuple("abcdef"), days, y, "day", 1)
    forecast = SMALL.forecast(panel, 7)
    assert np.isfinite(forecast.quantiles).all()
    assert (forecast.quantiles >= 0).all()
    few = SMALL.forecast(seasonal(1, 5)[0], 2)
    assert np.isfinite(few.quantiles).all()
