"""A utility is learned from few choices, and the pairs that are asked are worth asking."""

import numpy as np
import pytest

from modiste.fabric.wishes.choices import learn_taste, next_pair
from modiste.fabric.wishes.simulated import simulated_front, taught


@pytest.mark.parametrize("kind", ["linear", "peaked"])
def test_after_fifty_choices_the_ranking_is_known(kind) -> None:
    assert taught(kind, 7_001, 50, count=40) >= 0.8


def test_before_any_choice_all_are_worth_the_same() -> None:
    things = simulated_front(np.random.default_rng(1), 20)
    taste = learn_taste(things, np.empty((0, 2), np.intp))
    assert (taste.utility == 0).all()
    assert (taste.deviation > 0).all()


def test_who_is_always_chosen_for_being_light_values_lightness() -> None:
    things = simulated_front(np.random.default_rng(1), 40)
    order = np.argsort(things[:, 2])
    choices = np.column_stack((order[:20], order[20:]))
    taste = learn_taste(things, choices)
    assert np.argmin(taste.weights) == 2
    assert taste.utility[order[:10]].mean() > taste.utility[order[-10:]].mean() + 1


def test_choices_make_what_was_asked_surer() -> None:
    things = simulated_front(np.random.default_rng(1), 30)
    choices = np.array([[0, 1], [0, 2], [1, 2]])
    deviation = learn_taste(things, choices).deviation
    assert deviation[:3].mean() < deviation[3:].mean()


def test_no_pair_is_asked_twice_and_none_of_one_thing() -> None:
    chance = np.random.default_rng(1)
    things = simulated_front(chance, 5)
    choices = np.empty((0, 2), np.intp)
    for _ in range(10):
        one, other = next_pair(learn_taste(things, choices), choices, chance)
        assert one != other
        assert {one, other} not in [set(pair) for pair in choices.tolist()]
        choices = np.concatenate((choices, [(one, other)]))
