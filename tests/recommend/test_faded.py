"""Fading rows, the best of a row, and reasons that add up."""

import numpy as np

from modiste.recommend import History
from modiste.recommend.faded import best_codes, faded_rows, fading, part_reasons


def history(*codes: int, weights: float = 1.0) -> History:
    count = len(codes)
    return History(np.array(codes, np.int32), np.zeros(count, np.int64), np.full(count, weights, np.float32))


def test_the_newest_counts_whole_and_liking_by_its_root() -> None:
    assert np.allclose(fading(history(1, 2, 3), 0.5), [0.25, 0.5, 1])
    assert np.allclose(fading(history(1, weights=4.0), 0.5), [2])
    rows = faded_rows([history(0, 2, 0), history()], 0.5, 2, 4).toarray()
    assert rows.tolist() == [[1, 0, 0.5, 0], [0, 0, 0, 0]]


def test_the_best_come_first_and_what_is_taken_out_never() -> None:
    codes, worth = best_codes(np.array([1, 3, 3, -np.inf, 2], np.float32), 4)
    assert codes.tolist() == [1, 2, 4, 0]
    assert worth.tolist() == [3, 3, 2, 1]
    assert len(best_codes(np.zeros(0), 3)[0]) == 0


def test_reasons_share_what_speaks_for_it_and_leave_out_what_speaks_against() -> None:
    told = part_reasons("wxyz", history(0, 1, 2), np.array([1, 1, -5], np.float32), 0.5, 50, 3)
    assert [(each.garment, round(each.share, 3)) for each in told] == [("x", 0.667), ("w", 0.333)]
    assert part_reasons("wxyz", history(0), np.zeros(1, np.float32), 0.5, 50, 3) == ()
