"""The serial, the pool's and Ray's hands do the same, and lose no more than what a worker had in them."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workspace.hands import need_ray

from modiste.garment import ModisteError
from modiste.workspace.cluster.checkpoint import Checkpoint
from modiste.workspace.cluster.mapping import Mapper, Patience
from modiste.workspace.cluster.on_ray import RayExecutor, check_same, join_error, spoken
from modiste.workspace.cluster.pool import PoolExecutor
from modiste.workspace.cluster.protocol import Call, Executor, answered, conduct
from modiste.workspace.cluster.running import Hands, hired
from modiste.workspace.cluster.serial import SerialExecutor

SQUARES = [number**2 for number in range(8)]


@pytest.fixture(scope="module")
def pool(works: None) -> Iterator[PoolExecutor]:
    made = PoolExecutor(2)
    yield made
    made.close()


@pytest.fixture(params=["serial", "pool", "ray"])
def executor(request: pytest.FixtureRequest, works: None) -> Any:
    if request.param == "serial":
        return SerialExecutor()
    if request.param == "pool":
        return request.getfixturevalue("pool")
    request.getfixturevalue("two_nodes")
    return RayExecutor()


def mapper(executor: Executor, tmp_path: Path) -> Mapper:
    return Mapper(executor, Checkpoint(tmp_path / "run"), Patience(first_seconds=0.01))


def squares(made: Mapper, work: str, shared: bytes = b"", count: int = 8) -> list[int]:
    return [int(value) for value in made.map("s", work, count, lambda n: str(n).encode(), shared)]


def test_all_give_the_same_and_see_what_is_shared(executor: Executor, tmp_path: Path) -> None:
    made = mapper(executor, tmp_path)
    assert squares(made, "test.square") == SQUARES
    shared = os.urandom(300_000)
    answers = list(made.map("echo", "test.echo", 3, lambda number: bytes([number]), shared))
    assert answers == [bytes([number]) + shared for number in range(3)]
    assert list(made.map("none", "test.echo", 2, lambda number: b"")) == [b"", b""]
    assert made.peak_mb > 10


def test_an_error_keeps_the_worker(executor: Executor, tmp_path: Path) -> None:
    made = mapper(executor, tmp_path)
    assert squares(made, "test.poison") == [n for n in SQUARES if n != 9]
    assert [(each.partition, each.code) for each in made.set_aside] == [(3, "MOD-2100")]


@pytest.mark.parametrize("name", ["pool", "ray"])
def test_a_killed_worker_costs_its_partition_one_more_try(
    request: pytest.FixtureRequest, name: str, tmp_path: Path, marks: Path
) -> None:
    request.getfixturevalue("pool" if name == "pool" else "two_nodes")
    made = mapper(request.getfixturevalue("pool") if name == "pool" else RayExecutor(), tmp_path)
    assert squares(made, "test.dies_once", bytes(marks), 4) == SQUARES[:4]
    assert made.retried >= 1
    assert not made.set_aside


def test_a_partition_that_kills_every_worker_is_set_aside(pool: PoolExecutor, tmp_path: Path) -> None:
    made = Mapper(pool, Checkpoint(tmp_path), Patience(lost=2, first_seconds=0.01))
    assert squares(made, "test.deadly", count=5) == [0, 1, 4, 16]
    assert [(each.partition, each.code) for each in made.set_aside] == [(3, "MOD-3106")]


def test_a_process_killed_from_outside_is_replaced(pool: PoolExecutor, tmp_path: Path) -> None:
    made = mapper(pool, tmp_path)
    killed: list[int] = []

    def payload(number: int) -> bytes:
        if number == 4 and pool.processes:
            killed.append(pool.processes[0])
            os.kill(pool.processes[0], signal.SIGKILL)
        return str(number).encode()

    assert [int(each) for each in made.map("s", "test.slow", 8, payload, b"0.02")] == SQUARES
    assert killed and killed[0] not in pool.processes


def test_closing_ends_processes_that_are_at_work(works: None) -> None:
    made = PoolExecutor(1)
    made.share(b"60")
    made.start(Call(0, "test.slow", b"1"))
    (number,) = made.processes
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_node_killed_midway_costs_nothing_but_time(two_nodes: Any, tmp_path: Path) -> None:
    made = mapper(RayExecutor(), tmp_path)
    assert made.executor.workers == 2  # later tests have one node left
    gone: list[float] = []

    def payload(number: int) -> bytes:
        if number == 5 and not gone:  # both nodes are at work
            two_nodes.remove_node(two_nodes.second, allow_graceful=False)
            gone.append(time.monotonic())
        return str(number).encode()

    assert [int(each) for each in made.map("s", "test.slow", 8, payload, b"0.4")] == SQUARES
    assert gone
    assert not made.set_aside


def test_an_object_store_that_is_full_is_told_and_the_run_goes_on_in_smaller_parts(
    two_nodes: Any, tmp_path: Path
) -> None:
    made = mapper(RayExecutor(), tmp_path)
    with pytest.raises(ModisteError, match=r"MOD-3105.*disk is full"):
        made.map("much", "test.echo", 1, lambda _: b"", bytes(150_000_000))  # the store holds 100 MB
    with pytest.raises(ModisteError, match="MOD-3105"):
        made.map("large", "test.echo", 1, lambda _: bytes(150_000_000))
    assert squares(made, "test.square") == SQUARES


def test_a_machine_of_other_versions_is_told_by_its_address(
    two_nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old" / "numpy-0.1.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: numpy\nVersion: 0.1\n")
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join((str(old.parent), os.environ["PYTHONPATH"])))
        other = two_nodes.add_node(num_cpus=1, object_store_memory=100_000_000)
    try:
        with pytest.raises(ModisteError, match=r"MOD-3102.*numpy .* here, 0\.1 there"):
            RayExecutor()
    finally:
        ray = need_ray()
        before = sum(node["Alive"] for node in ray.nodes())
        two_nodes.remove_node(other, allow_graceful=False)
        while sum(node["Alive"] for node in ray.nodes()) == before:
            time.sleep(0.05)


def test_a_cluster_that_nobody_runs_is_told_at_once() -> None:
    need_ray()
    for address in ("127.0.0.1:1", "nowhere", "ray://127.0.0.1:1"):
        with pytest.raises(ModisteError, match="MOD-3101"), hired(Hands("ray", address=address)):
            pass


def test_ray_absent_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(ModisteError, match=r"MOD-2014.*modiste\[cluster\]"), hired(Hands("ray")):
        pass


def test_other_versions_are_told_apart() -> None:
    mine = spoken()
    check_same(mine, dict(mine), "a")
    with pytest.raises(ModisteError, match=r"MOD-3102.*numpy .* here, 0\.1 there"):
        check_same(mine, {**mine, "numpy": "0.1"}, "10.0.0.7")
    found = join_error("h:1", RuntimeError("Version mismatch: The cluster was started with:\n Ray: 2.1"))
    assert found.code == "MOD-3102"
    assert "2.1" in found.detail
    assert join_error("h:1", ConnectionError("gone")).code == "MOD-3101"


def test_unknown_hands_are_refused() -> None:
    for hands, code in ((Hands("spark"), "MOD-2012"), (Hands("pool", workers=-1), "MOD-3103")):
        with pytest.raises(ModisteError, match=code), hired(hands):
            pass


@pytest.mark.usefixtures("works")
def test_an_answer_says_what_it_took() -> None:
    done = answered(7, conduct("test.echo", b"ab", b"c"))
    assert (done.number, done.value, done.fault) == (7, b"abc", None)
    assert done.usage.worker.endswith(f":{os.getpid()}")
    assert done.usage.peak_mb > 10
