"""A run is recognised by what is asked, refuses data that changed, and goes on as a job of a shop."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.workspace import Shop, open_shop, start_worker
from modiste.workspace.cluster.checkpoint import Checkpoint
from modiste.workspace.cluster.jobs import check_unchanged, file_stamp, folder_stamp
from modiste.workspace.cluster.mapping import Patience
from modiste.workspace.cluster.protocol import Call
from modiste.workspace.cluster.running import Hands, asked_of, key_of, list_cluster_jobs, run_cluster_job
from modiste.workspace.cluster.serial import SerialExecutor
from modiste.workspace.plugins import job_kinds
from modiste.workspace.worker import Worker

ACTS = "user,item,time\n" + "".join(f"u{k % 7},g{k % 5},{1_700_000_000 + k}\n" for k in range(100))


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    path = tmp_path / "acts.csv"
    path.write_text(ACTS)
    return path


def test_data_that_change_midway_end_the_run_and_leave_them_alone(acts: Path, tmp_path: Path) -> None:
    def change(event: Event) -> None:
        if event.kind == "step":
            acts.write_text(ACTS + "u1,g1,1800000000\n")

    with pytest.raises(ModisteError, match="MOD-3104"):
        run_cluster_job(asked_of("cooccurrence", acts, {}, 3), Hands(), tmp_path / "run", progress=change)
    assert not (tmp_path / "run" / "manifest.json").exists()
    with pytest.raises(ModisteError, match=r"MOD-3109.*data"):
        run_cluster_job(asked_of("cooccurrence", acts, {}, 3), Hands(), tmp_path / "run")
    anew = run_cluster_job(asked_of("cooccurrence", acts, {}, 3), Hands(), tmp_path / "run", again=True)
    assert anew.n == 101


def test_data_that_vanish_midway_end_the_run(acts: Path, tmp_path: Path) -> None:
    def move(event: Event) -> None:
        if event.kind == "step" and acts.exists():
            acts.rename(tmp_path / "moved.csv")

    with pytest.raises(ModisteError, match="MOD-3104"):
        run_cluster_job(asked_of("cooccurrence", acts, {}, 2), Hands(), tmp_path / "run", progress=move)
    assert (tmp_path / "moved.csv").read_text() == ACTS


def test_an_output_that_was_changed_is_made_again(acts: Path, tmp_path: Path) -> None:
    asked = asked_of("cooccurrence", acts, {})
    first = run_cluster_job(asked, Hands(), tmp_path / "run")
    (tmp_path / "run" / "output" / "pairs.npy").write_bytes(b"")
    again = run_cluster_job(asked, Hands(), tmp_path / "run")
    assert again.sha256 == first.sha256
    assert again.resumed == 0


def test_a_partition_that_was_set_aside_is_done_when_the_same_is_asked_again(
    acts: Path, tmp_path: Path
) -> None:
    asked = asked_of("cooccurrence", acts, {}, 3)
    wanted = run_cluster_job(asked, Hands(), tmp_path / "whole")
    hasty = Patience(first_seconds=0.0)
    less = run_cluster_job(asked, Torn(1), tmp_path / "run", patience=hasty)
    assert [(each["stage"], each["partition"]) for each in less.set_aside] == [("count", 1)]
    assert less.sha256 != wanted.sha256
    same = run_cluster_job(asked, Torn(1), tmp_path / "run", patience=hasty)
    assert (same.sha256, same.resumed) == (less.sha256, less.partitions - 1)
    mended = run_cluster_job(asked, Hands(), tmp_path / "run")
    assert not mended.set_aside
    assert mended.sha256 == wanted.sha256
    assert mended.resumed == 2, "counted again is the one partition, and summed is all"
    assert not (tmp_path / "run" / "parts").exists()


class Torn(SerialExecutor):
    """What one partition of the first stage is given comes torn to the work, whenever it comes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def start(self, call: Call) -> None:
        is_torn = call.work == "cooccurrence.count" and call.number == self._number
        super().start(replace(call, payload=call.payload[:9]) if is_torn else call)


def test_stamps_tell_files_apart(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"abc")
    was = file_stamp(one)
    check_unchanged(one, was)
    assert folder_stamp([one])["bytes"] == 3
    os.utime(one, (1, 1))
    with pytest.raises(ModisteError, match=r"MOD-3104.*time"):
        check_unchanged(one, was)
    one.unlink()
    with pytest.raises(ModisteError, match=r"MOD-3104.*gone"):
        check_unchanged(one, was)


def test_keys_follow_what_is_told() -> None:
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1}) != key_of({"a": 1})
    assert {each["job"] for each in list_cluster_jobs()} >= {"encode", "duplicates", "tune"}


