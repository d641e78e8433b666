"""Demand behind stock-outs: nearer to the truth than sales are; nothing else is touched."""

import numpy as np
import pytest

from modiste.trends import Panel, unconstrained


def shop(
    season: int = 12, *, share: float = 0.35, seed: int = 0
) -> tuple[Panel, np.typing.NDArray[np.float64]]:
    """Demand of sixty series over 72 periods, and what could be sold with too little stock."""
    chance = np.random.default_rng(seed)
    level = np.exp(chance.normal(2.5, 0.6, (60, 1)))
    profile = 1 + 0.5 * np.sin(2 * np.pi * np.arange(72) / season)
    demand = np.round(level * profile * np.exp(chance.normal(0, 0.35, (60, 72))))
    stock = np.where(
        chance.random((60, 72)) < share, level * profile * chance.uniform(0.5, 1.1, (60, 72)), np.inf
    )
    sales = np.minimum(demand, np.floor(stock))
    dates = np.datetime64("2020-01-01") + np.arange(72)
    ids = tuple(map(str, range(60)))
    return Panel(ids, dates, sales, "day", season, censored=demand > stock), demand


@pytest.mark.parametrize("season", [1, 12])
def test_hidden_demand_is_found_and_best_where_its_season_is_known(season: int) -> None:
    panel, demand = shop(12)
    made = unconstrained(Panel(panel.ids, panel.dates, panel.y, panel.step, season, censored=panel.censored))
    hidden = panel.censored
    assert hidden is not None
    lost = 1 - panel.y[hidden].sum() / demand[hidden].sum()
    left = 1 - made.y[hidden].sum() / demand[hidden].sum()
    assert lost > 0.2
    assert abs(left) < (0.05 if season > 1 else 0.15)
    assert np.abs(made.y - demand)[hidden].mean() < np.abs(panel.y - demand)[hidden].mean()


def test_nothing_else_is_touched_and_nothing_is_lowered() -> None:
    panel, _ = shop()
    made = unconstrained(panel)
    assert panel.censored is not None
    np.testing.assert_array_equal(made.y[~panel.censored], panel.y[~panel.censored])
    assert (made.y >= panel.y).all()
    plain = Panel(panel.ids, panel.dates, panel.y, panel.step)
    assert unconstrained(plain) is plain


def test_gaps_negative_values_and_series_that_were_always_out_of_stock_stand() -> None:
    y = np.array([[np.nan, 4, 3, 5, -1, 4, 6, 5, 4, 3, 5, 4], [2.0] * 12, [0.0] * 12])
    hidden = np.zeros_like(y, bool)
    hidden[0, 3], hidden[1], hidden[2, 2] = True, True, True
    dates = np.datetime64("2020-01-01") + np.arange(12)
    made = unconstrained(Panel(("a", "b", "c"), dates, y, "day", censored=hidden))
    assert np.isnan(made.y[0, 0])
    assert made.y[0, 4] == -1
    assert 5 <= made.y[0, 3] < 12
    assert made.y[1].tolist() == [2.0] * 12
    assert np.isfinite(made.y[2]).all()
    assert made.y[2, 2] < 1
