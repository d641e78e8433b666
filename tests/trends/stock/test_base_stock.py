"""Stages in a row: published levels, one stage is a newsvendor, a replay costs what is told."""

import numpy as np
import pytest
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.stock.base_stock import Stage, decide_echelon_levels

POISSON = stats.poisson(5).pmf(np.arange(40))


def test_example_6_1_of_snyder_and_shen() -> None:
    """stockpyl 1.0.2 on its coarser grid: S = 6.514, 12.012, 22.700, cost 47.6687; normal demand 5, 1."""
    grain = 0.02
    edges = np.arange(0, 600) * grain
    chances = np.diff(stats.norm(5, 1).cdf(np.append(edges - grain / 2, edges[-1] + grain / 2)))
    stages = (Stage(3, 1), Stage(2, 1), Stage(2, 2))
    found = decide_echelon_levels(stages, chances / chances.sum(), 37.12, grain)
    assert found.levels == pytest.approx((6.514, 12.012, 22.700), abs=0.04)
    assert found.cost == pytest.approx(47.6687, abs=0.02)


def test_one_stage_is_a_newsvendor() -> None:
    found = decide_echelon_levels((Stage(1, 2),), POISSON, 9.0)
    law = stats.poisson(10)
    assert found.levels == (law.ppf(0.9),)
    pieces = np.arange(60)
    level = found.levels[0]
    cost = law.pmf(pieces) @ (np.maximum(level - pieces, 0) + 9 * np.maximum(pieces - level, 0))
    assert found.cost == pytest.approx(cost, abs=1e-6)


def test_two_stages_are_the_best_of_all_levels_replayed() -> None:
    stages = (Stage(2, 1), Stage(1, 2))
    found = decide_echelon_levels(stages, POISSON, 20.0)
    lower, upper = (int(level) for level in found.levels)
    demand = np.random.default_rng(1).poisson(5, 120_000)
    replayed = {
        (one, two): waited_cost(demand, one, two)
        for one in range(lower - 1, lower + 2)
        for two in range(upper - 1, upper + 2)
    }
    assert replayed[lower, upper] == pytest.approx(found.cost, rel=0.01)
    assert replayed[lower, upper] <= min(replayed.values()) * 1.002
    assert found.why.alternatives[0].worth <= found.why.worth


def waited_cost(demand: np.ndarray, lower: int, upper: int) -> float:
    """Stage 2 orders up to its echelon level, its supplier has all; what stage 1 lacks is waited for."""
    total = np.concatenate([[0], demand.cumsum()])
    time = np.arange(3, len(demand))
    # echelon 2 position at t is `upper`, two periods later its net stock is that less two periods' demand
    echelon = upper - (total[time - 1] - total[time - 3])
    position = np.minimum(lower, echelon)
    net = position - (total[time] - total[time - 1])
    return float((1 * echelon + 2 * net + (20 + 3) * np.maximum(-net, 0)).mean())


def test_own_levels_add_up_to_the_echelons() -> None:
    found = decide_echelon_levels((Stage(3, 1), Stage(2, 1), Stage(2, 2)), POISSON, 37.12)
    assert np.allclose(np.cumsum(found.local), np.minimum.accumulate(found.levels[::-1])[::-1])
    assert min(found.local) >= 0


def test_stages_that_cannot_be_are_refused() -> None:
    for refused in (
        lambda: decide_echelon_levels((), POISSON, 9),
        lambda: decide_echelon_levels((Stage(0, 1),), POISSON, 9),
        lambda: decide_echelon_levels((Stage(1, -1),), POISSON, 9),
        lambda: decide_echelon_levels((Stage(1, 1),), POISSON / 2, 9),
    ):
        with pytest.raises(ModisteError, match="MOD-2458"):
            refused()
