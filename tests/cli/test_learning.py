"""The life cycle from the command line: each verb once for real, and each with what it must refuse."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from modiste.workspace import open_shop

CONTRACT = {"accuracy", "macro_precision", "macro_recall", "macro_f1", "roc_auc_macro", "ece"}
SHAPE = {"model", "data", "protocol", "n", "seconds", "peak_mb", "metrics", "per_class"}


@pytest.fixture(scope="module")
def at(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A copy of the shop with a trained model, as words: verbs leave things in it."""
    return "--shop", str(shutil.copytree(trained, tmp_path_factory.mktemp("at") / "shop"))


def test_recipes_are_listed_and_shown_whole(modiste: Any, tiny_recipe: Path) -> None:
    assert {row["name"] for row in modiste("recipes", "--json").json} >= {"fashion-mnist", "clothing"}
    assert "fashion-mnist" in modiste("recipes").out
    shown = modiste("recipes", tiny_recipe)
    assert 'name = "modiste.vision.tiny.v1"' in shown.out
    assert modiste("recipes", tiny_recipe, "--json").json["train"]["epochs"] == 3


def test_training_prints_its_progress_on_stderr_and_its_result_on_stdout(
    modiste: Any, tiny_recipe: Path, photos: Path, tmp_path: Path
) -> None:
    words = ("train", tiny_recipe, "--data", photos, "--out", "mine", "--shop", tmp_path / "shop")
    said = modiste(*words, "--set", "train.epochs=2", "--json")
    assert said.code == 0
    assert (said.json["model"], said.json["version"], said.json["epochs"]) == ("mine", "1", 2)
    assert "epoch: " in said.err
    assert "mine@1" in modiste(*words, "--set", "train.epochs=2").out


