"""Stock replayed on demand: pieces are neither made nor lost, and a bare shelf sells nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.trends.stock.lost_sales import Frontier, replay
from modiste.trends.stock.replenishment import OrderUpTo


def test_a_delivery_comes_after_its_lead_time_and_what_is_not_there_is_lost() -> None:
    run = replay(np.array([[5.0, 5, 5, 5, 5]]), OrderUpTo(np.full((1, 5), 10.0)), 2, np.array([6.0]))
    # 6 on the shelf, 4 ordered: 5 sold; 1 there, 5 more ordered; then 4 arrive, then 5
    assert run.sold.tolist() == [[5, 1, 4, 5, 1]]
    assert run.ended.tolist() == [[1, 0, 0, 0, 0]]
    assert run.ordered.tolist() == [[4, 5, 1, 4, 5]]
    assert run.fill == 16 / 25
    assert run.holding == 1 / 25


def test_without_a_lead_time_an_order_serves_its_own_period() -> None:
    run = replay(np.array([[5.0, 5]]), OrderUpTo(np.full((1, 2), 5.0)), 0, np.array([0.0]))
    assert run.fill == 1


@given(
    st.lists(st.integers(0, 30), min_size=4, max_size=20), st.integers(0, 3), st.integers(0, 40), st.data()
)
def test_pieces_are_neither_made_nor_lost(
    demand: list[int], lead: int, level: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, 20))
    wanted = np.array([demand], float)
    run = replay(wanted, OrderUpTo(np.full(wanted.shape, float(level))), lead, np.array([float(start)]))
    arrived = run.ordered[:, : wanted.shape[1] - lead].sum()
    assert start + arrived == run.sold.sum() + run.ended[0, -1]
    assert (run.sold <= wanted).all()
    assert (run.ended >= 0).all()


def test_holding_is_read_between_service_levels_and_unknown_beyond_them() -> None:
    line = Frontier((0.5, 0.9), (0.6, 0.8), (1.0, 3.0))
    assert line.holding_at(0.7) == pytest.approx(2)
    assert np.isnan(line.holding_at(0.9))


class Returns:
    def orders(self, period: int, on_hand: np.ndarray, coming: np.ndarray) -> np.ndarray:
        return -on_hand


@pytest.mark.parametrize(
    "demand", [np.array([[1.0, -1]]), np.array([[1.0, np.nan]]), np.zeros((0, 3)), np.zeros((1, 0))]
)
def test_demand_that_cannot_be_is_refused(demand: np.ndarray) -> None:
    with pytest.raises(ModisteError, match="MOD-2450"):
        replay(demand, OrderUpTo(np.ones((1, 9))), 1)


def test_a_policy_that_sends_pieces_back_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2450"):
        replay(np.ones((1, 3)), Returns(), 1)