def test_a_shop_does_it_as_a_job_which_is_cancelled_and_resumed(shop: Shop, acts: Path) -> None:
    params = {"job": "cooccurrence", "data": str(acts), "partitions": 5}
    job = shop.jobs.submit("cluster", params)
    kind = job_kinds()["cluster"]
    told: list[Event] = []
    with pytest.raises(ModisteError, match="MOD-2018"):
        kind.work(
            shop,
            kind.params.model_validate(params),
            told.append,
            lambda: sum(event.kind == "step" for event in told) == 2,
        )
    Worker(shop).run(until_idle=True)
    done = shop.jobs.get(job.id)
    assert done.state == "done", done.error
    assert done.result is not None
    assert done.result["resumed"] == 2
    assert json.loads((Path(done.result["out"]) / "manifest.json").read_text())["n"] == 100
    assert (shop.root / "cluster").is_dir()
    assert done.total > 0
    with pytest.raises(ModisteError, match="MOD-2006"):
        shop.jobs.submit("cluster", {"job": "generate", "address": "10.0.0.1:6379"})


def test_a_worker_that_is_killed_loses_no_partition_of_its_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_LEASE_SECONDS", "1")
    asked = {"garments": "1200", "seed": "3"}
    with open_shop(tmp_path / "shop") as shop:
        params = {"job": "generate", "settings": asked, "partitions": 30, "executor": "pool", "workers": 1}
        job = shop.jobs.submit("cluster", params)
        killed = start_worker(shop)
        # What is told comes later than what is kept: the files say how far it is.
        until(lambda: len(list((shop.root / "cluster").glob("*/parts/*/[0-9]*"))) >= 2)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        left = shop.jobs.get(job.id)
        assert left.state == "running", "it was killed midway"
        until(lambda: Worker(shop).run(until_idle=True))  # as soon as the dead worker's lease is over
        done = shop.jobs.get(job.id)
        assert done.state == "done", done.error
        assert done.result is not None
        assert (done.attempts, done.result["n"]) == (2, 1200)
        assert 2 <= done.result["resumed"] < 30
        said = [event.message for event in shop.jobs.events(job.id)]
        assert any("kept from before" in message for message in said)
    alone = run_cluster_job(asked_of("generate", "", asked, 1), Hands(), tmp_path / "alone")
    assert done.result["sha256"] == alone.sha256


def test_a_running_job_is_cancelled_and_gone_on_with(shop: Shop) -> None:
    params = {"job": "generate", "settings": {"garments": "2000"}, "partitions": 40}
    job = shop.jobs.submit("cluster", params)
    worker = Worker(shop)
    thread = threading.Thread(target=worker.run, kwargs={"until_idle": True})
    begun, asked, keep = threading.Event(), threading.Event(), Checkpoint.keep

    def keep_slowly(kept: Checkpoint, stage: str, number: int, value: bytes) -> None:
        keep(kept, stage, number, value)
        begun.set()
        asked.wait(60)
        time.sleep(0.1)  # a worker hears of it within half a second

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Checkpoint, "keep", keep_slowly)
        thread.start()
        assert begun.wait(60)
        assert shop.jobs.cancel(job.id).state in ("cancelling", "cancelled")
        asked.set()
        thread.join(60)
    cancelled = shop.jobs.get(job.id)
    assert cancelled.state == "cancelled"
    assert (shop.root / "cluster").is_dir()
    shop.jobs.resume(job.id)
    Worker(shop).run(until_idle=True)
    done = shop.jobs.get(job.id)
    assert done.state == "done"
    assert done.result is not None
    assert 1 <= done.result["resumed"] < 40
    assert "40 partitions in" in shop.log_path.read_text(), "the log keeps what a stage took"


def test_a_job_that_is_none_is_refused_before_it_waits(shop: Shop) -> None:
    for params, code in (
        ({"job": "weave"}, "MOD-2012"),
        ({"job": "generate", "settings": {"colour": "red"}}, "MOD-3103"),
        ({"job": "generate", "executor": "spark"}, "MOD-2006"),
        ({"job": "generate", "workers": -1}, "MOD-2006"),
    ):
        with pytest.raises(ModisteError, match=code):
            shop.jobs.submit("cluster", params)
    assert shop.jobs.page().items == ()


def until(true: Callable[[], Any], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_what_fails_in_a_job_is_told_there(shop: Shop, tmp_path: Path) -> None:
    job = shop.jobs.submit("cluster", {"job": "cooccurrence", "data": str(tmp_path / "none.csv")})
    Worker(shop).run(until_idle=True)
    failed = shop.jobs.get(job.id)
    assert failed.state == "failed"
    assert failed.error is not None
    assert failed.error["code"] == "MOD-2301"
