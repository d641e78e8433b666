"""What a model or a recipe is worth: protocols, the one result shape, reports, and what is refused."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.workspace import Shop
from modiste.workspace.flows import evaluate
from modiste.workspace.flows.evaluations import _folds

CONTRACT = {"accuracy", "macro_precision", "macro_recall", "macro_f1", "roc_auc_macro", "ece"}


def code_of(do: Callable[[], object]) -> str:
    with pytest.raises(ModisteError) as refused:
        do()
    return refused.value.code


def test_a_model_is_judged_as_it_is_served(house: Shop, photos: Path, tmp_path: Path) -> None:
    result = house.evaluate("tiny", photos, report=tmp_path / "report.html").to_json()
    assert (result["model"], result["data"], result["protocol"], result["n"]) == (
        "tiny@1",
        str(photos),
        "as-served",
        48,
    )
    metrics = result["metrics"]
    assert set(metrics) >= CONTRACT  # type: ignore[arg-type]
    for metric in metrics.values():  # type: ignore[attr-defined]
        assert set(metric) == {"value", "ci95", "unit"}
    assert [row["label"] for row in result["per_class"]] == ["bag", "coat", "dress"]  # type: ignore[attr-defined]
    assert json.dumps(result, allow_nan=False)
    assert "tiny@1" in (tmp_path / "report.html").read_text()


def test_files_left_out_are_named_with_the_reason(house: Shop, tmp_path: Path, photos: Path) -> None:
    mixed = Path(shutil.copytree(photos, tmp_path / "mixed"))
    (mixed / "bag" / "cut.png").write_bytes(b"\x89PNG\r\n")
    result = house.evaluate("tiny", mixed).to_json()
    assert result["n"] == 48
    (left_out,) = result["rejected"]  # type: ignore[misc]
    assert left_out["file"] == "bag/cut.png"
    assert left_out["code"] == "MOD-1206"


def test_a_recipe_is_judged_by_cross_validation(house: Shop, tiny_recipe: Path, photos: Path) -> None:
    settings = {"train.epochs": "2"}
    result = house.evaluate(str(tiny_recipe), photos, "folds:2", settings)
    assert (result.protocol, result.n) == ("folds:2", 48)
    assert result.metrics["accuracy"].value > 0.8
    again = house.evaluate(str(tiny_recipe), photos, "folds:2", settings)
    assert {k: m.value for k, m in again.metrics.items()} == {k: m.value for k, m in result.metrics.items()}
    without_a_shop = evaluate(None, str(tiny_recipe), photos, "folds:2", settings, silent)
    assert without_a_shop.metrics["accuracy"].value == result.metrics["accuracy"].value


def test_folds_share_every_class_evenly_and_every_example_is_in_one() -> None:
    targets = np.array([0] * 10 + [1] * 5)
    folds = _folds(targets, 5, 0)
    assert np.bincount(folds).tolist() == [3] * 5
    assert all((targets[folds == fold] == 1).sum() == 1 for fold in range(5))
    assert _folds(targets, 5, 0).tolist() == folds.tolist()
    assert code_of(lambda: _folds(targets, 11, 0)) == "MOD-2016"
    assert code_of(lambda: _folds(targets, 1, 0)) == "MOD-2016"


def test_what_cannot_be_judged_is_refused(house: Shop, photos: Path, tmp_path: Path) -> None:
    assert code_of(lambda: house.evaluate("nothing", photos)) == "MOD-1328"
    assert code_of(lambda: house.evaluate("tiny", photos, "upside-down")) == "MOD-2016"
    assert code_of(lambda: house.evaluate("tiny", tmp_path / "nowhere")) == "MOD-1208"
    (tmp_path / "empty").mkdir()
    assert code_of(lambda: house.evaluate("tiny", tmp_path / "empty")) == "MOD-1215"


def test_a_class_the_model_does_not_know_is_refused_by_name(
    house: Shop, photos: Path, tmp_path: Path
) -> None:
    odd = Path(shutil.copytree(photos, tmp_path / "odd"))
    (odd / "coat").rename(odd / "<b>umbrella<b>")
    with pytest.raises(ModisteError) as refused:
        house.evaluate("tiny", odd)
    assert refused.value.code == "MOD-1217"
    assert "<b>umbrella<b>" in refused.value.detail
    assert "coat" in refused.value.detail + refused.value.remedy
