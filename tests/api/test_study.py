"""The study over HTTP: every figure of it as the committed records have it, with its origin."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.anyio
RECORDS = Path(__file__).parents[2] / "benchmarks" / "records"


async def test_the_study_has_the_numbers_of_the_records(steady):
    study = (await steady.get("/api/v1/study")).json()
    rows = json.loads((RECORDS / "article_keras.json").read_text(encoding="utf-8"))
    assert study["article"]["claim"] == 98.5
    assert {mean["value"] for mean in study["article"]["means"]} == {row["value"] for row in rows[-3:]}
    assert len(study["article"]["curve"]) == 30
    assert all(figure["how"] and figure["date"] and figure["machine"] for figure in study["ours"])
    assert all(model["source"] for model in study["published"])
