"""How many faulty runs of a job end right: worker, node or driver killed, a disk full, a part poisoned.

A count of co-occurrences is cut into many partitions and disturbed by chance: a process of the pool is
killed; the second node of a local Ray cluster of two is killed as soon as some partitions are done, and
another takes its place for the next run; the driver, serial or with a pool, is killed when it has kept some,
and the command given again; no file may grow further, then it may; one partition's data come torn to whoever
works on it. Every output must have the hash of an undisturbed serial run. With a torn partition it must be
what is counted here without that partition's customers, and have that hash once the same is asked anew.

`./run bench cluster_faults [--times 20] [--only FAULT ...] [--keep FILE] [--notes TEXT] [--dry]`: 20 times
each fault, half an hour on two cores, a record a fault; `--dry` does each once and records nothing. What is
done is kept in the file that `--keep` names: cut off, the same command goes on there.
"""

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from _record import record
from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.recommend import read_interactions
from modiste.store import write_whole
from modiste.workspace.cluster import (
    Call,
    Executor,
    Hands,
    Patience,
    PoolExecutor,
    RayExecutor,
    RunOf,
    SerialExecutor,
    asked_of,
    run_cluster_job,
)
from modiste.workspace.cluster.on_ray import the_ray

PARTITIONS = 24
ACTS = 60_000
REACH = 20
_LONGEST_SECONDS = 120.0


@dataclass(frozen=True)
class Trial:
    """One run to disturb: its data, a folder of its own, the hash to find, and the chance that decides."""

    acts: Path
    out: Path
    wanted: str
    chance: random.Random


Disturb = Callable[[Trial], bool]
"""Disturbs a run and says whether it ended right."""


def write_acts(path: Path) -> Path:
    """Acts by chance: two thousand customers, five hundred garments."""
    chance = random.Random(3)
    rows = [
        f"u{chance.randrange(2000)},g{chance.randrange(500)},{1_700_000_000 + row}\n" for row in range(ACTS)
    ]
    path.write_text("user,item,time\n" + "".join(rows), encoding="ascii")
    return path


def run(trial: Trial, hands: Hands | Executor, **more: Any) -> RunOf:
    """The job, as every fault disturbs it."""
    return run_cluster_job(asked_of("cooccurrence", trial.acts, {}, PARTITIONS), hands, trial.out, **more)


@contextmanager
def by_pool() -> Iterator[Disturb]:
    """Kill a process of the pool at three moments."""

    def disturb(trial: Trial) -> bool:
        hands = PoolExecutor(2)
        over = threading.Event()

        def kill() -> None:
            for _ in range(3):
                if over.wait(trial.chance.uniform(0.05, 1.5)):
                    return
                for number in hands.processes[:1]:
                    os.kill(number, signal.SIGKILL)

        thread = threading.Thread(target=kill)
        thread.start()
        try:
            return run(trial, hands).sha256 == trial.wanted
        finally:
            over.set()
            thread.join()
            hands.close()

    yield disturb


@contextmanager
def by_ray() -> Iterator[Disturb]:
    """Kill one of two nodes midway; the head, where the driver is, stays for all runs."""
    ray = the_ray(own=True)
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    soon = {"health_check_period_ms": 500}  # else a dead node is missed after 15 s, twenty times over
    head = {**node, "include_dashboard": False, "_system_config": soon}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    ray.init(address=cluster.address, log_to_driver=False, configure_logging=False)

    def disturb(trial: Trial) -> bool:
        second = cluster.add_node(**node)
        cluster.wait_for_nodes(timeout=_LONGEST_SECONDS)
        _until(lambda: ray.cluster_resources().get("CPU") == 2.0)
        hands = RayExecutor()
        assert hands.workers == 2
        moment = trial.chance.randrange(2, PARTITIONS - 4)
        killers: list[threading.Thread] = []

        def kill(event: Event) -> None:
            if event.kind == "step" and event.done >= moment and not killers:
                away = {"node": second, "allow_graceful": False}
                killers.append(threading.Thread(target=cluster.remove_node, kwargs=away))
                killers[0].start()

        made = run(trial, hands, progress=kill)
        (killer,) = killers
        killer.join()
        _until(lambda: ray.cluster_resources().get("CPU") == 1.0)
        return made.sha256 == trial.wanted

    try:
        yield disturb
    finally:
        ray.shutdown()
        cluster.shutdown()


@contextmanager
def by_driver() -> Iterator[Disturb]:
    """Kill the whole command when it has kept some partitions, and give it again; with a pool by turns."""
    is_pool = False

    def disturb(trial: Trial) -> bool:
        nonlocal is_pool
        hands = ["--executor", "pool", "--workers", "2"] if is_pool else ["--executor", "serial"]
        is_pool = not is_pool
        words = ["cooccurrence", "--data", str(trial.acts), "--partitions", str(PARTITIONS), *hands]
        command = [
            sys.executable,
            "-m",
            "modiste",
            "cluster",
            "run",
            *words,
            "--out",
            str(trial.out),
            "--json",
        ]
        first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moment, kept = trial.chance.randrange(1, PARTITIONS - 4), trial.out / "parts" / "count"
        _until(lambda: kept.is_dir() and len(list(kept.iterdir())) >= moment)
        first.kill()
        first.wait()
        assert not (trial.out / "manifest.json").exists(), "it was killed midway"
        told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        return bool(told["sha256"] == trial.wanted and told["resumed"] >= moment - 1)

    yield disturb


