"""The job table tells the truth: one worker a job, dead workers' jobs go on, and every end is recorded."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from modiste.garment import ModisteError
from modiste.store import Jobs, Store
from modiste.store.jobs import KEPT_EVENTS, MAX_ATTEMPTS


@pytest.fixture
def jobs(store: Store) -> Jobs:
    return store.jobs


def _states(jobs: Jobs, id: str) -> list[str]:
    return [event.data["state"] for event in jobs.events(id) if event.kind == "state"]


def test_a_job_waits_runs_tells_and_is_done(jobs: Jobs) -> None:
    job = jobs.submit("train", {"recipe": "clothing"})
    assert job.state == "queued"
    leased = jobs.lease("w1", 30)
    assert leased is not None
    assert (leased.id, leased.state, leased.attempts, leased.worker) == (job.id, "running", 1, "w1")
    jobs.progress(job.id, "w1", 3, 10, "epoch 3", {"loss": 0.5})
    jobs.checkpoint(job.id, "w1", {"epoch": 3})
    done = jobs.finish(job.id, "w1", {"accuracy": 0.9})
    assert done.is_ended
    assert (done.done, done.total, done.result, done.checkpoint) == (3, 10, {"accuracy": 0.9}, {"epoch": 3})
    assert _states(jobs, job.id) == ["queued", "running", "done"]
    assert [event.data["values"] for event in jobs.events(job.id) if event.kind == "progress"] == [
        {"loss": 0.5}
    ]
    assert jobs.lease("w1", 30) is None


def test_the_same_key_is_the_same_job(jobs: Jobs) -> None:
    one = jobs.submit("train", {"n": 1}, "key")
    assert jobs.submit("train", {"n": 2}, "key") == one
    assert jobs.submit("train", {"n": 2}).id != one.id


def test_jobs_are_taken_in_order_and_listed_newest_first(jobs: Jobs) -> None:
    ids = [jobs.submit("train", {"n": n}).id for n in range(4)]
    taken = [jobs.lease("w", 30) for _ in range(2)]
    assert [job.id for job in taken if job] == ids[:2]
    assert [job.id for job in jobs.page(limit=3)] == ids[:0:-1]
    assert [job.id for job in jobs.page(after=ids[1])] == ids[:1]
    assert [job.id for job in jobs.page(state="queued")] == [ids[3], ids[2]]


def test_a_dead_workers_job_is_queued_again_with_its_checkpoint(jobs: Jobs) -> None:
    job = jobs.submit("train", {})
    jobs.lease("dead", 0.0)
    jobs.checkpoint(job.id, "dead", {"epoch": 2})
    again = jobs.lease("alive", 30)
    assert again is not None
    assert (again.id, again.attempts, again.checkpoint) == (job.id, 2, {"epoch": 2})
    assert not jobs.heartbeat(job.id, "dead", 30)
    assert jobs.heartbeat(job.id, "alive", 30)
    with pytest.raises(ModisteError, match="MOD-1107"):
        jobs.finish(job.id, "dead", {})
    jobs.progress(job.id, "dead", 9, 9)
    assert jobs.get(job.id).done == 0


def test_a_job_that_kills_its_workers_is_given_up(jobs: Jobs) -> None:
    job = jobs.submit("train", {})
    for _ in range(MAX_ATTEMPTS):
        assert jobs.lease("w", -1.0) is not None
    assert jobs.lease("w", -1.0) is None
    failed = jobs.get(job.id)
    assert failed.state == "failed"
    assert failed.error is not None
    assert "died 5 times" in failed.error["detail"]


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_when_it_looks(jobs: Jobs) -> None:
    waiting = jobs.submit("train", {})
    assert jobs.request_cancel(waiting.id).state == "cancelled"
    running = jobs.submit("train", {})
    jobs.lease("w", 30)
    assert jobs.request_cancel(running.id).state == "running"
    assert jobs.is_cancel_requested(running.id)
    assert jobs.cancelled(running.id, "w").state == "cancelled"
    for ended in (waiting, running):
        with pytest.raises(ModisteError, match=r"MOD-1107.*cancelled"):
            jobs.request_cancel(ended.id)


def test_a_cancelled_job_whose_worker_died_stays_cancelled(jobs: Jobs) -> None:
    job = jobs.submit("train", {})
    jobs.lease("dead", 0.0)
    jobs.request_cancel(job.id)
    assert jobs.lease("w", 30) is None
    assert jobs.get(job.id).state == "cancelled"


def test_what_failed_or_was_cancelled_can_be_resumed_and_nothing_else(jobs: Jobs) -> None:
    job = jobs.submit("train", {})
    with pytest.raises(ModisteError, match=r"MOD-1107.*resumed"):
        jobs.resume(job.id)
    jobs.lease("w", 30)
    jobs.fail(job.id, "w", {"code": "MOD-1306"})
    resumed = jobs.resume(job.id)
    assert (resumed.state, resumed.attempts, resumed.error, resumed.ended_at) == ("queued", 0, None, None)
    jobs.lease("w", 30)
    jobs.finish(job.id, "w", {})
    with pytest.raises(ModisteError, match="MOD-1107"):
        jobs.resume(job.id)


def test_a_job_given_back_waits_again_and_the_attempt_does_not_count(jobs: Jobs) -> None:
    job = jobs.submit("train", {})
    jobs.lease("w", 30)
    assert jobs.give_back(job.id, "w").attempts == 0
    again = jobs.lease("other", 30)
    assert again is not None
    assert again.id == job.id


def test_a_story_can_be_read_on_from_anywhere_and_does_not_grow_for_ever(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert KEPT_EVENTS == 500
    monkeypatch.setattr("modiste.store.jobs.KEPT_EVENTS", 30)
    job = jobs.submit("train", {})
    jobs.lease("w", 30)
    for n in range(50):
        jobs.progress(job.id, "w", n, 1000, lasting=n % 25 == 0)
    story = []
    after = 0
    while page := jobs.events(job.id, after, limit=7):
        story += page
        after = page[-1].id
    kinds = [event.kind for event in story]
    assert [kinds.count(kind) for kind in ("state", "epoch", "progress")] == [2, 2, 30]
    assert [event.data["done"] for event in jobs.events(job.id, kind="epoch")] == [0, 25]
    assert [event.id for event in story] == sorted(event.id for event in story)
    assert story[-1].data["done"] == 49


def test_jobs_are_listed_by_kind_and_counted_by_state(jobs: Jobs) -> None:
    first, second = jobs.submit("train", {}), jobs.submit("evaluate", {})
    jobs.submit("train", {})
    assert [job.id for job in jobs.page(kind="evaluate")] == [second.id]
    assert len(jobs.page(kind="train", state="queued")) == 2
    jobs.request_cancel(first.id)
    assert jobs.counts() == {"queued": 2, "cancelled": 1}


def test_two_jobs_that_take_turns_both_keep_a_bounded_story(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modiste.store.jobs.KEPT_EVENTS", 20)
    ids = [jobs.submit("train", {}).id for _ in range(2)]
    for _ in ids:
        jobs.lease("w", 30)
    for n in range(30):
        for id_ in ids:
            jobs.progress(id_, "w", n, 30)
    for id_ in ids:
        assert [event.data["done"] for event in jobs.events(id_, kind="progress")] == list(range(10, 30))


def test_what_json_or_a_database_cannot_say_is_kept_as_near_as_it_can_be(jobs: Jobs) -> None:
    job = jobs.submit("train", {"limit": float("inf")})
    assert job.params == {"limit": None}
    jobs.lease("w", 30)
    jobs.progress(job.id, "w", 1, 2, "photo\udc80\0", {"loss": float("nan"), "rate": 0.5})
    assert jobs.get(job.id).message == "photo\\udc80\\x00"
    assert jobs.events(job.id)[-1].data["values"] == {"loss": None, "rate": 0.5}
    jobs.checkpoint(job.id, "w", {"best": [float("nan")]})
    assert jobs.finish(job.id, "w", {"loss": float("nan")}).result == {"loss": None}


def test_many_who_come_at_once_with_one_key_get_one_job(jobs: Jobs) -> None:
    assert len({job.id for job in _at_once(6, lambda _: jobs.submit("train", {}, "key"))}) == 1
    assert len(jobs.page()) == 1


def test_jobs_of_dead_workers_are_never_taken_twice(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        jobs.submit("train", {})
    for _ in range(6):
        jobs.lease("dead", 60)
    later = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr("modiste.store.jobs._now", lambda: later)
    taken = [job.id for job in _at_once(8, lambda n: jobs.lease(f"w{n}", 60)) if job]
    assert len(taken) == len(set(taken))
    while job := jobs.lease("last", 60):
        taken.append(job.id)
    assert sorted(taken) == sorted(job.id for job in jobs.page())


def _at_once(number: int, work: Callable[[int], Any]) -> list[Any]:
    all_ready = threading.Barrier(number)

    def one(n: int) -> Any:
        all_ready.wait()
        return work(n)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_an_unknown_job_is_named(jobs: Jobs) -> None:
    for ask in (jobs.get, jobs.request_cancel, jobs.resume):
        with pytest.raises(ModisteError, match=r"MOD-1103.*nope"):
            ask("nope")
    assert not jobs.is_cancel_requested("nope")


def test_many_workers_never_get_one_job_twice(jobs: Jobs) -> None:
    ids = {jobs.submit("train", {}).id for _ in range(12)}
    taken: list[str] = []

    def work(name: str) -> None:
        while job := jobs.lease(name, 60):
            taken.append(job.id)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)
