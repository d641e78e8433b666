"""A run is recognised by what is asked, refuses data that changed, and goes on as a job of a shop."""

import json
import os
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.workspace import Shop
from modiste.workspace.cluster.jobs import check_unchanged, file_stamp, folder_stamp
from modiste.workspace.cluster.running import Hands, asked_of, key_of, list_cluster_jobs, run_cluster_job
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


def test_what_fails_in_a_job_is_told_there(shop: Shop, tmp_path: Path) -> None:
    job = shop.jobs.submit("cluster", {"job": "cooccurrence", "data": str(tmp_path / "none.csv")})
    Worker(shop).run(until_idle=True)
    failed = shop.jobs.get(job.id)
    assert failed.state == "failed"
    assert failed.error is not None
    assert failed.error["code"] == "MOD-2301"
