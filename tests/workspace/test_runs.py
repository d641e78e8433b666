"""Runs: what a training left, read back for the version it made, and said where it is missing or damaged."""

import json
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.flows import run_of
from modiste.workspace.runs import run_behind


def place_of(shop: Shop) -> Path:
    place = run_of(shop, shop.registry.resolve("tiny@1"))
    assert place is not None
    return place


def test_a_run_is_its_recipe_and_a_row_an_epoch(copied: Shop) -> None:
    run = run_behind(copied, copied.registry.resolve("tiny@1"))
    assert run.recipe["name"] == "modiste.vision.tiny.v1"
    assert "epochs = 3" in run.recipe_toml
    assert [row["epoch"] for row in run.history] == [1, 2, 3]
    assert all(0 <= (row["validation_accuracy"] or 0) <= 1 for row in run.history)
    assert run.seconds == run.history[-1]["seconds"]
    assert (run.job_id, run.state) == (None, "done")


def test_the_job_that_made_it_is_named(copied: Shop) -> None:
    table = copied.store.jobs
    for made in ({"model": "tiny", "version": "2"}, {"model": "tiny", "version": "1"}):
        table.submit("train", {"recipe": "tiny"})
        job = table.lease("me", 60)
        assert job is not None
        table.finish(job.id, "me", made)
    table.submit("train", {"recipe": "tiny"})
    assert run_behind(copied, copied.registry.resolve("tiny@1")).job_id == job.id


def test_what_was_not_trained_here_has_no_run(copied: Shop) -> None:
    for name in ("clothing@shipped", "tiny@1"):
        entry = copied.registry.resolve(name)
        (place_of(copied) / "history.json").unlink(missing_ok=True) if name == "tiny@1" else None
        with pytest.raises(ModisteError) as refused:
            run_behind(copied, entry)
        assert refused.value.code == "MOD-2021"


@pytest.mark.parametrize("content", ["", "{", "3", '{"epoch": 1}', '[["epoch"]]', '[{"loss": "low"}]'])
def test_a_damaged_history_is_refused(copied: Shop, content: str) -> None:
    (place_of(copied) / "history.json").write_text(content)
    with pytest.raises(ModisteError) as refused:
        run_behind(copied, copied.registry.resolve("tiny@1"))
    assert refused.value.code == "MOD-2020"


def test_a_damaged_recipe_is_refused(copied: Shop) -> None:
    for content in (b"\xff", b"name = 3"):
        (place_of(copied) / "recipe.toml").write_bytes(content)
        with pytest.raises(ModisteError) as refused:
            run_behind(copied, copied.registry.resolve("tiny@1"))
        assert refused.value.code == "MOD-2020"


def test_what_is_undefined_in_a_history_is_null(copied: Shop) -> None:
    (place_of(copied) / "history.json").write_text('[{"epoch": 1.0, "loss": NaN, "seconds": 2.0}]')
    run = run_behind(copied, copied.registry.resolve("tiny@1"))
    assert run.history[0]["loss"] is None
    assert json.dumps(run.history, allow_nan=False)
