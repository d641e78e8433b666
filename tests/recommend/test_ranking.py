"""Ranks, ties, the best and the figures, by hand and against numpy's own sort."""

import numpy as np
import pytest

from modiste.recommend import Cases, History, figures, rank
from modiste.recommend.ranking import Ranked, best_of, gains, masked, ranks_of


def history(*codes: int) -> History:
    return History(np.array(codes, np.int32), np.zeros(len(codes), np.int64), np.ones(len(codes), np.float32))


class Fixed:
    name = "fixed"

    def __init__(self, scores: list[list[float]]) -> None:
        self.table = np.array(scores, np.float32)
        self.items = tuple(f"g{code}" for code in range(self.table.shape[1]))

    def scores(self, histories: tuple[History, ...]) -> np.ndarray:
        return self.table[: len(histories)].copy()


def test_ties_stand_before_the_target_and_the_history_is_out() -> None:
    scores = np.array([[3, 2, 2, 1], [9, 2, 1, 0]], np.float32)
    masked(scores, (history(), history(0)))
    assert ranks_of(scores, np.array([1, 1])).tolist() == [3, 1]
    nothing = np.full((1, 4), np.nan, np.float32)
    assert ranks_of(masked(nothing, (history(),)), np.array([2])).tolist() == [4]


def test_the_best_are_those_of_a_whole_sort_also_in_large_rows() -> None:
    scores = np.random.default_rng(0).standard_normal((20, 5000)).astype(np.float32)
    assert (best_of(scores) == np.argsort(-scores, axis=1)[:, :10]).all()
    few = best_of(np.array([[1, -np.inf, 2]], np.float32))
    assert few.tolist() == [[2, 0, *[-1] * 8]]


def test_figures_by_hand() -> None:
    cases = Cases((history(0), history(1)), np.array([1, 3]))
    ranked = rank(Fixed([[0, 3, 2, 1], [0, 9, 2, 1]]), cases)  # type: ignore[arg-type]
    assert ranked.ranks.tolist() == [1, 2]
    found = figures(ranked, cases, np.array([4, 3, 2, 1]))
    assert found["ndcg_at_10"].value == pytest.approx((1 + 1 / np.log2(3)) / 2)
    assert found["recall_at_10"].value == 1
    assert found["mrr"].value == pytest.approx(0.75)
    assert found["coverage"].value == 1
    low, high = found["ndcg_at_10"].ci95 or (1, 0)
    assert low <= found["ndcg_at_10"].value <= high


def test_gains_beyond_ten_are_nothing_and_unlike_lists_are_diverse() -> None:
    assert gains(np.array([10, 11])).tolist() == [1 / np.log2(11), 0]
    cases = Cases((history(), history()), np.array([0, 0]))
    same = Ranked(np.array([1, 1]), np.tile(np.arange(10, dtype=np.int32), (2, 1)))
    other = Ranked(np.array([1, 1]), np.arange(20, dtype=np.int32).reshape(2, 10))
    counts = np.arange(20)
    assert figures(same, cases, counts)["diversity"].value == 0
    assert figures(other, cases, counts)["diversity"].value == 1
