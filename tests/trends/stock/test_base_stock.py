"""Stages in a row: published levels, one stage is a newsvendor, a replay costs what is told."""

import numpy as np
import pytest
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.stock.base_stock import Stage, decide_echelon_levels

POISSON = stats.poisson(5).pmf(np.arange(40))


def normal(grain: float, first: int, last: int) -> np.ndarray:
    """Chances of whole grains of a demand of mean 5 and deviation 1, in 40 bits, so that they sum to 1."""
    edges = (np.arange(first, last + 2) - 0.5) * grain
    chances = np.zeros(last + 1)
    chances[first:] = np.diff(stats.norm(5, 1).cdf(edges))
    chances = np.round(chances / chances.sum() * 2**40) / 2**40
    chances[round(5 / grain)] += 1 - chances.sum()
    return np.asarray(chances)


LUMPY = np.array([0.5, 0.25, 0, 0, 0.125, 0, 0, 0, 0, 0.125])
STOCKPYL = [
    (((3, 1), (2, 1), (2, 2)), POISSON, 37.12, 1.0, (9, 15, 26), 72.04674102089618),
    (((2, 1), (1, 2)), stats.poisson(2).pmf(np.arange(40)), 20, 1.0, (4, 10), 12.629931450371133),
    (((1, 1), (1, 2), (1, 1)), np.ones(7) / 7, 25, 1.0, (6, 15, 18), 29.096209912536448),
    (((1.5, 1), (0.5, 3)), LUMPY, 9, 1.0, (4, 17), 17.06689453125001),
    (((3, 1), (2, 1), (2, 2)), normal(0.1, 20, 80), 37.12, 0.1, (6.5, 12.0, 22.7), 47.43000599723074),
]
"""stockpyl 1.0.2, `ssm_serial.optimize_base_stock_levels`, Poisson tails cut at 1e-13; the last one is
Example 6.1 of Snyder and Shen with demand in tenths of a piece, as a `CD` demand with costs a tenth."""


@pytest.mark.parametrize(("stages", "chances", "lacking", "grain", "levels", "cost"), STOCKPYL)
def test_levels_and_costs_are_stockpyls(
    stages: tuple[tuple[float, int], ...],
    chances: np.ndarray,
    lacking: float,
    grain: float,
    levels: tuple[float, ...],
    cost: float,
) -> None:
    found = decide_echelon_levels([Stage(*each) for each in stages], chances, lacking, grain)
    assert found.levels == pytest.approx(levels, abs=1e-6)
    assert found.cost == pytest.approx(cost, abs=1e-6)


def test_example_6_1_of_snyder_and_shen_in_ever_finer_grains() -> None:
    """stockpyl prints 47.6687 and 6.514, 12.012, 22.700 on its own coarser grid, which is no whole number."""
    stages = (Stage(3, 1), Stage(2, 1), Stage(2, 2))
    costs = [
        decide_echelon_levels(stages, normal(grain, 0, round(11 / grain)), 37.12, grain).cost
        for grain in (0.04, 0.02, 0.01)
    ]
    assert abs(costs[2] - costs[1]) < 0.3 * abs(costs[1] - costs[0]), "as the square of the grain"
    finest = decide_echelon_levels(stages, normal(0.005, 0, 2200), 37.12, 0.005)
    assert finest.levels == pytest.approx((6.49, 12.02, 22.705), abs=0.006)
    assert finest.cost == pytest.approx(costs[2], abs=5e-5)
    assert finest.cost == pytest.approx(47.6687, abs=0.01)


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
