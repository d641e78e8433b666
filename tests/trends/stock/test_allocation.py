"""Allocation: greedy is the best where worths fall, whole packs keep every limit, transfers pay."""

import numpy as np
import pytest
from scipy import stats

from modiste.garment import ModisteError
from modiste.trends.stock.allocation import (
    decide_allocation,
    decide_pack_allocation,
    decide_transfers,
    marginal_sales,
    worth_of,
)


def worths(locations: int, skus: int, most: int = 5, seed: int = 0) -> np.ndarray:
    return marginal_sales(np.random.default_rng(seed).gamma(2, 0.6, (locations, skus)), most)


def test_a_pieces_worth_is_the_chance_that_demand_reaches_it() -> None:
    means = np.array([[2.5]])
    assert np.allclose(marginal_sales(means, 4)[0, 0], stats.poisson.sf(np.arange(4), 2.5))
    wide = stats.nbinom(2.5, 0.5)  # mean 2.5, variance 5
    assert np.allclose(marginal_sales(means, 4, 2.0)[0, 0], wide.sf(np.arange(4)))


def test_greedy_is_what_the_mixed_integer_program_proves_best() -> None:
    worth, stock = worths(8, 12), np.random.default_rng(1).integers(0, 20, 12)
    greedy = decide_allocation(worth, stock)
    proven = decide_pack_allocation(worth, np.eye(12, dtype=np.int64), stock)
    assert proven.gap < 1e-6
    assert greedy.worth == pytest.approx(proven.worth, abs=1e-6)
    assert (greedy.quantities.sum(0) <= stock).all()


def test_what_a_location_shows_is_given_first() -> None:
    worth = worths(6, 4)
    least = np.ones((6, 4), np.int64)
    found = decide_allocation(worth, np.full(4, 9), least)
    assert (found.quantities >= 1).all()
    assert found.quantities.sum() == 36
    exact = decide_pack_allocation(worth, np.eye(4, dtype=np.int64), np.full(4, 9), least)
    assert found.worth == pytest.approx(exact.worth)


def test_the_next_pieces_worth_is_what_one_more_brings() -> None:
    worth = worths(5, 3)
    stock = np.array([4, 7, 30])
    found = decide_allocation(worth, stock)
    for sku in range(3):
        more = decide_allocation(worth, stock + np.eye(3, dtype=np.int64)[sku])
        assert found.next_worth[sku] == pytest.approx(more.worth - found.worth)


def test_an_allocation_beats_even_shares_and_says_so() -> None:
    found = decide_allocation(worths(20, 5), np.full(5, 25))
    others = {each.name: each.worth for each in found.why.alternatives}
    assert found.worth > others["by_demand"] > others["even"]


def test_packs_are_given_whole_and_room_is_kept() -> None:
    worth = worths(6, 4)
    packs = np.array([[1, 2, 2, 1], [0, 1, 1, 0]])
    capacity = np.array([6, 8, 4, 12, 2, 0])
    found = decide_pack_allocation(worth, packs, np.array([4, 6]), capacity=capacity)
    assert (found.quantities.sum(1) <= capacity).all()
    assert found.quantities[5].sum() == 0
    assert (found.quantities[:, 0] == found.quantities[:, 3]).all()
    assert found.quantities.sum() > 20


def test_a_location_has_enough_sizes_of_a_garment_or_none() -> None:
    worth = worths(6, 8, seed=4)
    garments = np.repeat([0, 1], 4)
    stock = np.full(8, 3)
    found = decide_pack_allocation(worth, np.eye(8, dtype=np.int64), stock, garments=garments, sizes_least=3)
    for garment in (0, 1):
        sizes = (found.quantities[:, garments == garment] > 0).sum(1)
        assert set(sizes.tolist()) <= {0, 3, 4}
    assert found.worth <= decide_allocation(worth, stock).worth + 1e-9


def test_transfers_lead_to_the_best_allocation_of_what_is_there() -> None:
    worth = worths(7, 3, most=12)
    dice = np.random.default_rng(8)
    here = dice.integers(0, 8, (7, 3))
    moves = decide_transfers(worth, here, 0.0)
    after = here.copy()
    for move in moves:
        after[move.sender, move.sku] -= move.pieces
        after[move.receiver, move.sku] += move.pieces
    best = decide_allocation(worth, here.sum(0))
    assert worth_of(worth, after) == pytest.approx(best.worth)
    assert sum(move.gain for move in moves) == pytest.approx(best.worth - worth_of(worth, here))


def test_a_dear_move_is_not_made() -> None:
    worth, here = worths(5, 3), np.random.default_rng(1).integers(0, 4, (5, 3))
    assert decide_transfers(worth, here, 1.0) == ()
    some = decide_transfers(worth, here, 0.1)
    assert 0 < len(some) < len(decide_transfers(worth, here, 0.0))
    assert decide_transfers(worth, here, 0.1, lane_cost=99) == ()


WORTH = worths(2, 3)
ONES = np.ones(3, np.int64)


def test_what_cannot_be_allocated_is_refused() -> None:
    for refused in (
        lambda: decide_allocation(np.zeros((0, 3, 2)), ONES),
        lambda: decide_allocation(WORTH, -ONES),
        lambda: decide_allocation(WORTH[..., ::-1], ONES),
        lambda: decide_allocation(WORTH, ONES, np.full((2, 3), 5)),
        lambda: decide_allocation(WORTH, ONES, -np.ones((2, 3), np.int64)),
        lambda: decide_transfers(WORTH, np.ones((2, 3), np.int64), -1),
        lambda: decide_pack_allocation(WORTH, np.eye(3, dtype=np.int64), ONES, sizes_least=2),
        lambda: decide_pack_allocation(WORTH, np.eye(3, dtype=np.int64), ONES, np.full((2, 3), 5)),
        lambda: marginal_sales(-np.ones((2, 2)), 3),
    ):
        with pytest.raises(ModisteError, match="MOD-2456"):
            refused()
