"""Large jobs over HTTP: what there is, one submitted, followed partition by partition, and refused."""

import asyncio
import importlib.util

import pytest

from modiste.workspace import Worker
from modiste.workspace.plugins import CLUSTER_JOBS

pytestmark = pytest.mark.anyio
JOBS = "/api/v1/jobs"


async def test_what_can_be_asked_for_is_told(client):
    found = (await client.get("/api/v1/cluster")).json()
    assert {each["job"] for each in found["jobs"]} == set(CLUSTER_JOBS)
    assert all(each["title"] for each in found["jobs"])
    settings = {each["job"]: each["settings"] for each in found["jobs"]}
    assert settings["cooccurrence"] == {"manner": "counts", "reach": "20"}
    has_ray = importlib.util.find_spec("ray") is not None
    assert found["executors"] == ["serial", "pool", *(["ray"] if has_ray else [])]
    assert found["cores"] >= 1


async def test_a_large_job_is_submitted_done_and_told_partition_by_partition(shop, client):
    params = {"job": "generate", "settings": {"garments": "9"}, "partitions": 3}
    answer = await client.post(JOBS, json={"kind": "cluster", "params": params})
    assert answer.status_code == 202, answer.text
    job = answer.json()
    await asyncio.to_thread(lambda: Worker(shop).run(until_idle=True))
    url = f"{JOBS}/{job['id']}"
    done = (await client.get(url)).json()
    assert (done["state"], done["done"], done["total"]) == ("done", 3, 3)
    assert done["result"]["n"] == 9 and len(done["result"]["sha256"]) == 64
    assert done["result"]["set_aside"] == []
    text = (await client.get(f"{url}/events")).text
    assert "generate: 3 partitions in" in text
    said = [line.get("said", "") for line in (await client.get(f"{url}/log")).json()["items"]]
    assert any("generate: 3 partitions in" in each for each in said)
    listed = (await client.get(JOBS, params={"kind": "cluster"})).json()["items"]
    assert [each["id"] for each in listed] == [job["id"]]


async def test_what_cannot_be_done_by_partitions_is_refused_at_the_door(shop, client, check):
    for params, status, code in (
        ({"job": "weave"}, 404, "MOD-2012"),
        ({"job": "generate", "settings": {"colour": "red"}}, 422, "MOD-3103"),
        ({"job": "generate", "address": "10.0.0.1:6379"}, 422, "MOD-2006"),
        ({"job": "generate", "workers": 5000}, 422, "MOD-2006"),
        ({}, 422, "MOD-2006"),
    ):
        check(await client.post(JOBS, json={"kind": "cluster", "params": params}), status, code)
    assert shop.jobs.page().items == ()
