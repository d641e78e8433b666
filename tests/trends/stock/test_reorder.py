"""Ordering at a cost: stockpyl 1.0.2's optima, and full search where that is small."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.stock.reorder import (
    Costs,
    decide_reorder_quantity,
    decide_reorder_up_to,
    economic_order_quantity,
    lot_sizes,
)

POISSON_6 = stats.poisson(6).pmf(np.arange(60))
POISSON_20 = stats.poisson(20).pmf(np.arange(120))


# stockpyl 1.0.2, s_s_discrete_exact(holding, stockout, fixed, ...)
@pytest.mark.parametrize(
    ("chances", "costs", "point", "up_to", "cost"),
    [
        (POISSON_6, Costs(5, 1, 4), 4, 10, 8.034111561471642),
        (POISSON_20, Costs(50, 1, 9), 15, 46, 43.53757337664109),
        (stats.binom(20, 0.3).pmf(np.arange(21)), Costs(5, 1, 4), 4, 8, 7.664667334810026),
    ],
)
def test_the_best_s_and_s_are_those_of_stockpyl(chances, costs, point, up_to, cost) -> None:
    found = decide_reorder_up_to(chances / chances.sum(), costs)
    assert (found.point, found.up_to) == (point, up_to)
    assert found.cost == pytest.approx(cost, abs=1e-6)
    assert all(each.worth <= found.why.worth + 1e-12 for each in found.why.alternatives)


# stockpyl 1.0.2, r_q_poisson_exact(20, 150, 100, 1.5, 2) and (0.225, 7.5, 8, 13, 1)
@pytest.mark.parametrize(
    ("demand", "lead", "costs", "point", "quantity", "cost"),
    [
        (1.5, 2.0, Costs(100, 20, 150), 3, 5, 107.92358063314975),
        (13.0, 1.0, Costs(8, 0.225, 7.5), 14, 32, 7.61550077753116),
    ],
)
def test_the_best_r_and_q_are_those_of_stockpyl(demand, lead, costs, point, quantity, cost) -> None:
    found = decide_reorder_quantity(demand, lead, costs)
    assert (found.point, found.up_to - found.point) == (point, quantity)
    assert found.cost == pytest.approx(cost, abs=1e-6)
    assert found.why.alternatives[0].worth <= found.why.worth


def test_the_economic_quantity_is_that_of_stockpyl() -> None:
    assert economic_order_quantity(500, Costs(100, 2)) == pytest.approx(
        (223.60679774997898, 447.21359549995793)
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=7), st.integers(0, 20))
def test_lot_sizes_are_the_cheapest_of_all(demand: list[int], order: int) -> None:
    wanted = np.array(demand, float)
    orders, cost = lot_sizes(wanted, Costs(order, 1))
    stock = np.cumsum(orders - wanted)
    assert (stock >= 0).all()
    assert cost == pytest.approx(order * (orders > 0).sum() + stock.sum())
    for when in product([False, True], repeat=len(demand)):
        starts = [place for place, ordered in enumerate(when) if ordered]
        if not wanted.any() or (starts and not wanted[: starts[0]].any()):
            bounds = [*starts, len(demand)]
            held = sum(
                (place - begin) * wanted[place]
                for begin, end in pairwise(bounds)
                for place in range(begin, end)
            )
            assert cost <= order * len(starts) + held + 1e-9


def test_costs_and_demand_that_cannot_be_are_refused() -> None:
    for refused in (
        lambda: Costs(-1, 1),
        lambda: Costs(1, 0),
        lambda: economic_order_quantity(0, Costs(1, 1)),
        lambda: lot_sizes(np.array([-1.0]), Costs(1, 1)),
        lambda: decide_reorder_up_to(np.array([0.5, 0.2]), Costs(1, 1, 2)),
        lambda: decide_reorder_up_to(np.array([0.5, 0.5]), Costs(1, 1)),
        lambda: decide_reorder_quantity(1, 0, Costs(1, 1, 2)),
    ):
        with pytest.raises(ModisteError, match="MOD-2458"):
            refused()
