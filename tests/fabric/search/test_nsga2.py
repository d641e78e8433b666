"""The search finds fronts that are known, keeps limits, and goes on after a stop as if nothing had been."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.fabric.search import problems

from modiste.fabric.search.hypervolume import hypervolume
from modiste.fabric.search.nsga2 import first_generation, next_generation


def searched(space, judge, evaluations, seed=1):
    now = first_generation(space, judge, 100, seed)
    while now.evaluations < evaluations:
        now = next_generation(now, space, judge, evaluations - now.evaluations)
    return now


def test_zdt1_is_found_within_two_percent() -> None:
    found = searched(problems.ZDT1, problems.zdt1, 10_000)
    assert hypervolume(found.front.objectives, np.array([1.1, 1.1])) > 0.98 * (1.21 - 1 / 3)


@pytest.mark.parametrize(
    ("space", "judge", "known", "reference", "share"),
    [
        (problems.BNH, problems.bnh, problems.bnh_front, (140.0, 50.0), 0.995),
        (problems.OSY, problems.osy, problems.osy_front, (0.0, 80.0), 0.95),
    ],
    ids=["BNH", "OSY"],
)
def test_fronts_behind_limits_are_found_and_no_limit_is_missed(space, judge, known, reference, share) -> None:
    found = searched(space, judge, 8_000).front
    assert (judge(found.rows).violation == 0).all()
    worst = np.array(reference)
    best = hypervolume(known(), worst)
    assert share * best < hypervolume(found.objectives, worst) < 1.001 * best


def test_whole_numbers_and_choices_are_searched_beside_real_ones() -> None:
    found = searched(problems.MIXED, problems.mixed, 3_000).front
    assert (found.rows[:, 1] == 17).all()
    assert (found.rows[:, 2] == 1).all()
    assert (found.rows[:, 3] == 3).all()
    assert np.ptp(found.rows[:, 0]) > 0.95


def test_a_search_that_was_stopped_goes_on_as_if_it_had_not_been() -> None:
    whole = searched(problems.BNH, problems.bnh, 1_000)
    half = searched(problems.BNH, problems.bnh, 500)
    half = replace(half, chance=json.loads(json.dumps(half.chance)))
    while half.evaluations < 1_000:
        half = next_generation(half, problems.BNH, problems.bnh)
    assert np.array_equal(half.front.rows, whole.front.rows)
    assert np.array_equal(half.population.rows, whole.population.rows)


def test_the_last_generation_judges_no_more_than_was_asked() -> None:
    assert searched(problems.BNH, problems.bnh, 777).evaluations == 777


def test_another_seed_is_another_search() -> None:
    one, other = (searched(problems.BNH, problems.bnh, 300, seed) for seed in (1, 2))
    assert not np.array_equal(one.front.rows, other.front.rows)
