"""A recipe is one frozen value, read from TOML, changed by dotted settings, equal by hash."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.learning import Recipe, find_recipe, load_recipe, shipped_recipes


def test_every_shipped_recipe_loads_and_survives_a_round_trip(tmp_path: Path) -> None:
    shipped = shipped_recipes()
    assert "fashion-mnist" in shipped
    for path in shipped.values():
        recipe = load_recipe(path)
        copy = tmp_path / "recipe.toml"
        copy.write_text(recipe.to_toml(), encoding="utf-8")
        assert load_recipe(copy) == recipe
        assert load_recipe(copy).hash == recipe.hash


def test_a_recipe_is_found_by_file_name_by_full_name_and_by_path() -> None:
    by_file = find_recipe("fashion-mnist")
    assert find_recipe(by_file.name) == by_file
    assert find_recipe(str(shipped_recipes()["fashion-mnist"])) == by_file


def test_an_unknown_recipe_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1302.*fashion-mnist"):
        find_recipe("no-such")


def test_settings_change_values_and_the_hash(tiny: Recipe) -> None:
    changed = tiny.with_settings(
        {"train.epochs": "7", "network.channels": "[2, 3]", "input.mirror": "true", "loss.name": "mse"}
    )
    assert changed.train.epochs == 7
    assert changed.network.params["channels"] == [2, 3]
    assert changed.input.mirror
    assert changed.loss.name == "mse"
    assert changed.hash != tiny.hash
    assert tiny.with_settings({}).hash == tiny.hash


@pytest.mark.parametrize("key", ["train.nope", "nope", "nope.deeper.still", "train", "train.epochs.more"])
def test_a_setting_the_recipe_does_not_have_is_refused(tiny: Recipe, key: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1303"):
        tiny.with_settings({key: "3"})


@pytest.mark.parametrize("value", ["0", "-1", "many", "1e9", "[1]"])
def test_a_setting_with_a_bad_value_is_refused(tiny: Recipe, value: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1303"):
        tiny.with_settings({"train.epochs": value})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "field required"),
        (b"name = ", "not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b'name = "modiste.a.v1"\nnonsense = 1\n[network]\nname = "cnn"', "nonsense"),
        (b'name = "<script>"\n[network]\nname = "cnn"', "name"),
        (b'name = "modiste.a.v1"\n[network]\nname = "cnn"\n[train]\nepochs = "x"', "train.epochs"),
        (b"#" * 70_000, "bytes"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(ModisteError, match=f"MOD-1301.*{reason}"):
        load_recipe(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ModisteError, match="MOD-1301"):
            load_recipe(path)


@settings(max_examples=50, deadline=None)
@given(title=st.text(max_size=60), rate=st.floats(1e-6, 1.0), flags=st.lists(st.booleans(), max_size=3))
def test_any_text_and_number_survives_the_toml_round_trip(
    tmp_path_factory: pytest.TempPathFactory, title: str, rate: float, flags: list[bool]
) -> None:
    recipe = Recipe.model_validate(
        {
            "name": "modiste.test.v1",
            "title": title,
            "network": {"name": "cnn", "flags": flags, "table": {"a b": rate}},
            "augment": [{"name": "mirror", "chance": rate}],
        }
    )
    path = tmp_path_factory.mktemp("recipe") / "r.toml"
    path.write_text(recipe.to_toml(), encoding="utf-8", newline="")
    assert load_recipe(path) == recipe


def test_a_start_counts_and_none_leaves_the_hash_as_it_was(tiny: Recipe) -> None:
    begun = tiny.with_settings({"train.start_from": "design-flow"})
    assert begun.train.start_from == "design-flow"
    assert begun.hash != tiny.hash == begun.with_settings({"train.start_from": '""'}).hash
