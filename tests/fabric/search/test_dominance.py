"""Who beats whom, checked against the definition, row by row."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from modiste.fabric.search.dominance import crowding, non_dominated, ranks

POINTS = st.integers(1, 4).flatmap(
    lambda width: arrays(float, st.tuples(st.integers(1, 30), st.just(width)), elements=st.integers(0, 5))
)


def beaten(points, who):
    return any((other <= points[who]).all() and (other < points[who]).any() for other in points)


@settings(max_examples=40)
@given(POINTS)
def test_a_row_stands_where_no_other_dominates_it(points) -> None:
    assert non_dominated(points).tolist() == [not beaten(points, each) for each in range(len(points))]


@settings(max_examples=40)
@given(POINTS)
def test_each_rank_is_the_front_of_what_is_left(points) -> None:
    rank = ranks(points, np.zeros(len(points)))
    for front in range(rank.max() + 1):
        left = np.flatnonzero(rank >= front)
        assert np.array_equal(left[non_dominated(points[left])], np.flatnonzero(rank == front))


def test_whoever_misses_a_limit_stands_behind_all_who_miss_none() -> None:
    points = np.array([[0.0, 0.0], [9.0, 9.0], [1.0, 1.0]])
    assert ranks(points, np.array([0.5, 0.0, 0.1])).tolist() == [2, 0, 1]


def test_many_rows_are_met_block_by_block() -> None:
    points = np.random.default_rng(1).random((1_500, 3))
    assert np.array_equal(non_dominated(points), ranks(points, np.zeros(1_500), 1) == 0)


def test_the_ends_of_a_front_have_all_room_and_the_crowded_have_little() -> None:
    points = np.array([[0.0, 1.0], [0.1, 0.9], [0.2, 0.8], [1.0, 0.0]])
    room = crowding(points, np.zeros(4, int))
    assert np.isinf(room[[0, 3]]).all()
    assert room[1] < room[2] < np.inf
