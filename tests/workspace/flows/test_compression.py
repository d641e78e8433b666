"""Smaller models: each way makes a model that answers, and a table that says what it saves and costs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.flows import Compressed, compress


def code_of(do: Callable[[], object]) -> str:
    with pytest.raises(ModisteError) as refused:
        do()
    return refused.value.code


def check(house: Shop, made: Compressed, photos: Path) -> None:
    assert house.registry.resolve(f"{made.model}@{made.version}")
    whole, smaller = made.table
    assert smaller["size_bytes"] < whole["size_bytes"]
    assert smaller["change"] == pytest.approx(smaller["value"] - whole["value"])
    assert house.predict(made.model, [photos / "coat" / "coat-00.png"])[0]["label"]
    assert json.dumps(made.to_json())


def test_int8(house: Shop, photos: Path) -> None:
    made = house.compress("tiny", photos)
    assert made.model == "tiny-int8"
    assert made.table[1]["precision"] == "int8"
    check(house, made, photos)


def test_pruning_takes_channels_and_trains_what_is_left(house: Shop, photos: Path) -> None:
    settings = {"network.channels": "[16]"}
    recipe = house.registry.resolve("tiny").card.recipe
    assert recipe == "modiste.vision.tiny.v1"
    run = next(house.runs("tiny").glob("*/recipe.toml"))
    house.train(str(run), photos, settings, "wide")
    made = house.compress("wide", photos, "prune")
    check(house, made, photos)
    assert made.table[1]["parameters"] < made.table[0]["parameters"]
    assert house.compress("wide", photos, "prune").version == made.version


def test_distilling_needs_a_student_and_makes_one(
    house: Shop, photos: Path, tiny_recipe: Path, tmp_path: Path
) -> None:
    assert code_of(lambda: house.compress("tiny", photos, "distil")) == "MOD-1326"
    student = tmp_path / "student.toml"
    student.write_text(tiny_recipe.read_text().replace("[8]", "[4]").replace("tiny", "student"))
    made = compress(house, "tiny", photos, "distil", "", lambda event: None, lambda: False, str(student))
    check(house, made, photos)
    assert made.notes["teacher"] == "modiste.vision.tiny.v1"


def test_what_cannot_be_compressed_is_refused(house: Shop, photos: Path, tmp_path: Path) -> None:
    assert code_of(lambda: house.compress("tiny", photos, "steam")) == "MOD-2012"
    assert code_of(lambda: house.compress("nothing", photos)) == "MOD-1328"
    assert code_of(lambda: house.compress("tiny", photos, out="Bad Name")) == "MOD-2015"
    assert code_of(lambda: house.compress("tiny", tmp_path / "nowhere")) == "MOD-1208"
    folder = str(house.registry.resolve("tiny").folder)
    assert code_of(lambda: house.compress(folder, photos, "prune", "p")) == "MOD-2010"


def test_data_of_other_classes_are_refused(house: Shop, photos: Path, tmp_path: Path) -> None:
    odd = Path(shutil.copytree(photos, tmp_path / "odd"))
    (odd / "coat").rename(odd / "umbrella")
    assert code_of(lambda: house.compress("tiny", odd)) == "MOD-1217"
