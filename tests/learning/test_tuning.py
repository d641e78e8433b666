"""Tuning finds better settings on validation data, keeps its budget and goes on after a stop."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, ArrayExamples, Recipe, split
from modiste.learning.tuning import Choice, Range, parse_space, tune


@pytest.fixture
def slow(tiny: Recipe) -> Recipe:
    return tiny.with_settings({"optimiser.learning_rate": "0.00001", "train.epochs": "6"})


def test_a_better_learning_rate_is_found(slow: Recipe, stripes: ArrayExamples, tmp_path: Path) -> None:
    train, held = split(stripes, 0.3, 0)
    space = parse_space(["optimiser.learning_rate=0.00001..0.05", "train.batch_size=8|16"])
    tuned = tune(slow, train, held, space, builders=NETWORKS, out=tmp_path, trials=6, rungs=2)
    assert tuned.complete
    assert len(tuned.trials) == 6 + 2
    assert [trial.epochs for trial in tuned.trials] == [2] * 6 + [6] * 2
    assert tuned.best.value > tuned.trials[0].value
    assert float(tuned.recipe.optimiser.params["learning_rate"]) > 0.00001
    assert tuned.trials[0].settings == {}


def test_a_stopped_search_goes_on_and_ends_as_an_unbroken_one(
    slow: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    train, held = split(stripes, 0.3, 0)
    space = {"optimiser.learning_rate": Range(1e-5, 1e-1, whole=False)}
    common = {"builders": NETWORKS, "trials": 3, "rungs": 2}
    whole = tune(slow, train, held, space, out=tmp_path / "whole", **common)
    asked = iter(range(1000))
    cut = tune(
        slow, train, held, space, out=tmp_path / "cut", should_stop=lambda: next(asked) >= 25, **common
    )
    assert not cut.complete
    assert 0 < len(cut.trials) < len(whole.trials)
    resumed = tune(slow, train, held, space, out=tmp_path / "cut", **common)
    assert resumed.complete
    assert [(t.settings, t.value) for t in resumed.trials] == [(t.settings, t.value) for t in whole.trials]


def test_no_trial_starts_after_the_budget_is_spent(
    slow: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    tuned = tune(slow, stripes, stripes, {}, builders=NETWORKS, out=tmp_path, trials=5, rungs=1, seconds=0.0)
    assert len(tuned.trials) == 1
    assert not tuned.complete


def test_a_diverging_trial_loses_instead_of_ending_the_search(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    space = {"optimiser.name": Choice(("sgd",)), "optimiser.learning_rate": Choice(("1e30",))}
    tuned = tune(tiny, stripes, stripes, space, builders=NETWORKS, out=tmp_path, trials=2, rungs=1)
    assert math.isnan(tuned.trials[1].value)
    assert tuned.best.settings == {}


def test_another_searchs_folder_and_a_damaged_one_are_refused(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    short = tiny.with_settings({"train.epochs": "1"})
    tune(short, stripes, stripes, {}, builders=NETWORKS, out=tmp_path, trials=1, rungs=1)
    with pytest.raises(ModisteError, match="MOD-1305"):
        tune(short, stripes, stripes, {}, builders=NETWORKS, out=tmp_path, trials=1, rungs=1, seed=1)
    (tmp_path / "trials.json").write_text(json.dumps([]))
    with pytest.raises(ModisteError, match="MOD-1305"):
        tune(short, stripes, stripes, {}, builders=NETWORKS, out=tmp_path, trials=1, rungs=1)


def test_a_setting_the_recipe_refuses_is_refused_before_anything_is_trained(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Path
) -> None:
    with pytest.raises(ModisteError, match="MOD-1303"):
        tune(
            tiny, stripes, stripes, parse_space(["train.speed=1|2"]), builders=NETWORKS, out=tmp_path / "new"
        )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", ["", "a", "a=", "=1..2", "a=2..1", "a=x..y", "a=1..inf", "a=nan..2"])
def test_a_space_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1303"):
        parse_space([text])


def test_ranges_draw_whole_and_broken_numbers_within_their_ends() -> None:
    chance = np.random.default_rng(0)
    whole = [int(Range(4, 64, whole=True).draw(chance)) for _ in range(200)]
    assert min(whole) >= 4
    assert max(whole) <= 64
    broken = [float(Range(1e-4, 1e-1, whole=False).draw(chance)) for _ in range(400)]
    assert 1e-4 <= min(broken) < 3e-4
    assert 0.3 < np.mean(np.array(broken) < 10**-2.5) < 0.7
