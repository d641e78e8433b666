"""From a figure to its pictures over HTTP, on a model that was trained, judged and explained for real."""

import asyncio
import io
import shutil

import pytest
from PIL import Image as Picture

from modiste.api import create_app
from modiste.workspace import Worker, open_shop

pytestmark = pytest.mark.anyio
EVALUATIONS = "/api/v1/evaluations"


@pytest.fixture(scope="module")
def judged_root(trained, photos, tmp_path_factory):
    root = shutil.copytree(trained, tmp_path_factory.mktemp("judged") / "shop")
    with open_shop(root) as shop:
        shop.evaluate("tiny", photos)
    return root


@pytest.fixture
def judged(judged_root):
    with open_shop(judged_root) as shop:
        yield shop


@pytest.fixture
def client(judged, client_of):
    return client_of(create_app(judged))


async def test_an_evaluation_is_listed_and_whole(client, check):
    (row,) = (await client.get(EVALUATIONS, params={"model": "tiny"})).json()["items"]
    assert row["n"] == 48 and set(row["metrics"]) == {"accuracy", "macro_f1", "ece"}
    whole = (await client.get(f"{EVALUATIONS}/{row['id']}")).json()
    assert whole["metrics"]["accuracy"] == row["metrics"]["accuracy"]
    assert len(whole["per_class"]) == 3 and len(whole["reliability"]) == 15
    assert (await client.get(EVALUATIONS, params={"model": "other"})).json()["items"] == []
    check(await client.get(f"{EVALUATIONS}/nobody"), 404, "MOD-1103")


async def test_a_cell_opens_its_pictures_page_by_page(client, check):
    (row,) = (await client.get(EVALUATIONS)).json()["items"]
    url = f"{EVALUATIONS}/{row['id']}"
    counts = (await client.get(url)).json()["confusion"]["counts"]
    found, cursor = [], None
    while True:
        params = {"true": "coat", "predicted": "coat", "limit": 5, **({"cursor": cursor} if cursor else {})}
        page = (await client.get(f"{url}/examples", params=params)).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(found) == page["count"] == counts[1][1] > 5
    assert len({each["row"] for each in found}) == len(found)
    answer = await client.get(found[0]["picture_url"])
    assert answer.headers["content-type"] == "image/png"
    with Picture.open(io.BytesIO(answer.content)) as shown:
        assert min(shown.size) >= 100
    check(await client.get(f"{url}/examples", params={"true": "hat"}), 404, "MOD-1103")
    check(await client.get(f"{url}/examples", params={"cursor": "MTp4"}), 400, "MOD-2215")
    check(await client.get(f"{url}/pictures/999"), 404, "MOD-1103")


async def test_a_class_has_its_curves(client, check):
    (row,) = (await client.get(EVALUATIONS)).json()["items"]
    curves = (await client.get(f"{EVALUATIONS}/{row['id']}/curves", params={"label": "coat"})).json()
    assert curves["roc"]["x"][0] == 0 and curves["roc"]["y"][-1] == 1
    assert 0 <= curves["roc_auc"] <= 1 and len(curves["pr"]["x"]) == len(curves["pr"]["y"])
    check(await client.get(f"{EVALUATIONS}/{row['id']}/curves", params={"label": "hat"}), 404, "MOD-1103")
    check(await client.get(f"{EVALUATIONS}/{row['id']}/curves"), 422, "MOD-2203")


async def test_a_model_tells_its_trainings_and_its_history(client, judged, check):
    (run,) = (await client.get("/api/v1/models/tiny/runs")).json()["items"]
    assert (run["version"], run["epochs"], "history" in run) == ("1", 3, False)
    whole = (await client.get(f"/api/v1/models/tiny/runs/{run['id']}")).json()
    assert len(whole["history"]) == 3 and whole["settings"]["train"]["epochs"] == 3
    history = (await client.get("/api/v1/models/tiny/history")).json()["items"]
    assert [(each["version"], each["stage"]) for each in history] == [("1", "candidate")]
    assert (await client.get("/api/v1/models/tiny/compressions")).json()["items"] == []
    check(await client.get("/api/v1/models/nobody/history"), 404, "MOD-1328")
    check(await client.get("/api/v1/models/tiny/runs/nothing"), 404, "MOD-1103")


async def test_an_explanation_of_the_shops_own_photo_is_seen(client, judged, check):
    photo = (await client.get("/api/v1/garments", params={"limit": 1})).json()["items"][0]["photo_url"]
    params = {"model": "tiny", "photos": [photo.rpartition("/")[2]], "methods": ["grad_cam"]}
    job = (await client.post("/api/v1/jobs", json={"kind": "explain", "params": params})).json()
    await asyncio.to_thread(lambda: Worker(judged).run(until_idle=True))
    done = (await client.get(f"/api/v1/jobs/{job['id']}")).json()
    assert done["state"] == "done", done
    (explained,) = done["result"]["files"][0]["explanations"]
    assert "gain" in explained["faithfulness"] and "picture" not in explained
    assert (await client.get(explained["picture_url"])).headers["content-type"] == "image/png"
    check(await client.get(f"/api/v1/jobs/{job['id']}/pictures/other.png"), 404, "MOD-1103")
    lines = (await client.get(f"/api/v1/jobs/{job['id']}/log")).json()["items"]
    assert [line["event"] for line in lines] == ["job started", "job done"]
    refused = await client.post("/api/v1/jobs", json={"kind": "explain", "params": {"model": "tiny"}})
    check(refused, 422, "MOD-2006")
