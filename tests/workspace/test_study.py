"""The study: read from the records, each part empty where its record is missing or damaged."""

import json
from pathlib import Path

import pytest

from modiste.workspace import read_study
from modiste.workspace.study import records_folder


def test_the_committed_records_tell_the_study() -> None:
    study = read_study()
    assert [mean["who"] for mean in study.article["means"]] == [
        "Keras, as it stands",
        "Keras, with a seed",
        "ours",
    ]
    assert len(study.article["runs"]) == 9
    assert study.article["curve"][0]["epoch"] == 1
    assert {row["model"] for row in study.ours} >= {"fashion-mnist", "fashion-mnist-int8"}
    assert any("Training rate" in row["claim"] for row in study.speed)


def test_the_newest_row_of_a_claim_counts(tmp_path: Path) -> None:
    rows = json.loads((records_folder() / "vision_models.json").read_text(encoding="utf-8"))
    mine = [row for row in rows if row["claim"] == "fashion-mnist: accuracy on test"][:1]
    newer = {**mine[0], "value": 96.0, "machine": {"gpu": "a card"}}
    (tmp_path / "vision_models.json").write_text(json.dumps([*mine, newer]))
    (row,) = read_study(tmp_path).ours
    assert (row["value"], row["machine"]) == (96.0, "a card")


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff"])
def test_a_missing_or_damaged_record_leaves_its_part_empty(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        for name in ("article_keras", "vision_models", "training_step_rate"):
            (tmp_path / f"{name}.json").write_bytes(content)
    study = read_study(tmp_path)
    assert (study.article["runs"], study.article["curve"], study.ours, study.speed) == ([], [], (), ())
    assert study.article["claim"] == 98.5
