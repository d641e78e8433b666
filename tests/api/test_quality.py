"""The newest quality report over HTTP, once there is one; making one is a job."""

import json

import pytest

from modiste.learning import silent
from modiste.workspace import flows

pytestmark = pytest.mark.anyio


async def test_without_a_report_there_is_none(client, check):
    check(await client.get("/api/v1/quality"), 404, "MOD-1103")


async def test_the_newest_report_comes_with_its_trend(shop, client, garment_of, picture):
    shop.garments.put(garment_of("coat", category="coat"))
    shop.garments.add_photo("coat", picture(), "red.png")
    flows.quality_of(shop, silent, use_models=False)
    flows.quality_of(shop, silent, use_models=False)
    answer = await client.get("/api/v1/quality")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["garments"], body["images"]) == (1, 1)
    assert len(body["trend"]["complete"]) == 2
    assert body["fixes"][0]["kind"]
    assert body["validity"]["doubted"] == {}
    assert body["drift"]["compared"] == ""
    assert {each["trait"] for each in body["diversity"]} >= {"size", "body", "category", "language", "season"}


async def test_a_report_of_an_older_modiste_is_as_none(shop, client, check):
    flows.quality_of(shop, silent, use_models=False)
    path = shop.root / "quality" / "newest.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    del made["labels"]["audited"]
    path.write_text(json.dumps(made), encoding="utf-8")
    check(await client.get("/api/v1/quality"), 404, "MOD-1103")


async def test_a_report_is_made_by_a_job(client):
    answer = await client.post("/api/v1/jobs", json={"kind": "quality", "params": {"models": False}})
    assert answer.status_code == 202, answer.text
