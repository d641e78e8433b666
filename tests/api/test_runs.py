"""Runs and compression tables over HTTP: what made a version, and where there is nothing of the kind."""

import pytest

pytestmark = pytest.mark.anyio
TINY = "/api/v1/models/tiny/versions/1"
ROW = {
    "name": "x", "precision": "int8", "parameters": 9, "size_bytes": 100, "ms_bs1": 0.25, "ms_bs32": 0.2,
    "speed_up": 1.5, "metric": "accuracy", "value": 0.9, "ci95": (0.8, 1.0), "change": 0.0,
    "change_ci95": (-0.1, 0.1),
}  # fmt: skip


async def test_a_run_has_its_recipe_and_a_row_an_epoch(lab):
    run = (await lab.get(f"{TINY}/run")).json()
    assert run["recipe"]["name"] == "modiste.vision.tiny.v1" and "[train]" in run["recipe_toml"]
    assert [row["epoch"] for row in run["history"]] == [1, 2, 3]
    assert set(run["history"][0]) >= {"loss", "seconds", "validation_loss", "validation_accuracy"}
    assert (run["job_id"], run["state"]) == (None, "done") and run["seconds"] > 0


async def test_a_compression_is_read_by_either_model_and_gives_them_their_speed(lab, trained_shop, check):
    check(await lab.get(f"{TINY}/compression"), 404, "MOD-2022")
    assert (await lab.get(TINY)).json()["ms_bs1"] is None
    trained_shop.compressions.keep(["tiny@1", "tiny-int8@1"], "int8", [ROW, ROW], {"method": "static"})
    table = (await lab.get(f"{TINY}/compression")).json()
    assert [row["name"] for row in table["rows"]] == ["tiny@1", "tiny-int8@1"]
    assert table["by"] == "int8" and table["made_at"].endswith("Z")
    version = (await lab.get(TINY)).json()
    assert version["ms_bs1"] == 0.25
    assert version["size_bytes"] == version["card"]["size_bytes"]
    assert version["metrics"]["accuracy"]["n"] == version["card"]["metrics"][0]["n"]


async def test_what_was_not_made_here_has_neither(lab, check):
    shipped = "/api/v1/models/clothing/versions/shipped"
    check(await lab.get(f"{shipped}/run"), 404, "MOD-2021")
    check(await lab.get(f"{shipped}/compression"), 404, "MOD-2022")
    for part in ("run", "compression"):
        check(await lab.get(f"/api/v1/models/tiny/versions/9/{part}"), 404, "MOD-1328")
        check(await lab.get(f"/api/v1/models/tiny/versions/one/{part}"), 422, "MOD-2203")


async def test_a_damaged_history_is_said_so(lab, trained_shop, check):
    for path in trained_shop.runs("tiny").glob("*/history.json"):
        path.write_text("[")
    check(await lab.get(f"{TINY}/run"), 500, "MOD-2020")
