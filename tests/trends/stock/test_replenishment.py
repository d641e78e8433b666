"""Policies: what they may see, and that paths of demand ahead hold less than past windows."""

import numpy as np
import pytest
from scipy.stats import norm

from modiste.garment import ModisteError
from modiste.trends.stock.looking_back import lag, running_mean
from modiste.trends.stock.lost_sales import replay
from modiste.trends.stock.replenishment import (
    AlongPaths,
    OrderUpTo,
    decide_orders,
    empirical_levels,
    frontier,
    textbook_levels,
    tuned_points,
)

HISTORY = np.random.default_rng(3).poisson(20, (4, 60)).astype(float)


def test_means_look_back_only_and_leave_gaps_out() -> None:
    values = np.array([[1.0, np.nan, 3, 5]])
    assert running_mean(values, 2)[0, 1:].tolist() == [1, 1, 3, 4]
    assert np.isnan(running_mean(values, 2)[0, 0])
    assert lag(values, 2)[0, 2:].tolist()[0] == 1


def test_the_textbook_level_is_mean_and_safety_of_thirteen_weeks() -> None:
    levels = textbook_levels(HISTORY, 40, 2, 0.9)
    seen = HISTORY[1, 27:40]
    assert levels.shape == (4, 20)
    assert levels[1, 0] == pytest.approx(3 * seen.mean() + norm.ppf(0.9) * seen.std(ddof=1) * 3**0.5)


@pytest.mark.parametrize("levels", [textbook_levels, empirical_levels])
def test_a_level_never_sees_its_own_week(levels) -> None:
    later = HISTORY.copy()
    later[:, 45:] *= 9
    assert np.array_equal(levels(HISTORY, 40, 2, 0.8)[:, :6], levels(later, 40, 2, 0.8)[:, :6])


def test_an_empirical_level_is_the_quantile_of_whole_past_windows() -> None:
    sums = [HISTORY[0, week : week + 3].sum() for week in range(38)]
    assert empirical_levels(HISTORY, 40, 2, 0.5)[0, 0] == pytest.approx(np.median(sums))


def test_a_reorder_point_orders_seldom_and_a_dear_loss_raises_it() -> None:
    cheap = tuned_points(HISTORY, 40, 2, 0.5)
    dear = tuned_points(HISTORY, 40, 2, 20.0)
    demand = HISTORY[:, 40:]
    lean, full = (replay(demand, OrderUpTo(level, point), 2) for point, level in (cheap, dear))
    assert full.fill > lean.fill
    assert (full.ordered == 0).any()


def test_paths_hold_less_than_levels_at_equal_fill_where_sales_are_lost() -> None:
    dice = np.random.default_rng(5)
    demand = dice.gamma(1.0, 20, (40, 60))
    paths = np.broadcast_to(dice.gamma(1.0, 20, (1, 1, 3, 200)), (40, 60, 3, 200))
    services = np.linspace(0.3, 0.9, 25)
    along = frontier(demand, [(s, AlongPaths(paths, s)) for s in services], 2, 6)
    sums = paths.sum(2)
    up_to = frontier(demand, [(s, OrderUpTo(np.quantile(sums, s, axis=-1))) for s in services], 2, 6)
    assert along.holding_at(0.75) < 0.98 * up_to.holding_at(0.75)


def test_an_order_says_what_it_rests_on_and_what_else_was_weighed() -> None:
    paths = np.tile(np.arange(1.0, 101), (2, 3, 1))
    found = decide_orders(paths, np.array([0.0, 500.0]), np.zeros((1, 2)), 0.9, pack=6)
    assert found.quantities.tolist() == [96, 0]
    assert found.lost[0].tolist() == sorted(found.lost[0], reverse=True)
    assert found.why.inputs["service"] == 0.9
    worths = {each.name: each.worth for each in found.why.alternatives}
    assert worths["nothing"] < worths["median"] < found.why.worth < worths["a_pack_more"]


@pytest.mark.parametrize("service", [0.0, 1.0, -1.0])
def test_a_service_level_that_cannot_be_is_refused(service: float) -> None:
    with pytest.raises(ModisteError, match="MOD-2451"):
        textbook_levels(HISTORY, 40, 2, service)
    with pytest.raises(ModisteError, match="MOD-2451"):
        decide_orders(np.ones((1, 2, 3)), np.ones(1), np.zeros((0, 1)), service)


def test_stock_below_nothing_and_packs_of_nothing_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2450"):
        decide_orders(np.ones((1, 2, 3)), -np.ones(1), np.zeros((0, 1)), 0.5)
    with pytest.raises(ModisteError, match="MOD-2451"):
        decide_orders(np.ones((1, 2, 3)), np.ones(1), np.zeros((0, 1)), 0.5, pack=0)
