"""Models by name, with a shop and without one."""

import json
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.flows import export_model, find_model, list_models, predict
from modiste.workspace.flows.models import room_of


def test_a_model_answers_about_files_and_bytes_and_goes_on_after_a_bad_one(house: Shop, photos: Path) -> None:
    good = photos / "bag" / "bag-00.png"
    answers = house.predict("tiny", [good, photos / "none.png", ("upload.png", good.read_bytes())], top=2)
    first, refused, uploaded = answers
    assert (first["file"], first["label"]) == (str(good), "bag")
    assert first["top"][0]["label"] == "bag"
    assert len(first["top"]) == 2
    assert refused["file"] == str(photos / "none.png")
    assert refused["error"]["code"] == "MOD-1201"
    assert uploaded == {**first, "file": "upload.png"}
    assert json.dumps(answers)


def test_names_versions_and_folders_find_a_model(house: Shop, photos: Path) -> None:
    folder = house.registry.resolve("tiny").folder
    for name in ("tiny", "tiny@1", str(folder)):
        assert find_model(house, name).folder.resolve() == folder.resolve()
    assert find_model(None, str(folder)).stage == "folder"
    (answer,) = predict(None, str(folder), [photos / "coat" / "coat-00.png"])
    assert answer["label"] == "coat"


@pytest.mark.parametrize("name", ["nothing", "tiny@9", "../../etc", "", "a\0b", "x" * 5000])
@pytest.mark.parametrize("with_shop", [True, False])
def test_an_unknown_name_is_refused(house: Shop, name: str, with_shop: bool) -> None:
    with pytest.raises(ModisteError) as refused:
        find_model(house if with_shop else None, name)
    assert refused.value.code == "MOD-1328"


def test_the_list_says_what_a_bare_name_stands_for(house: Shop) -> None:
    (row,) = [row for row in house.models() if row["name"] == "tiny"]
    assert (row["version"], row["is_current"], row["labels"]) == ("1", True, ["bag", "coat", "dress"])
    assert row["size_bytes"] > 1000
    assert json.dumps(row)
    assert all(row["stage"] == "shipped" for row in list_models(None))


def test_a_model_whose_card_is_gone_is_listed_with_the_reason(shop: Shop, house: Shop) -> None:
    entry = shop.registry.register(house.registry.resolve("tiny").folder, "tiny")
    (entry.folder / "card.toml").write_text("format = 9")
    (row,) = [row for row in shop.models() if row["name"] == "tiny"]
    assert row["error"]["code"] == "MOD-1321"


def test_an_exported_folder_answers_the_same(house: Shop, photos: Path, tmp_path: Path) -> None:
    made = house.export("tiny", tmp_path / "out")
    assert made.golden_difference < 0.02
    assert sorted(path.name for path in made.folder.iterdir()) == ["card.toml", "golden.npz", "model.onnx"]
    file = photos / "dress" / "dress-00.png"
    assert list(predict(None, str(made.folder), [file])) == house.predict("tiny", [file])
    assert export_model(None, str(made.folder), tmp_path / "again").size_bytes == made.size_bytes
    assert house.export("tiny", tmp_path / "out").folder == tmp_path / "out"


def test_an_export_replaces_nothing_but_a_model(house: Shop, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    for place in ("mine", "file", "file/below", "a\0b"):
        with pytest.raises(ModisteError) as refused:
            house.export("tiny", tmp_path / place)
        assert refused.value.code == "MOD-2019"
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


def test_a_recipe_belongs_to_the_room_in_its_name_or_of_its_kind() -> None:
    vision = room_of("modiste.vision.classifier.v1")
    assert room_of("mine.own.v1", "image") is vision
    with pytest.raises(ModisteError) as refused:
        room_of("modiste.sound.v1", "series")
    assert refused.value.code == "MOD-2012"
