"""The study's numbers are the records', unchanged, the newest of each claim."""

import json
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import read_study, study

RECORDS = Path(__file__).parents[2] / "benchmarks" / "records"


def test_every_record_of_the_study_stands_in_the_benchmarks() -> None:
    found = read_study().records
    for record in found:
        rows = json.loads((RECORDS / f"{record['benchmark']}.json").read_text(encoding="utf-8"))
        assert record in rows
        same = [row for row in rows if row["claim"] == record["claim"]]
        assert record == same[-1]
    assert {record["benchmark"] for record in found} == set(study.BENCHMARKS)


def test_a_missing_record_is_said_and_not_made_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(study, "record_folder", lambda: tmp_path)
    with pytest.raises(ModisteError, match=r"MOD-1103.*article_keras"):
        read_study()