def test_training_in_the_background_is_a_job_for_a_worker(
    modiste: Any, tiny_recipe: Path, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = ("--shop", tmp_path / "shop")
    monkeypatch.chdir(photos)
    job = modiste("train", tiny_recipe, "--data", ".", "--out", "mine", "--background", *shop, "--json").json
    assert job["state"] == "queued"
    monkeypatch.chdir(tmp_path)
    assert modiste("work", "--until-idle", *shop, "--json").json == {"jobs": 1}
    watched = modiste("jobs", "watch", job["id"], *shop, "--json")
    assert (watched.code, watched.json["result"]["model"]) == (0, "mine")
    search = modiste("tune", tiny_recipe, "--data", photos, "--background", *shop)
    assert search.out.strip() in modiste("jobs", *shop).out


def test_tuning_leaves_a_recipe(modiste: Any, tiny_recipe: Path, photos: Path, tmp_path: Path) -> None:
    words = ("tune", tiny_recipe, "--data", photos, "--budget", "2 trials", "--shop", tmp_path / "shop")
    said = modiste(*words, "--space", "train.batch_size=12,24", "--out", "better", "--json")
    assert said.code == 0
    assert said.json["complete"]
    assert modiste("recipes", "better", "--shop", tmp_path / "shop").code == 0
    for bad, number in (("--budget", "MOD-2017"), ("--space", "MOD-1303")):
        assert modiste(*words, bad, "nonsense").refused(number)


def test_evaluation_is_the_one_result_shape(modiste: Any, at: Any, photos: Path, tmp_path: Path) -> None:
    said = modiste("evaluate", "tiny", "--data", photos, "--json", *at)
    assert said.code == 0
    assert set(said.json) >= SHAPE
    assert set(said.json["metrics"]) >= CONTRACT
    for metric in said.json["metrics"].values():
        assert set(metric) == {"value", "ci95", "unit"}
    report = tmp_path / "report.html"
    shown = modiste("evaluate", "tiny", "--data", photos, "--report", report, *at)
    assert "roc_auc_macro" in shown.out
    assert report.read_text().startswith("<!")


def test_evaluation_needs_no_shop_for_a_model_folder(modiste: Any, trained: Path, photos: Path) -> None:
    said = modiste("evaluate", trained / "models" / "tiny" / "1", "--data", photos, "--json")
    assert said.code == 0
    assert said.json["n"] == 48


def test_evaluation_refuses_what_it_cannot_judge(modiste: Any, at: Any, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    odd = tmp_path / "odd" / "<script>alert(1)<"
    odd.mkdir(parents=True)
    (odd / "a.png").write_bytes((photos / "bag" / "bag-00.png").read_bytes())
    for data, number in (
        ("", "MOD-"),
        (tmp_path / "nowhere", "MOD-1208"),
        (tmp_path / "empty", "MOD-1215"),
        (tmp_path / "odd", "MOD-1217"),
        (photos / "bag" / "bag-00.png", "MOD-1208"),
        ("fashion-mnist:sideways", "MOD-1216"),
        ("x" * 5000, "MOD-1208"),
    ):
        said = modiste("evaluate", "tiny", "--data", data, "--json", *at)
        assert said.code == 1, data
        assert said.json["error"]["code"].startswith(number), data
    assert modiste("evaluate", "tiny", "--data", photos, "--protocol", "x", *at).refused("MOD-2016")
    report = tmp_path / "no" / "folder" / "report.html"
    report.parent.parent.write_text("a file")
    assert modiste("evaluate", "tiny", "--data", photos, "--report", report, *at).code == 1


def test_explaining_saves_pictures_and_goes_on_after_a_bad_file(
    modiste: Any, at: Any, photos: Path, tmp_path: Path
) -> None:
    words = ("explain", "tiny", photos / "bag" / "bag-00.png", tmp_path / "none.png", "--method", "occlusion")
    said = modiste(*words, "--out", tmp_path / "maps", "--json", *at)
    assert said.code == 1
    made, refused = said.json
    assert Path(made["explanations"][0]["picture"]).is_file()
    assert refused["error"]["code"] == "MOD-1201"
    assert "occlusion" in modiste(*words, "--out", tmp_path / "maps", *at).out
    assert modiste("explain", "tiny", photos, "--method", "tea", *at).refused("MOD-1317")


def test_compressing_shows_a_table(modiste: Any, at: Any, photos: Path) -> None:
    said = modiste("compress", "tiny", "--data", photos, "--out", "cli-int8", "--json", *at)
    assert said.code == 0
    assert [row["precision"] for row in said.json["table"]] == ["float32", "int8"]
    assert "speed-up" in modiste("compress", "tiny", "--data", photos, "--out", "cli-int8", *at).out
    assert modiste("compress", "tiny", "--by", "steam", *at).refused("MOD-2012")


def test_export_writes_a_folder_or_refuses(modiste: Any, at: Any, tmp_path: Path) -> None:
    said = modiste("export", "tiny", "--to", tmp_path / "out", *at)
    assert said.code == 0
    assert "tiny@1" in said.out
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    assert modiste("export", "tiny", "--to", tmp_path / "full", *at).refused("MOD-2019")
    assert modiste("export", "nothing", "--to", tmp_path / "none", *at).refused("MOD-1328")
    assert not (tmp_path / "none").exists()


def test_models_are_listed_shown_promoted_and_rolled_back(
    modiste: Any, trained: Path, photos: Path, tmp_path: Path
) -> None:
    root = tmp_path / "shop"
    with open_shop(root) as shop:
        for _ in range(2):
            shop.registry.register(trained / "models" / "tiny" / "1", "tiny")
    rows = [row for row in modiste("models", "--shop", root, "--json").json if row["name"] == "tiny"]
    assert [(row["version"], row["is_current"]) for row in rows] == [("1", False), ("2", True)]
    assert "tiny" in modiste("models", "list", "--shop", root).out
    assert modiste("models", "promote", "tiny@1", "--shop", root).out == "tiny is now tiny@1\n"
    assert modiste("models", "promote", "tiny", "2", "--shop", root, "--json").json["stage"] == "production"
    assert modiste("models", "rollback", "tiny", "--shop", root, "--json").json["version"] == "1"
    assert modiste("models", "show", "tiny", "--shop", root, "--json").json["version"] == "1"
    assert "bag, coat, dress" in modiste("models", "show", "tiny", "--shop", root).out
    assert modiste("models", "promote", "tiny", "9", "--shop", root).refused("MOD-1328")
    assert modiste("models", "rollback", "nothing", "--shop", root).refused("MOD-1328")
    assert modiste("models", "promote", "tiny").refused("MOD-2001")
    (root / "models" / "tiny" / "2" / "card.toml").write_text("x")
    listed = modiste("models", "--shop", root)
    assert listed.code == 0
    assert "MOD-1321" in listed.out
    assert json.loads(modiste("models", "--shop", root, "--json").out)


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b"", "MOD-1301"),
        (b"name = ", "MOD-1301"),
        (b"\xff\xfe\x00", "MOD-1301"),
        (b"name = 7", "MOD-1301"),
        (b"# " + b"x" * 100_000, "MOD-1301"),
        (None, "MOD-1301"),
    ],
    ids=["empty", "truncated", "mis-encoded", "wrong type", "huge", "missing"],
)
@pytest.mark.parametrize("verb", ["train", "tune", "recipes"])
def test_a_bad_recipe_is_refused_and_nothing_is_written(
    modiste: Any, verb: str, content: bytes | None, number: str, tmp_path: Path
) -> None:
    recipe = tmp_path / "recipe.toml"
    if content is not None:
        recipe.write_bytes(content)
    said = (
        modiste(verb, recipe, "--shop", tmp_path / "shop", "--json")
        if verb != "recipes"
        else modiste(verb, recipe, "--json")
    )
    assert said.code == 1
    assert said.json["error"]["code"] == number
    assert not (tmp_path / "shop" / "runs").exists()
    assert not (tmp_path / "shop" / "recipes").exists()


def test_augmentation_can_be_looked_at(modiste: Any, tiny_recipe: Path, photos: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    said = modiste("preview-augment", tiny_recipe, "--data", photos, "--all", "--html", page, "--json")
    assert said.code == 0
    assert said.json["page"] == str(page)
    assert {"affine", "hue", "cutout"} <= {each["name"] for each in said.json["operations"]}
    assert "data:image/png" in page.read_text()
    assert modiste("preview-augment", "nothing").refused("MOD-1302")