@contextmanager
def by_disk() -> Iterator[Disturb]:
    """Let no file grow beyond a size by chance, then let it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def disturb(trial: Trial) -> bool:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (trial.chance.randrange(1000, 60_000), hard))
        try:
            run(trial, Hands())
        except ModisteError as error:
            assert error.code == "MOD-1110", error
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        return run(trial, Hands()).sha256 == trial.wanted

    yield disturb


@contextmanager
def torn(hands: Executor, number: int) -> Iterator[None]:
    """One partition of the first stage comes torn to these hands, whenever it comes."""
    start = hands.start

    def given(call: Call) -> None:
        is_torn = call.work == "cooccurrence.count" and call.number == number
        start(replace(call, payload=call.payload[: len(call.payload) // 2]) if is_torn else call)

    vars(hands)["start"] = given
    try:
        yield
    finally:
        del vars(hands)["start"]


@contextmanager
def by_poison() -> Iterator[Disturb]:
    """Tear one partition's data, then give them whole; serial hands and a pool in turn."""
    pool = PoolExecutor(2)
    turn = False

    def disturb(trial: Trial) -> bool:
        nonlocal turn
        hands: Executor = pool if turn else SerialExecutor()
        turn = not turn
        number = trial.chance.randrange(PARTITIONS)
        with torn(hands, number):
            less = run(trial, hands, patience=Patience(first_seconds=0.01))
        is_aside = [(each["stage"], each["partition"]) for each in less.set_aside] == [("count", number)]
        is_right = counts_of(trial.out) == counted_without(trial.acts, number)
        mended = run(trial, hands)
        return is_aside and is_right and not mended.set_aside and mended.sha256 == trial.wanted

    try:
        yield disturb
    finally:
        pool.close()


def counts_of(out: Path) -> dict[tuple[int, int], int]:
    """What a run left, by pairs of garments."""
    pairs = np.load(out / "output" / "pairs.npy", allow_pickle=False)
    counts = np.load(out / "output" / "counts.npy", allow_pickle=False)
    return {(one, other): n for (one, other), n in zip(pairs.tolist(), counts.tolist(), strict=True)}


def counted_without(acts: Path, number: int) -> dict[tuple[int, int], int]:
    """The same counted here, act by act, without one partition's customers."""
    whole = read_interactions(acts).interactions
    first, last = asked_of("cooccurrence", acts, {}, PARTITIONS).cuts(len(whole.customers), 1)[number]
    found: Counter[tuple[int, int]] = Counter()
    for place, history in enumerate(whole.histories()):
        if first <= place < last:
            continue
        codes = history.codes.tolist()
        for at, one in enumerate(codes):
            found.update((one, other) for other in codes[at + 1 : at + 1 + REACH] if other != one)
    return dict(found)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_SECONDS
    while not true():
        if time.monotonic() > end:
            raise SystemExit("what was waited for did not come")
        time.sleep(0.01)


FAULTS: dict[str, Callable[[], AbstractContextManager[Disturb]]] = {
    "a worker process killed": by_pool,
    "a node of two killed": by_ray,
    "the driver killed": by_driver,
    "the disk full": by_disk,
    "a partition poisoned": by_poison,
}


def main() -> None:
    """Disturb, compare, and record unless it is a dry run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", nargs="+", choices=list(FAULTS), default=list(FAULTS))
    parser.add_argument("--keep", type=Path, help="where findings are kept from one call to the next")
    parser.add_argument("--notes", default="", help="what a reader of the record must know")
    asked = parser.parse_args()
    times = 1 if asked.dry else asked.times
    kept: dict[str, list[bool]] = {}
    if asked.keep and asked.keep.exists():
        kept = json.loads(asked.keep.read_bytes())
    with tempfile.TemporaryDirectory() as name:
        acts = write_acts(Path(name) / "acts.csv")
        whole = asked_of("cooccurrence", acts, {"reach": str(REACH)}, 1)
        wanted = run_cluster_job(whole, Hands(), Path(name) / "whole").sha256
        for fault in asked.only:
            found = kept.setdefault(fault, [])
            with FAULTS[fault]() as disturb:
                for number in range(len(found), times):
                    out = Path(name) / f"{fault.replace(' ', '-')}-{number}"
                    found.append(disturb(Trial(acts, out, wanted, random.Random(number))))
                    if asked.keep:
                        write_whole(asked.keep, json.dumps(kept).encode())
                    print(f"{fault}: {sum(found)} of {number + 1}", file=sys.stderr, flush=True)
            hits = sum(found)
            print(f"{fault}: {hits} of {times} right", flush=True)
            if not asked.dry:
                how = f"{hits} of {times} runs, disturbed at moments by chance, by the hash of the output"
                claim, share = f"Runs that end right, {fault}", 100 * hits / times
                extra = {"readme": False, "right": hits, "times": times}
                record("cluster_faults", claim, share, "%", how=how, notes=asked.notes, extra=extra)


if __name__ == "__main__":
    main()
