"""Buying for one season: stockpyl 1.0.2's optima, packs and limits, and a second order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.trends.stock.demands import (
    CountDemand,
    Demand,
    NormalDemand,
    demand_of_quantiles,
    drawn_demand,
)
from modiste.trends.stock.newsvendor import Terms, decide_buy, decide_two_orders, expected_profit

# stockpyl 1.0.2: newsvendor_normal, _poisson, _discrete; (demand, overage, underage, quantity, cost)
STOCKPYL = [
    (NormalDemand(50, 8), 0.18, 0.70, 56.60395592743389, 1.9976051931766445),
    (NormalDemand(50 * 5, 8 * 5**0.5), 0.18, 0.70, 264.76689437415484, 4.466781004149577),
    (CountDemand(50), 1.0, 4.0, 56, 10.075200067097601),
    (CountDemand(50), 0.18, 0.70, 56, 1.797235211809178),
    (CountDemand(16, 80), 1.0, 4.0, 23, 13.880487965541073),
    (drawn_demand([0, 1, 2, 3, 4, 7], [0.1, 0.2, 0.3, 0.2, 0.1, 0.1]), 1.0, 4.0, 3, 3.0),
]


def cost_of(demand: Demand, over: float, under: float, quantity: float) -> float:
    lacking = demand.lacking(quantity)
    return over * (quantity - demand.mean + lacking) + under * lacking


@pytest.mark.parametrize(("demand", "over", "under", "quantity", "cost"), STOCKPYL)
def test_the_optima_are_those_of_stockpyl(
    demand: Demand, over: float, under: float, quantity: float, cost: float
) -> None:
    pack = None if isinstance(demand, NormalDemand) else 1.0
    found = decide_buy(demand, Terms(over + under, over, pack=pack))
    assert found.quantity == pytest.approx(quantity, abs=1e-6)
    assert cost_of(demand, over, under, found.quantity) == pytest.approx(cost, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(1, 60), st.floats(0.05, 0.95), st.sampled_from([1, 3, 12]), st.integers(0, 40))
def test_no_allowed_quantity_earns_more(mean: float, cost: float, pack: int, least: int) -> None:
    demand, terms = CountDemand(mean), Terms(1.0, cost, 0.0, least=least, pack=pack)
    found = decide_buy(demand, terms)
    allowed = [0, *(each for each in range(0, 110, pack) if each >= least)]
    assert found.quantity in allowed
    assert found.profit >= max(expected_profit(demand, terms, each) for each in allowed) - 1e-9


def test_a_buy_says_why() -> None:
    found = decide_buy(NormalDemand(50, 8), Terms(40, 15, 5, pack=6))
    assert found.why.inputs["critical_ratio"] == pytest.approx(25 / 35)
    others = {each.name: each for each in found.why.alternatives}
    assert others["a_pack_less"].quantity == found.quantity - 6
    assert max(others[name].worth for name in ("nothing", "mean", "median", "a_pack_more")) <= found.profit
    assert found.sold + found.left == pytest.approx(found.quantity)


def test_nothing_is_bought_where_the_least_order_would_lose() -> None:
    found = decide_buy(CountDemand(3), Terms(10, 8, 0, least=100))
    assert found.quantity == 0
    assert found.profit == 0


def test_quantiles_of_a_forecast_stand_for_a_demand() -> None:
    normal = NormalDemand(100, 20)
    levels = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
    told = demand_of_quantiles(levels, [normal.quantile(level) for level in levels])
    assert told.mean == pytest.approx(100, rel=0.02)
    assert told.quantile(0.75) == pytest.approx(normal.quantile(0.75), rel=0.01)
    assert told.lacking(110) == pytest.approx(normal.lacking(110), rel=0.15)
    assert told.within(100) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    "terms",
    [
        {"price": 5, "cost": 8},
        {"price": 5, "cost": -1, "salvage": -2},
        {"price": 5, "cost": 2, "salvage": 3},
        {"price": 5, "cost": 2, "least": 10, "most": 5},
        {"price": 5, "cost": 2, "pack": 0},
        {"price": float("nan"), "cost": 2},
    ],
)
def test_terms_that_cannot_be_are_refused(terms: dict[str, float]) -> None:
    with pytest.raises(ModisteError, match="MOD-2453"):
        Terms(**terms)


def test_demand_that_cannot_be_is_refused() -> None:
    for make in (
        lambda: NormalDemand(5, 0),
        lambda: CountDemand(5, 4),
        lambda: drawn_demand([]),
        lambda: drawn_demand([-1, 2]),
        lambda: demand_of_quantiles((0.5, 0.9), (3, 2)),
    ):
        with pytest.raises(ModisteError, match="MOD-2454"):
            make()


def scenarios(tells: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    level = np.exp(0.6 * dice.standard_normal(3000))
    other = np.exp(0.6 * dice.standard_normal(3000))
    return 30 * level, 70 * level**tells * other ** (1 - tells)


def test_a_second_order_is_worth_more_the_more_early_sales_tell() -> None:
    terms = Terms(40, 15, 3)
    gains = []
    for tells in (0.0, 1.0):
        found = decide_two_orders(*scenarios(tells), terms, later_cost=18)
        once = {each.name: each.worth for each in found.why.alternatives}["one_order_now"]
        gains.append(found.profit / once - 1)
    assert gains[1] > 1.5 * gains[0] > 0


def test_a_second_order_that_may_bring_nothing_leaves_the_newsvendor() -> None:
    early, late = scenarios(0.5)
    terms = Terms(40, 15, 3)
    found = decide_two_orders(early, late, terms, 15, capacity=0)
    once = decide_buy(drawn_demand(early + late), terms)
    # leftovers of early demand cannot be saved for late customers, so all is one season
    assert found.profit == pytest.approx(once.profit, rel=1e-3)
    assert found.second == 0


def test_the_rule_has_more_for_the_rest_where_early_sales_were_better() -> None:
    found = decide_two_orders(*scenarios(1.0), Terms(40, 15, 3), 18)
    assert (np.diff(found.seen) > 0).all()
    assert found.up_to[-1] > 2 * found.up_to[0]


def test_a_later_piece_that_is_cheaper_or_scenarios_that_do_not_match_are_refused() -> None:
    early, late = scenarios(0.5)
    with pytest.raises(ModisteError, match="MOD-2453"):
        decide_two_orders(early, late, Terms(40, 15), 14)
    with pytest.raises(ModisteError, match="MOD-2454"):
        decide_two_orders(early, late[1:], Terms(40, 15), 18)
