"""What size prediction is worth: both splits say what they are, and by time nothing later is learned from."""

import numpy as np
import pytest
from tests.recommend.fitting_rooms import worn

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.recommend import SIZE_PROTOCOLS, judged_sizes
from modiste.recommend.size_worth import ece_by_chance, split_rows


@pytest.mark.parametrize("protocol", SIZE_PROTOCOLS)
def test_the_contract(protocol):
    rows, _ = worn(900)
    events: list[Event] = []
    worth = judged_sizes(rows, protocol, progress=events.append)
    assert set(worth.metrics) == {"auc_mean", "log_loss", "ece"}
    assert set(worth.extras["auc_per_class"]) == {"small", "fit", "large"}
    assert worth.n == 90
    assert 0 < worth.extras["ece_by_chance"]["mean"] < worth.extras["ece_by_chance"]["at_most_95"]
    assert worth.metrics["auc_mean"].value > 0.7
    assert worth.metrics["auc_mean"].ci95 is not None
    assert worth.extras["fitted_on"] == 810
    assert worth.extras["fit_seconds"] > 0
    assert ("by date" in worth.extras["split"]) == (protocol == "time")
    assert len(events) > 10


def test_right_probabilities_err_by_chance_and_less_with_more_rows():
    few, many = (ece_by_chance(np.tile([0.7, 0.3], (n, 1))) for n in (100, 10_000))
    assert 0.02 < few["mean"] < 0.06  # a mean deviation is 0.8 standard errors of a share of 0.7
    assert many["mean"] < few["mean"] / 5
    assert few["at_most_95"] > few["mean"]


def test_by_time_nothing_later_is_learned_from():
    rows, _ = worn(400)
    shuffled = rows.take(np.random.default_rng(0).permutation(400))
    train, valid, test = split_rows(shuffled, "time", 0)
    assert shuffled.day[train].max() <= shuffled.day[valid].min()
    assert shuffled.day[valid].max() <= shuffled.day[test].min()
    assert sorted([*train, *valid, *test]) == list(range(400))


def test_one_date_is_no_time_and_a_stop_is_heard():
    rows, _ = worn(400)
    same = rows.take(np.zeros(400, np.int64))
    with pytest.raises(ModisteError) as error:
        judged_sizes(same, "time")
    assert error.value.code == "MOD-2353"
    with pytest.raises(ModisteError) as error:
        judged_sizes(rows, "random", should_stop=lambda: True)
    assert error.value.code == "MOD-2018"


def test_the_same_seed_parts_the_same_rows():
    rows, _ = worn(200)
    one, again, other = (split_rows(rows, "random", seed) for seed in (0, 0, 1))
    assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))
    assert not np.array_equal(one[2], other[2])
