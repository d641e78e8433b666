"""From goals to a front: better than chance, corrected by samples, ranked by taste, and whole in one file."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.fabric.search.small_goals import knit, woven

from modiste.fabric.search.correction import Correction, Residual
from modiste.fabric.search.inverse import (
    begin_search,
    front_columns,
    front_members,
    inverse,
    learned_taste,
    pair_to_ask,
    random_front,
    search,
    volume,
)
from modiste.fabric.search.space import Space, Variable
from modiste.fabric.search.state import read_state, write_state
from modiste.fabric.spec import spec_from
from modiste.garment import ModisteError


@pytest.fixture(scope="module")
def found():
    return search(begin_search(woven(), 1), 400)


def test_five_hundred_are_worth_more_than_two_thousand_by_chance() -> None:
    state = search(begin_search(woven(), 2), 500)
    ours, chance = volume(state.worth(state.front)), volume(random_front(state.worth, 2, 2_000))
    assert ours > chance > 0


def test_the_answer_has_what_was_promised() -> None:
    state, answer = inverse(begin_search(knit(), 1), 100, beside_random=False)
    assert answer["evaluations"] == state.evaluations == 100
    assert answer["hypervolume"] > 0
    assert answer["hypervolume_random"] is None
    member = answer["front"][0]
    assert spec_from(member["spec"]).is_knit
    for each in member["values"].values():
        assert each["low"] <= each["value"] <= each["high"]


def test_a_search_that_went_through_a_file_goes_on_as_if_it_had_not(found, tmp_path) -> None:
    write_state(search(begin_search(woven(), 1), 200), tmp_path / "state.json")
    again = search(read_state(tmp_path / "state.json"), 400)
    assert np.array_equal(again.front, found.front)
    assert again.chance == found.chance


def test_whoever_asks_to_stop_gets_what_was_found() -> None:
    state = search(begin_search(woven(), 1), 100_000, should_stop=lambda: True)
    assert state.evaluations == state.goals.population


def test_a_sample_corrects_what_is_like_it_most_and_narrows_its_interval(found) -> None:
    before = front_members(found)[0]["values"]["mass_gsm"]
    sample = {
        "member": 0,
        "measured": {
            "mass_gsm": {"value": 1.1 * before["value"], "uncertainty": 0.5, "method": "ISO 3801"},
        },
    }
    state = found.with_sample(sample)
    members = front_members(state)
    after = members[0]["values"]["mass_gsm"]
    assert after["value"] == pytest.approx(1.1 * before["value"], rel=0.01)
    assert after["high"] - after["low"] < before["high"] - before["low"]
    ratio = np.array(front_columns(state)["mass_gsm"]) / front_columns(found)["mass_gsm"]
    assert ratio[0] == pytest.approx(ratio.max())
    assert ratio.min() > 1.03
    assert search(state, 420).evaluations == 420


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        ({"member": 0}, "MOD-2855"),
        ({"member": 0, "measured": {"mass_gsm": {"value": 100, "method": "x"}}}, "MOD-2855"),
        ({"member": 0, "measured": {"beauty": {"value": 1, "uncertainty": 1, "method": "x"}}}, "MOD-2855"),
        (
            {
                "member": 0,
                "made": {"weave": 1},
                "measured": {"cover": {"value": 1, "uncertainty": 1, "method": "x"}},
            },
            "MOD-2855",
        ),
        (
            {"member": 10_000, "measured": {"cover": {"value": 1, "uncertainty": 1, "method": "x"}}},
            "MOD-2857",
        ),
    ],
)
def test_a_sample_that_tells_too_little_is_refused(found, sample, code) -> None:
    with pytest.raises(ModisteError) as told:
        found.with_sample(sample)
    assert told.value.code == code


def test_far_from_any_sample_half_of_the_error_is_taken_back() -> None:
    space = Space((Variable("tex", 0, 1), Variable("weave", 0, 1, "choice")))
    told = Correction(space, [Residual((0.0, 0.0), "mass_gsm", 110.0, 0.01, 100.0, 0.1)])
    rows = np.array([[0.0, 0.0], [0.1, 0.0], [1.0, 1.0]])
    corrected = told("mass_gsm", rows, np.full(3, 100.0))
    assert corrected[0] == pytest.approx(110, abs=0.01)
    assert corrected[0] > corrected[1] > corrected[2]
    assert corrected[2] == pytest.approx(100 * 1.1**0.54, rel=0.01)
    assert (np.diff(told.left("mass_gsm", rows)) > 0).all()
    assert np.array_equal(told("cover", rows, np.ones(3)), np.ones(3))


def test_choices_rank_the_front_and_survive_a_new_one(found) -> None:
    one, other = pair_to_ask(found, learned_taste(found))
    state = found.with_choice(one, other)
    taste = learned_taste(state)
    assert taste.utility[one] > taste.utility[other]
    assert set(pair_to_ask(state, taste)) != {one, other}
    later = search(state, 440)
    assert len(learned_taste(later).utility) == len(later.front) + 2


def test_where_nothing_keeps_all_limits_the_limits_are_told() -> None:
    goals = woven(limits=[{"of": "mass_gsm", "most": 5}])
    with pytest.raises(ModisteError) as told:
        inverse(begin_search(goals, 1), 60, beside_random=False)
    assert told.value.code == "MOD-2856"
    assert "mass_gsm (100%)" in str(told.value)


def test_files_that_are_no_state_are_refused(found, tmp_path) -> None:
    path = tmp_path / "state.json"
    for text in ("{}", "no json", json.dumps({"version": 99})):
        path.write_text(text)
        with pytest.raises(ModisteError) as told:
            read_state(path)
        assert told.value.code == "MOD-2853"
    write_state(replace(found, seed=9), path)
    assert read_state(path).seed == 9
