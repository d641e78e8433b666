"""The worker: does what waits, keeps what it has when it is stopped or killed, and never dies of a job."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modiste import vision
from modiste.garment import ModisteError
from modiste.learning import Event, fit, load_recipe
from modiste.workspace import Shop, Worker, open_shop, plugins, start_worker, work, worker
from modiste.workspace.flows.kinds import ImportParams
from modiste.workspace.jobs import JobKind

WAIT = 90.0


def until(true: Callable[[], Any], seconds: float = WAIT) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def with_work(monkeypatch: pytest.MonkeyPatch, do: Callable[..., Any]) -> None:
    """Every kind of job does this instead."""

    class One:
        def pick(self, _name: str) -> JobKind:
            return JobKind(ImportParams, do)

    monkeypatch.setattr(worker, "job_kinds", One)


def test_jobs_are_done_in_the_order_they_came(shop: Shop, photos: Path) -> None:
    first = shop.jobs.submit("import", {"source": str(photos)})
    second = shop.jobs.submit("import", {"source": str(photos)})
    assert Worker(shop).run(until_idle=True) == 2
    assert shop.jobs.get(first.id).result["added"] == 48  # type: ignore[index]
    assert shop.jobs.get(second.id).result["unchanged"] == 48  # type: ignore[index]
    messages = [event.message for event in shop.jobs.events(first.id)]
    assert messages[0] == "queued"
    assert messages[-1] == "done"
    logged = [json.loads(line)["event"] for line in shop.log_path.read_text().splitlines()]
    assert logged == ["job started", "job done"] * 2


def test_a_worker_first_clears_what_a_killed_writer_left(shop: Shop) -> None:
    shop.store.events.append("views", [{"n": 1}])
    orphan = shop.root / "events" / "views" / "00000002-dead.parquet"
    orphan.write_bytes(b"half")
    assert work(shop, until_idle=True) == 0
    assert not orphan.exists()
    assert shop.store.events.snapshot("views").rows == 1


def test_epochs_are_kept_apart_from_other_progress(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def train(_shop: object, _params: object, progress: Any, _stop: object) -> dict[str, int]:
        for number in range(3):
            progress(Event("epoch", number, 3, f"epoch {number}", {"loss": 1.0 / (number + 1)}))
        return {}

    with_work(monkeypatch, train)
    job = shop.jobs.submit("import", {"source": "x"})
    Worker(shop).run(until_idle=True)
    assert [event.values for event in shop.jobs.epochs(job.id)] == [
        {"loss": 1.0},
        {"loss": 0.5},
        {"loss": 1 / 3},
    ]


def test_a_refused_job_keeps_its_error_and_the_next_goes_on(shop: Shop, photos: Path) -> None:
    bad = shop.jobs.submit("import", {"source": str(photos / "nowhere")})
    good = shop.jobs.submit("import", {"source": str(photos)})
    Worker(shop).run(until_idle=True)
    failed = shop.jobs.get(bad.id)
    assert failed.state == "failed"
    assert failed.error["code"] == "MOD-1233"  # type: ignore[index]
    assert set(failed.error) == {"code", "title", "detail", "remedy"}  # type: ignore[arg-type]
    assert shop.jobs.get(good.id).state == "done"


def test_an_unexpected_error_fails_the_job_with_a_pointer_to_the_log(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise ZeroDivisionError("oh")

    with_work(monkeypatch, explode)
    job = shop.jobs.submit("import", {"source": "x"})
    Worker(shop).run(until_idle=True)
    error = shop.jobs.get(job.id).error
    assert error is not None
    assert error["code"] == "MOD-2100"
    assert "Traceback" not in json.dumps(error)
    assert "Traceback" in shop.log_path.read_text()
    assert str(shop.log_path) in error["remedy"]


def test_a_cancelled_job_ends_and_can_be_resumed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def patient(
        _shop: Shop, _params: object, progress: object, should_stop: Callable[[], bool]
    ) -> dict[str, int]:
        rounds.append(1)
        if len(rounds) == 1:
            shop.jobs.cancel(job.id)
            until(should_stop)
            raise ModisteError("MOD-2018", what="It")
        return {"rounds": len(rounds)}

    with_work(monkeypatch, patient)
    job = shop.jobs.submit("import", {"source": "x"})
    Worker(shop).run(until_idle=True)
    assert shop.jobs.get(job.id).state == "cancelled"
    shop.jobs.resume(job.id)
    Worker(shop).run(until_idle=True)
    assert shop.jobs.get(job.id).result == {"rounds": 2}


def test_a_worker_that_lost_its_lease_stops_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_LEASE_SECONDS", "1")
    with open_shop(tmp_path / "shop") as shop:

        def slow(
            _shop: Shop, _params: object, _progress: object, should_stop: Callable[[], bool]
        ) -> dict[str, str]:
            # What another worker does once it has taken the job over.
            shop.store.jobs.give_back(job.id, mine.name)
            assert shop.store.jobs.lease("another", 60) is not None
            until(should_stop, 10)
            return {"who": "the first"}

        with_work(monkeypatch, slow)
        job = shop.jobs.submit("import", {"source": "x"})
        mine = Worker(shop)
        mine.run(until_idle=True)
        assert shop.jobs.get(job.id).state == "running"
        assert "lease lost" in shop.log_path.read_text()


def test_a_worker_can_be_stopped_while_it_waits(shop: Shop) -> None:
    waiting = Worker(shop)
    thread = threading.Thread(target=waiting.run)
    thread.start()
    waiting.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_work_ends_when_nothing_waits_and_puts_signals_back(shop: Shop) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert work(shop, until_idle=True) == 0
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_the_resumed_training_equals_an_unbroken_one(
    tmp_path: Path, photos: Path, tiny_recipe: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_CACHE", str(cache))
    monkeypatch.setenv("MODISTE_LEASE_SECONDS", "1")
    monkeypatch.setenv("MODISTE_POLL_SECONDS", "0.05")
    root = tmp_path / "shop"
    settings = {"train.epochs": "30", "train.checkpoint_seconds": "0.05"}
    params = {"recipe": str(tiny_recipe), "data": str(photos), "settings": settings}
    with open_shop(root) as shop:
        job = shop.jobs.submit("train", {**params, "out": "killed"})
        killed = start_worker(shop)
        until(
            lambda: (
                shop.jobs.get(job.id).done > 6 and any(shop.runs("killed").glob("*/checkpoint.safetensors"))
            )
        )
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        left = shop.jobs.get(job.id)
        assert left.state == "running"

        heir = start_worker(shop)
        until(lambda: shop.jobs.get(job.id).attempts == 2)
        heir.send_signal(signal.SIGTERM)  # a graceful stop in the middle gives the job back
        assert heir.wait(WAIT) == 0
        given_back = shop.jobs.get(job.id)
        assert given_back.state in ("queued", "done")

        Worker(shop).run(until_idle=True)
        assert shop.jobs.get(job.id).state == "done"
        recipe = load_recipe(tiny_recipe).with_settings(settings)
        sides = vision.training_data(recipe, photos)
        unbroken = fit(recipe, *sides, builders=plugins.networks(), out=tmp_path / "unbroken")
        kept = next(shop.runs("killed").glob("*/weights.safetensors"))
        assert kept.read_bytes() == (unbroken.out / "weights.safetensors").read_bytes()


def test_a_worker_without_a_shop_says_so(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    command = [sys.executable, "-m", "modiste", "work", "--shop", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "MOD-2002" in told.stderr
