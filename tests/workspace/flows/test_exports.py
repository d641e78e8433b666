"""A model is written out as its own folder or in another form, and never over something else."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import shipped_models
from modiste.workspace.flows import export_model


def test_its_own_folder_is_copied_and_may_be_written_again(tmp_path: Path) -> None:
    name = next(iter(shipped_models()))
    for _ in range(2):
        made = export_model(None, name, tmp_path / "out")
    assert made.to_json()["format"] == "onnx"
    assert {"card.toml", "model.onnx"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_an_unknown_form_and_one_that_the_model_has_not_are_refused(tmp_path: Path) -> None:
    name = next(iter(shipped_models()))
    with pytest.raises(ModisteError, match="MOD-2012"):
        export_model(None, name, tmp_path / "out", "coreml")
    for form in ("c", "tflite"):
        with pytest.raises(ModisteError, match="MOD-2940"):
            export_model(None, name, tmp_path / "out", form)
    assert not (tmp_path / "out").exists()
