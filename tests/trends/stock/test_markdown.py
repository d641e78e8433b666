"""Markdown: prices never rise, small cases match full search, learning beats the fixed ladder."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.stock.markdown import Season, decide_prices, first_beliefs
from modiste.trends.stock.markdown_replay import sell_by_decisions, sell_by_ladder, truth_of

LADDER = (100.0, 80.0, 60.0, 40.0)
SEASON = Season(LADDER, (4.0, 3.5, 3.0, 2.5, 2.0, 1.5), -2.0, 10.0)


def test_one_week_asks_the_price_of_the_largest_revenue() -> None:
    season = Season(LADDER, (5.0,), -1.5, 10.0)
    lifts = season.lifts
    for stock in (3, 10, 40):
        revenue = []
        for price, lift in zip(LADDER, lifts, strict=True):
            law = stats.poisson(5 * lift)
            sold = sum(law.sf(piece) for piece in range(stock))
            revenue.append(price * sold + 10 * (stock - sold))
        found = decide_prices(season, stock)
        assert found.prices[0] == LADDER[int(np.argmax(revenue))]
        assert found.revenue == pytest.approx(max(revenue))


def test_looking_at_the_stock_beats_every_path_that_does_not() -> None:
    found = decide_prices(SEASON, 30)
    worths = []
    for path in combinations_with_replacement(range(4), 6):
        mean = np.array([season_mean(path, week) for week in range(6)])
        worths.append(revenue_of(path, mean, 30))
    assert found.revenue >= max(worths) - 1e-6
    assert found.revenue < max(worths) * 1.1


def season_mean(path: tuple[int, ...], week: int) -> float:
    return SEASON.demand[week] * float(SEASON.lifts[path[week]])


def revenue_of(path: tuple[int, ...], means: np.ndarray, stock: int) -> float:
    """By the distribution of stock, forwards: another way than the decision's."""
    chance = np.zeros(stock + 1)
    chance[stock] = 1
    total = 0.0
    for place, mean in zip(path, means, strict=True):
        law = stats.poisson.pmf(np.arange(stock + 1), mean)
        after = np.zeros(stock + 1)
        for here in np.flatnonzero(chance):
            after[1 : here + 1] += chance[here] * law[:here][::-1]
            after[0] += chance[here] * (1 - law[:here].sum())
        total += LADDER[place] * (chance @ np.arange(stock + 1) - after @ np.arange(stock + 1))
        chance = after
    return total + SEASON.salvage * float(chance @ np.arange(stock + 1))


def test_prices_never_rise_and_more_stock_never_asks_more() -> None:
    found = decide_prices(SEASON, 60, step=1)
    assert (np.diff(found.prices) <= 0).all()
    assert found.prices[0] <= 80
    assert (found.table >= np.arange(4)).all()
    now = [decide_prices(SEASON, stock).prices[0] for stock in (2, 10, 25, 60)]
    assert now == sorted(now, reverse=True)
    assert now[0] == 100


def test_a_path_says_what_others_are_worth() -> None:
    found = decide_prices(SEASON, 40)
    others = {each.name: each.worth for each in found.why.alternatives}
    assert set(others) == {"full_price", "lowest_now", "even_steps"}
    assert max(others.values()) <= found.revenue
    assert found.why.inputs["elasticity"] == pytest.approx(-2)
    assert 0 <= found.left < 40


def test_large_stock_in_grains_is_worth_what_it_is_worth() -> None:
    large = Season(LADDER, tuple(100 * week for week in SEASON.demand), -2.0, 10.0, dispersion=100)
    small = Season(LADDER, tuple(1000 * week for week in SEASON.demand), -2.0, 10.0, dispersion=1000)
    assert decide_prices(large, 3000).revenue * 10 == pytest.approx(
        decide_prices(small, 30000).revenue, rel=1e-3
    )


def test_sales_move_what_is_believed() -> None:
    season = Season(LADDER, SEASON.demand, -2.0, 10.0, 0.5, 0.5, dispersion=2.0)
    before = first_beliefs(season)
    mean = before.levels @ before.weights
    good, bad = (before.after(season, 0, 0, sold, 50) for sold in (12, 0))
    assert bad.levels @ bad.weights < mean < good.levels @ good.weights
    bare = before.after(season, 0, 0, 5, 5)
    assert (
        bare.levels @ bare.weights
        > before.after(season, 0, 0, 5, 50).levels @ before.after(season, 0, 0, 5, 50).weights
    )


def test_deciding_weekly_earns_more_than_the_fixed_ladder() -> None:
    season = Season(LADDER, tuple(8 * 0.9**week for week in range(8)), -2.2, 10.0, 0.5, 0.4, 2.0)
    ours = theirs = 0.0
    for seed in range(12):
        demand, slope = truth_of(season, seed)
        ours += sell_by_decisions(season, 70, demand, slope, seed).revenue
        theirs += sell_by_ladder(season, 70, demand, slope, seed, (0, 0, 0, 1, 1, 2, 2, 3)).revenue
    assert ours > 1.03 * theirs


@pytest.mark.parametrize(
    "change",
    [
        {"ladder": ()},
        {"ladder": (50.0, 60.0)},
        {"ladder": (50.0, 0.0)},
        {"demand": ()},
        {"demand": (-1.0,)},
        {"demand": (float("inf"),)},
        {"elasticity": 0.5},
        {"salvage": 60.0},
        {"dispersion": 0.5},
    ],
)
def test_seasons_that_cannot_be_are_refused(change: dict) -> None:
    given = {"ladder": LADDER, "demand": (1.0,), "elasticity": -2.0}
    with pytest.raises(ModisteError, match="MOD-2457"):
        Season(**{**given, **change})


def test_no_stock_or_a_ladder_that_goes_back_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2457"):
        decide_prices(SEASON, 0)
    with pytest.raises(ModisteError, match="MOD-2457"):
        sell_by_ladder(SEASON, 5, np.ones(6), -2, 0, (0, 1, 0, 0, 0, 0))
