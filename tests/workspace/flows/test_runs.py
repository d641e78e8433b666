"""What trainings and compressions left is read back; what is damaged is left out."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.flows import list_compressions, list_runs, read_run


def test_a_training_is_read_back_with_its_curve_and_settings(house: Shop) -> None:
    (run,) = list_runs(house, "tiny")
    assert (run.model, run.version, run.epochs, len(run.history)) == ("tiny", "1", 3, 3)
    assert {"loss", "seconds"} <= set(run.history[0])
    assert run.settings["train"]["epochs"] == 3
    assert 0 <= run.metrics["accuracy"]["value"] <= 1
    assert run.validation is not None
    assert run.validation["confusion"]["labels"] == ["bag", "coat", "dress"]
    assert read_run(house, "tiny", run.id) == run


def test_what_is_not_there_or_no_name_is_refused(house: Shop) -> None:
    assert list_runs(house, "nobody") == []
    with pytest.raises(ModisteError, match="MOD-1103"):
        read_run(house, "tiny", "nothing")
    with pytest.raises(ModisteError, match="MOD-2015"):
        list_runs(house, "../models")


def test_a_damaged_note_hides_no_other(copied: Shop) -> None:
    torn = copied.runs("tiny") / "torn"
    torn.mkdir()
    (torn / "made.json").write_text('{"model": "tiny"')
    assert len(list_runs(copied, "tiny")) == 1


def test_a_compression_leaves_its_table(copied: Shop, photos: Path) -> None:
    made = copied.compress("tiny", photos, "int8")
    for name in ("tiny", "tiny-int8"):
        (told,) = list_compressions(copied, name)
        assert (told["of"], told["model"], told["by"]) == ("tiny@1", "tiny-int8", "int8")
        assert [row["name"] for row in told["table"]] == [row["name"] for row in made.table]
        assert {"size_bytes", "ms_bs1", "value", "change_ci95"} <= set(told["table"][0])
    (copied.root / "compressions" / "torn.json").write_text("[")
    assert list_compressions(copied, "other") == []
