"""Interactions as arrays: order of time, ties as they came, views and parts."""

import numpy as np

from modiste.recommend import Interactions


def made() -> Interactions:
    return Interactions.of(["b", "a", "a", "a"], ["x", "y", "x", "z"], [5, 3, 1, 3])


def test_each_customers_acts_are_in_order_of_time_and_ties_as_they_came() -> None:
    acts = made()
    assert acts.customers == ("a", "b")
    assert [[acts.items[code] for code in each.codes] for each in acts.histories()] == [
        ["x", "y", "z"],
        ["x"],
    ]
    assert acts.counts().tolist() == [2, 1, 1]
    assert acts.owners().tolist() == [0, 0, 0, 1]


def test_parts_keep_the_numbers_and_histories_are_views() -> None:
    acts = made()
    part = acts.where(np.array([True, False, True, True]))
    assert len(part) == 3
    assert part.items == acts.items
    assert [len(each) for each in part.histories()] == [2, 1]
    history = acts.history(0)
    assert history.first(2).at.tolist() == [1, 3]
    assert history.last(1).codes.tolist() == [acts.items.index("z")]
    assert len(history.last(0)) == len(history.first(0)) == 0


def test_a_catalogue_is_numbered_first_whether_taken_up_or_not() -> None:
    acts = Interactions.of(["a"], ["x"], catalogue=["q", "x"])
    assert acts.items == ("q", "x")
    assert acts.counts().tolist() == [0, 1]
    assert len(Interactions.of([], [])) == 0
