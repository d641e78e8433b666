"""A worker clears away what nobody needs any more, and nothing that somebody waits for."""

import io
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from modiste.workspace import Shop, Worker, work, worker
from modiste.workspace.flows.impressions import SCHEMA
from modiste.workspace.heat_pictures import FOLDER, heat_id
from modiste.workspace.sweeping import RESUMABLE, UPLOAD_AGE, sweep

NOW = datetime.now(UTC)


def uploaded(shop: Shop, age: timedelta, text: bytes = b"id\ttitle\n1\tTee\n") -> str:
    id_ = shop.uploads.keep(io.BytesIO(text), "feed.tsv", 1000)
    then = (NOW - age).timestamp()
    os.utime(shop.uploads.find(id_).parent, (then, then))
    return id_


def kept(shop: Shop) -> set[str]:
    return {each.name for each in (shop.root / "uploads").iterdir()}


def test_an_upload_older_than_a_day_goes_unless_a_job_refers_to_it(shop: Shop) -> None:
    old, new = UPLOAD_AGE + timedelta(minutes=1), UPLOAD_AGE - timedelta(minutes=5)
    forgotten, fresh, waiting = (uploaded(shop, age) for age in (old, new, old))
    cancelled = uploaded(shop, old)
    shop.jobs.submit("import", {"source": str(shop.uploads.find(waiting))})
    job = shop.jobs.submit("import", {"source": str(shop.uploads.find(cancelled))})
    shop.jobs.cancel(job.id)
    sweep(shop, NOW)
    assert kept(shop) == {fresh, waiting, cancelled}
    assert forgotten not in kept(shop)
    sweep(shop, NOW + RESUMABLE + timedelta(hours=1))
    assert kept(shop) == {waiting}


def test_an_upload_that_was_imported_has_done_its_work(shop: Shop) -> None:
    id_ = uploaded(shop, 2 * UPLOAD_AGE)
    params = {"source": str(shop.uploads.find(id_)), "kind": "google-merchant-tsv"}
    shop.jobs.submit("import", params)
    assert Worker(shop).run(until_idle=True) == 1
    assert shop.garments.count() == 1
    sweep(shop, NOW)
    assert kept(shop) == set()


def test_what_is_no_upload_is_left_alone(shop: Shop) -> None:
    note = shop.root / "uploads" / "note.txt"
    note.parent.mkdir()
    note.write_text("mine")
    sweep(shop, NOW + timedelta(days=400))
    assert note.exists()


def test_a_worker_sweeps_as_it_starts_and_says_so(shop: Shop) -> None:
    uploaded(shop, 2 * UPLOAD_AGE)
    lost = shop.root / FOLDER / heat_id("gone", "why")
    lost.mkdir(parents=True)
    assert work(shop, until_idle=True) == 0
    assert kept(shop) == set()
    assert not lost.exists()
    logged = [json.loads(line)["event"] for line in shop.log_path.read_text().splitlines()]
    assert logged == ["uploads swept", "heat pictures swept"]


def test_an_idle_worker_sweeps_again_and_outlives_a_sweep_that_fails(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    one = Worker(shop)

    def failing(swept: Shop) -> None:
        asked.append(swept.root)
        if len(asked) == 2:
            one.stop()
        raise OSError("the disk is away")

    monkeypatch.setattr(worker, "sweep", failing)
    monkeypatch.setattr(worker, "EVERY_SECONDS", 0.0)
    assert one.run() == 0
    assert asked == [shop.root] * 2


def test_who_was_shown_what_is_forgotten_after_so_many_days_and_counts_stay(shop: Shop) -> None:
    events, today = shop.store.events, NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    limit = today - timedelta(days=shop.settings.impression_days)
    for days in (-1, 0, 300):
        row = dict.fromkeys((each.name for each in SCHEMA), None)
        row |= {"id": f"i{days}", "at": limit + timedelta(days=days), "customer_id": "c", "session_id": "v"}
        row |= {"said": "{}", "garment_id": "tee", "propensity": 0.5, "is_shadow": False}
        events.append("impressions", pa.Table.from_pylist([row], schema=SCHEMA), at="at")
    events.pack("impressions")
    before = events.stamp("impressions")
    sweep(shop, NOW)
    columns = "customer_id, session_id, said, garment_id, propensity"
    rows = events.scan("impressions").order('"at"').project(columns).fetchall()
    assert rows == [(None, None, None, "tee", 0.5), *[("c", "v", "{}", "tee", 0.5)] * 2]
    after = events.stamp("impressions")
    assert after != before
    sweep(shop, NOW)
    assert events.stamp("impressions") == after, "what is blank already is not written again"
    sweep(shop, NOW + timedelta(days=1))
    assert events.scan("impressions").filter("customer_id IS NULL").shape[0] == 2
