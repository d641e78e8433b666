"""Rows lie inside their bounds, whole where they must be, and fill each variable evenly."""

import numpy as np
from tests.fabric.search.problems import MIXED

from modiste.fabric.search.breeding import offspring


def test_a_spread_fills_every_real_variable_and_meets_every_option_equally() -> None:
    rows = MIXED.spread(60, np.random.default_rng(1))
    assert np.array_equal(np.sort(np.floor(rows[:, 0] * 60)), np.arange(60))
    assert np.bincount(rows[:, 2].astype(int)).tolist() == [20, 20, 20]
    assert np.bincount(rows[:, 3].astype(int)).tolist() == [12] * 5


def test_the_cube_reaches_both_ends_of_whole_numbers() -> None:
    ends = MIXED.from_unit(np.array([[0.0] * 4, [1.0] * 4]))
    assert ends.tolist() == [[0, 1, 0, 0], [1, 40, 2, 4]]


def test_offspring_keep_bounds_and_whole_numbers_and_differ_from_their_parents() -> None:
    chance = np.random.default_rng(1)
    parents = MIXED.spread(200, chance)
    born = offspring(parents, MIXED, chance)
    assert (born >= MIXED.low).all()
    assert (born <= MIXED.high).all()
    assert np.array_equal(born[:, 1:], np.rint(born[:, 1:]))
    assert ((born != parents).mean(axis=0) > 0.1).all()


def test_columns_are_read_by_name() -> None:
    rows = MIXED.spread(5, np.random.default_rng(1))
    assert np.array_equal(MIXED.named(rows)["threads"], rows[:, 1])
