"""Jobs over HTTP: submit, look, list, cancel, resume, and the live stream that goes on where it was cut."""

import asyncio
import json
import threading

import pytest

from modiste.api import create_app, issue_key, jobs
from modiste.workspace import Worker

pytestmark = pytest.mark.anyio
JOBS = "/api/v1/jobs"
WORKER = "test:1"


@pytest.fixture
def photos(tmp_path, picture):
    folder = tmp_path / "photos"
    for label in ("coat", "dress"):
        (folder / label).mkdir(parents=True)
        for number in range(3):
            (folder / label / f"{number}.png").write_bytes(
                picture(20 + number, 20, "red" if label == "coat" else "blue")
            )
    return folder


@pytest.fixture
def order(photos):
    return {"kind": "import", "params": {"source": str(photos)}}


def heard(text):
    """The events of a stream: (id, event, data); comments are left out."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line and not line.startswith(":"))
        if fields:
            number = int(fields["id"]) if "id" in fields else None
            found.append((number, fields.get("event"), json.loads(fields["data"])))
    return found


async def test_a_job_is_submitted_done_and_shown(shop, client, order):
    answer = await client.post(JOBS, json=order)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"{JOBS}/{job['id']}" and job["state"] == "queued"
    assert await asyncio.to_thread(lambda: Worker(shop).run(until_idle=True)) == 1
    done = (await client.get(answer.headers["location"])).json()
    assert (done["state"], done["result"]["added"], done["error"]) == ("done", 6, None)
    assert (
        done["done"] == done["total"] == 6 and done["finished_at"] > done["started_at"] >= done["created_at"]
    )
    assert (await client.get("/api/v1/garments/facets")).json()["facets"]["category"] == {
        "coat": 3,
        "dress": 3,
    }


async def test_a_failed_job_says_why_without_a_path(shop, client, tmp_path):
    sent = {"kind": "import", "params": {"source": str(tmp_path / "nowhere")}}
    job = (await client.post(JOBS, json=sent)).json()
    await asyncio.to_thread(lambda: Worker(shop).run(until_idle=True))
    failed = (await client.get(f"{JOBS}/{job['id']}")).json()
    assert failed["state"] == "failed" and failed["error"]["code"] == "MOD-1233"
    assert str(tmp_path) not in failed["error"]["detail"] and failed["error"]["remedy"]


async def test_a_list_is_newest_first_in_pages(shop, client, order):
    ids = [(await client.post(JOBS, json=order)).json()["id"] for _ in range(5)][::-1]
    found, cursor = [], None
    while True:
        page = (await client.get(JOBS, params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
        found += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        await client.post(JOBS, json=order)  # what comes later stands before, and shifts nothing
    assert found == ids
    shop.jobs.cancel(ids[0])
    cancelled = (await client.get(JOBS, params={"state": "cancelled"})).json()["items"]
    assert [job["id"] for job in cancelled] == [ids[0]]


async def test_cancel_and_resume(client, order, check):
    job = (await client.post(JOBS, json=order)).json()
    url = f"{JOBS}/{job['id']}"
    assert (await client.post(f"{url}/cancel")).json()["state"] == "cancelled"
    check(await client.post(f"{url}/cancel"), 409, "MOD-1107")
    assert (await client.post(f"{url}/resume")).json()["state"] == "queued"
    check(await client.post(f"{url}/resume"), 409, "MOD-1107")


async def test_a_running_job_is_cancelling_until_its_worker_stops(shop, client, order):
    job = (await client.post(JOBS, json=order)).json()
    shop.store.jobs.lease(WORKER, 30)
    assert (await client.post(f"{JOBS}/{job['id']}/cancel")).json()["state"] == "cancelling"
    shop.store.jobs.cancelled(job["id"], WORKER)
    assert (await client.get(f"{JOBS}/{job['id']}")).json()["state"] == "cancelled"


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({}, 422, "MOD-2203"),
        ({"kind": "destroy", "params": {}}, 422, "MOD-2203"),
        ({"kind": "import", "params": {}}, 422, "MOD-2006"),
        ({"kind": "import", "params": {"source": ""}}, 422, "MOD-2006"),
        ({"kind": "import", "params": {"source": 7}}, 422, "MOD-2006"),
        ({"kind": "import", "params": {"source": "a\0b"}}, 422, "MOD-2006"),
        ({"kind": "import", "params": {"source": "x", "shell": "rm -rf /"}}, 422, "MOD-2006"),
        ({"kind": "train", "params": {"recipe": "x" * 501}}, 422, "MOD-2006"),
        ({"kind": "import", "params": []}, 422, "MOD-2203"),
        ({"kind": "import", "params": {str(n): 1 for n in range(51)}}, 422, "MOD-2203"),
        ({"kind": "import", "params": {"source": "x"}, "user": "root"}, 422, "MOD-2203"),
        ([], 422, "MOD-2203"),
    ],
)
async def test_what_is_no_job_is_not_queued(steady_shop, steady, check, sent, status, code):
    check(await steady.post(JOBS, json=sent), status, code)
    assert steady_shop.jobs.page().items == ()


@pytest.mark.parametrize("path", ["", "/cancel", "/resume", "/events"])
async def test_a_job_that_is_not_there(steady, check, path):
    verb = "POST" if path in ("/cancel", "/resume") else "GET"
    check(await steady.request(verb, f"{JOBS}/nobody{path}"), 404, "MOD-1103")
    check(await steady.request(verb, f"{JOBS}/a%00b{path}"), 422, "MOD-2203")
    check(await steady.request(verb, f"{JOBS}/{'x' * 65}{path}"), 422, "MOD-2203")


async def test_a_list_that_cannot_be_given(steady, check):
    check(await steady.get(JOBS, params={"state": "asleep"}), 422, "MOD-2203")
    check(await steady.get(JOBS, params={"limit": 0}), 422, "MOD-2203")
    check(await steady.get(JOBS, params={"cursor": "x"}), 400, "MOD-2215")
    check(await steady.get(JOBS, params={"cursor": "MTpub2JvZHk"}), 404, "MOD-1103")


async def test_the_same_key_gives_the_same_job_even_when_the_kept_answer_is_lost(shop, client, order):
    key = {"idempotency-key": "k1"}
    first = await client.post(JOBS, json=order, headers=key)
    second = await client.post(JOBS, json=order, headers=key)
    assert second.content == first.content and second.headers["location"] == first.headers["location"]
    with shop.store.replies._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM replies")  # as a kill between the job and its answer would
    third = await client.post(JOBS, json=order, headers=key)
    assert third.json()["id"] == first.json()["id"] and len(shop.jobs.page().items) == 1


async def test_a_stream_tells_the_whole_story_and_closes(shop, client, order):
    job = (await client.post(JOBS, json=order)).json()
    work = threading.Thread(target=lambda: Worker(shop).run(until_idle=True))
    asyncio.get_running_loop().call_later(0.3, work.start)  # the stream is open before anything happens
    answer = await client.get(f"{JOBS}/{job['id']}/events")
    work.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] in ("no-cache", "no-store")
    story = heard(answer.text)
    numbers = [number for number, _, _ in story[:-1]]
    assert numbers == sorted(set(numbers))
    states = [data["message"] for _, kind, data in story if kind == "state"]
    assert states == ["queued", "running", "done"]
    assert any(kind == "progress" and data["done"] == 6 for _, kind, data in story)
    number, kind, last = story[-1]
    assert (number, kind, last["state"], last["result"]["added"]) == (None, "end", "done", 6)


async def test_a_stream_goes_on_behind_the_last_event_seen(shop, client, order):
    job = (await client.post(JOBS, json=order)).json()
    await asyncio.to_thread(lambda: Worker(shop).run(until_idle=True))
    url = f"{JOBS}/{job['id']}/events"
    whole = heard((await client.get(url)).text)
    for seen in (whole[0][0], whole[-2][0], 2**40):
        rest = heard((await client.get(url, headers={"last-event-id": str(seen)})).text)
        assert rest[:-1] == [event for event in whole[:-1] if event[0] > seen]
        assert rest[-1][1] == "end"


@pytest.mark.parametrize("seen", ["-1", "x", "1e9", "9" * 30, "<script>"])
async def test_what_cannot_be_an_events_number(client, order, check, seen):
    job = (await client.post(JOBS, json=order)).json()
    check(await client.get(f"{JOBS}/{job['id']}/events", headers={"last-event-id": seen}), 422, "MOD-2203")


async def test_silence_is_filled_with_comments(shop, client, order, monkeypatch):
    monkeypatch.setattr("fastapi.routing._PING_INTERVAL", 0.05)
    job = (await client.post(JOBS, json=order)).json()
    asyncio.get_running_loop().call_later(0.4, shop.jobs.cancel, job["id"])
    text = (await client.get(f"{JOBS}/{job['id']}/events")).text
    assert text.count(": ping") >= 2
    assert [kind for _, kind, _ in heard(text)] == ["state", "state", "end"]


async def test_too_many_listeners_are_sent_away_and_leaving_makes_room(
    shop, client_of, order, check, monkeypatch
):
    monkeypatch.setattr(jobs, "_MOST_LISTENERS", 1)
    client = client_of(create_app(shop))
    job = (await client.post(JOBS, json=order)).json()
    url = f"{JOBS}/{job['id']}/events"
    first = asyncio.create_task(client.get(url))
    await asyncio.sleep(0.3)
    check(await client.get(url), 503, "MOD-2224")
    shop.jobs.cancel(job["id"])
    assert (await first).status_code == 200
    assert (await client.get(url)).status_code == 200


async def test_keys_reach_only_into_the_shop(shop, client, order, check, photos, monkeypatch):
    _, secret = issue_key(shop, "partner", ["jobs:write"])
    headers = {"authorization": f"Bearer {secret}"}
    monkeypatch.chdir(photos.parent)
    for source in (
        str(photos),
        "photos",
        "photos:train",
        "../photos",
        "~/photos",
        "a/../../b",
        "\\\\host\\x",
        ".",
    ):
        sent = {"kind": "import", "params": {"source": source}}
        check(await client.post(JOBS, json=sent, headers=headers), 403, "MOD-2225")
    nested = {"kind": "explain", "params": {"model": "m", "files": ["/etc/passwd"]}}
    check(await client.post(JOBS, json=nested, headers=headers), 403, "MOD-2225")
    inside = shop.root / "incoming"
    inside.mkdir()
    for source in (str(inside), "fashion-mnist:test"):
        sent = {"kind": "import", "params": {"source": source}}
        assert (await client.post(JOBS, json=sent, headers=headers)).status_code == 202
