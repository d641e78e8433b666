"""Training and tuning: every step leaves what the next needs, and nothing is done twice."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from modiste import vision
from modiste.garment import ModisteError
from modiste.learning import Event, Served, build_network, load_recipe, silent
from modiste.workspace import Shop
from modiste.workspace.flows import list_recipes, recipe_named
from modiste.workspace.flows.life_cycle import Fitted, finish, parse_budget
from modiste.workspace.plugins import networks


def code_of(do: Callable[[], object]) -> str:
    with pytest.raises(ModisteError) as refused:
        do()
    return refused.value.code


def test_a_trained_model_is_calibrated_judged_exported_and_registered(house: Shop) -> None:
    entry = house.registry.resolve("tiny")
    assert (entry.version, entry.stage) == ("1", "candidate")
    served = Served.load(entry.folder)
    assert served.check_golden() <= served.card.golden_tolerance
    assert served.labels == ("bag", "coat", "dress")
    measured = {metric.name: metric for metric in served.card.metrics}
    assert set(measured) == {"accuracy", "macro_f1", "ece"}
    assert measured["accuracy"].value > 0.8
    assert measured["accuracy"].n == 12
    assert served.card.temperature != 1.0


def test_the_same_call_again_gives_what_was_made(house: Shop, tiny_recipe: Path, photos: Path) -> None:
    events: list[Event] = []
    made = house.train(str(tiny_recipe), photos, out="tiny", progress=events.append)
    assert made.version == "1"
    assert not [event for event in events if event.kind in ("step", "epoch")]
    assert json.loads(json.dumps(made.to_json()))["validation"]["n"] == 12


def test_other_settings_make_the_next_version(copied: Shop, tiny_recipe: Path, photos: Path) -> None:
    made = copied.train(str(tiny_recipe), photos, {"train.epochs": "1"}, "tiny")
    assert (made.version, made.epochs) == ("2", 1)
    assert [entry.version for entry in copied.registry.versions("tiny")] == ["1", "2"]


def test_a_stopped_training_says_so_and_goes_on_to_the_same_weights(
    house: Shop, tiny_recipe: Path, photos: Path
) -> None:
    asked = iter([False] * 4 + [True] * 100)
    stopped = code_of(
        lambda: house.train(str(tiny_recipe), photos, out="broken", should_stop=lambda: next(asked))
    )
    assert stopped == "MOD-2018"
    assert not house.registry.versions("broken")
    resumed = house.train(str(tiny_recipe), photos, out="broken")
    unbroken = house.train(str(tiny_recipe), photos, out="tiny")
    for name in ("loss", "validation_loss"):
        assert [row[name] for row in resumed.history] == [row[name] for row in unbroken.history]
    ours, theirs = (house.registry.resolve(name).folder for name in ("broken", "tiny"))
    assert (ours / "model.onnx").read_bytes() == (theirs / "model.onnx").read_bytes()


def test_a_fit_that_was_finished_is_not_repeated_when_only_the_export_was_lost(
    copied: Shop, tiny_recipe: Path, photos: Path
) -> None:
    (note,) = copied.runs("tiny").glob("*/made.json")
    note.unlink()
    events: list[Event] = []
    second = copied.train(str(tiny_recipe), photos, out="tiny", progress=events.append)
    assert (second.version, second.epochs) == ("2", 3)
    assert not [event for event in events if event.kind == "epoch"]


@pytest.mark.parametrize("name", ["UPPER", "a b", "../up", "-a", "a" * 81, "ü"])
def test_a_bad_name_is_refused_before_anything_is_written(
    shop: Shop, tiny_recipe: Path, photos: Path, name: str
) -> None:
    assert code_of(lambda: shop.train(str(tiny_recipe), photos, out=name)) == "MOD-2015"
    assert not (shop.root / "runs").exists()


def test_what_cannot_be_trained_is_refused_by_number(shop: Shop, tiny_recipe: Path, photos: Path) -> None:
    recipe = str(tiny_recipe)
    assert code_of(lambda: shop.train("nothing", photos)) == "MOD-1302"
    assert code_of(lambda: shop.train(recipe, photos / "nowhere")) == "MOD-1208"
    assert code_of(lambda: shop.train(recipe)) == "MOD-1405"
    assert code_of(lambda: shop.train(recipe, photos, {"train.epochs": "0"})) == "MOD-1303"
    assert code_of(lambda: shop.train(recipe, photos, {"network.channels": "8"})) == "MOD-1303"
    assert code_of(lambda: shop.train(recipe, photos, {"network.kernel": "99"})) == "MOD-1303"
    assert code_of(lambda: shop.train(recipe, photos, {"network.name": "transformer"})) == "MOD-1302"


def test_a_network_that_is_no_classifier_is_kept_and_not_served(
    shop: Shop, tiny_recipe: Path, photos: Path
) -> None:
    recipe = load_recipe(tiny_recipe)
    module = build_network(recipe.network, recipe.input, 3, networks())
    del module.head
    train_side, validation = vision.training_data(recipe, photos)
    fitted = Fitted(recipe, module, train_side, validation, "photos", shop.runs("x") / "y", (), 0.0)
    made = finish(shop, fitted, "x", silent)
    assert made.version is None
    assert made.validation is None
    assert not shop.registry.versions("x")


def test_a_room_may_write_the_folder_of_what_is_no_classifier(
    shop: Shop, tiny_recipe: Path, photos: Path, plain_generator: Path
) -> None:
    recipe = load_recipe(tiny_recipe)
    module = build_network(recipe.network, recipe.input, 3, networks())
    train_side, validation = vision.training_data(recipe, photos)
    fitted = Fitted(recipe, module, train_side, validation, "photos", shop.runs("x") / "y", (), 0.0)
    asked: list[object] = []

    def write(*given: object, name: str, data: str) -> Path:
        asked.extend([*given, name, data])
        return plain_generator

    assert finish(shop, fitted, "x", silent, write=write).version == "1"
    assert asked == [module, recipe, train_side, fitted.run / "model", "x", "photos"]
    assert shop.registry.resolve("x").card.input.kind == "concept"


def test_recipes_are_named_shortly_whole_or_by_file(shop: Shop, tiny_recipe: Path) -> None:
    assert recipe_named(None, "fashion-mnist").name == "modiste.vision.fashion_mnist.v1"
    assert recipe_named(None, "vision.classifier").name == "modiste.vision.classifier.v1"
    assert recipe_named(None, "modiste.vision.classifier.v1").name == "modiste.vision.classifier.v1"
    assert recipe_named(shop, str(tiny_recipe)).title == "A tiny classifier"
    assert code_of(lambda: recipe_named(shop, "vision.nothing")) == "MOD-1302"
    assert code_of(lambda: recipe_named(shop, "../../etc/passwd")) == "MOD-1302"
    assert {row["name"] for row in list_recipes(None)} >= {"fashion-mnist", "clothing"}


def test_tuning_leaves_a_recipe_that_can_be_trained(shop: Shop, tiny_recipe: Path, photos: Path) -> None:
    space = ["optimiser.learning_rate=0.0001..0.1"]
    found = shop.tune(str(tiny_recipe), photos, "2 trials", space, out="better")
    assert [trial["rung"] for trial in found.trials] == [0, 0, 1]
    assert recipe_named(shop, "better").with_settings({}) == load_recipe(found.path)
    assert list_recipes(shop)[0]["source"] == "shop"
    again = shop.tune(str(tiny_recipe), photos, "2 trials", space, out="better")
    assert again.trials == found.trials
    assert json.dumps(found.to_json())
    chosen = [trial for trial in found.trials if trial["rung"] == 1]
    assert found.value == pytest.approx(max(trial["value"] for trial in chosen))


def test_a_stopped_search_goes_on(shop: Shop, tiny_recipe: Path, photos: Path) -> None:
    asked = iter([False] * 3 + [True] * 100)
    stopped = code_of(
        lambda: shop.tune(str(tiny_recipe), photos, "2 trials", out="s", should_stop=lambda: next(asked))
    )
    assert stopped == "MOD-2018"
    assert not (shop.root / "recipes").exists()
    assert shop.tune(str(tiny_recipe), photos, "2 trials", out="s").complete


@pytest.mark.parametrize(
    ("text", "seconds", "trials"),
    [
        ("10m", 600, 12),
        ("1.5h", 5400, 12),
        ("90s", 90, 12),
        ("20 trials", np.inf, 20),
        ("10m, 3 trials", 600, 3),
    ],
)
def test_a_budget_is_a_time_or_a_number_of_trials(text: str, seconds: float, trials: int) -> None:
    assert parse_budget(text) == (seconds, trials)


@pytest.mark.parametrize(
    "text", ["", "soon", "-5m", "10", "0 trials", "0s", "10m 5m", "99999 trials", "١٠m x"]
)
def test_anything_else_is_no_budget(text: str) -> None:
    assert code_of(lambda: parse_budget(text)) == "MOD-2017"


def test_tuning_refuses_a_bad_space_and_nothing_held_out(shop: Shop, tiny_recipe: Path, photos: Path) -> None:
    recipe = str(tiny_recipe)
    assert code_of(lambda: shop.tune(recipe, photos, "2 trials", ["nonsense"])) == "MOD-1303"
    nothing = {"data.validation": "0.0"}
    assert code_of(lambda: shop.tune(recipe, photos, "2 trials", [], nothing)) == "MOD-1303"


def test_what_training_found_on_its_held_out_examples_is_kept(
    shop: Shop, tiny_recipe: Path, photos: Path
) -> None:
    made = shop.train(str(tiny_recipe), photos, {"train.epochs": "1"}, out="tiny")
    (kept,) = shop.evaluations.page("tiny", str(made.version)).items
    assert kept.protocol.startswith("held out")
    assert made.validation is not None
    assert (kept.n, kept.metrics) == (made.validation["n"], made.validation["metrics"])


def test_a_generator_goes_on_from_another_ones_weights(copied: Shop, fashion_mnist: Path) -> None:
    small = {
        "data.limit": "80",
        "train.epochs": "1",
        "network.widths": "[8, 12]",
        "network.blocks": "[1, 1]",
        "optimiser.learning_rate": "0.0",
    }
    made = copied.train("design.flow", "", small, "first")
    begun = {"train.start_from": f"{made.model}@{made.version}", "train.seed": "5"}
    after = copied.train("design.flow", "", small | begun, "second")
    first, second = (copied.registry.resolve(f"{each.model}@{each.version}") for each in (made, after))
    assert (first.card.parent, second.card.parent) == ("", "first@1")
    answers = [np.load(entry.folder / "golden.npz")["answers"] for entry in (first, second)]
    assert np.allclose(*answers, atol=1e-2)
    refused = code_of(lambda: copied.train("design.flow", "", {**small, "train.start_from": "tiny"}, "third"))
    assert refused == "MOD-1303"


def test_a_folded_network_cannot_be_gone_on_with(copied: Shop, tiny_recipe: Path, photos: Path) -> None:
    settings = {"train.start_from": "tiny"}
    assert code_of(lambda: copied.train(str(tiny_recipe), photos, settings, "again")) == "MOD-1303"
