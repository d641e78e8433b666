"""How many faulty runs of a job end right: a worker, a node or the driver killed, the disk full.

A count of co-occurrences is cut into many partitions and disturbed at moments by chance: a process of the
pool is killed; a node of a local Ray cluster of two is killed; the driver is killed and the command given
again; no file may grow further, then it may. Every output must have the hash of an undisturbed serial run.

`./run bench cluster_faults [--times 20] [--only FAULT ...] [--notes TEXT] [--dry]`: 20 times each fault,
about half an hour on two cores, a record a fault; `--dry` does each once and records nothing.
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
from collections.abc import Callable
from pathlib import Path

from _record import record
from modiste.garment import ModisteError
from modiste.workspace.cluster import Hands, PoolExecutor, RayExecutor, asked_of, run_cluster_job
from modiste.workspace.cluster.on_ray import the_ray

PARTITIONS = 24
ACTS = 60_000


def write_acts(path: Path) -> Path:
    """Acts by chance: two thousand customers, five hundred garments."""
    chance = random.Random(3)
    rows = [
        f"u{chance.randrange(2000)},g{chance.randrange(500)},{1_700_000_000 + row}\n" for row in range(ACTS)
    ]
    path.write_text("user,item,time\n" + "".join(rows), encoding="ascii")
    return path


def by_pool(acts: Path, out: Path, chance: random.Random) -> str:
    """Kill a process of the pool at three moments."""
    hands = PoolExecutor(2)
    over = threading.Event()

    def kill() -> None:
        for _ in range(3):
            if over.wait(chance.uniform(0.05, 1.5)):
                return
            for number in hands.processes[:1]:
                os.kill(number, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        return run_cluster_job(asked_of("cooccurrence", acts, {}, PARTITIONS), hands, out).sha256
    finally:
        over.set()
        thread.join()
        hands.close()


def by_ray(acts: Path, out: Path, chance: random.Random) -> str:
    """Kill one of two nodes midway."""
    ray = the_ray(own=True)
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    second = cluster.add_node(**node)
    ray.init(address=cluster.address, log_to_driver=False, configure_logging=False)
    killer = threading.Timer(
        chance.uniform(0.5, 4.0), lambda: cluster.remove_node(second, allow_graceful=False)
    )
    killer.start()
    try:
        return run_cluster_job(asked_of("cooccurrence", acts, {}, PARTITIONS), RayExecutor(), out).sha256
    finally:
        killer.join()
        ray.shutdown()
        cluster.shutdown()


def by_driver(acts: Path, out: Path, chance: random.Random) -> str:
    """Kill the whole command, and give it again."""
    words = ["cooccurrence", "--data", str(acts), "--partitions", str(PARTITIONS), "--out", str(out)]
    command = [sys.executable, "-m", "modiste", "cluster", "run", *words, "--json"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(1.0, 6.0))
    first.kill()
    first.wait()
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return str(json.loads(done.stdout)["sha256"])


def by_disk(acts: Path, out: Path, chance: random.Random) -> str:
    """Let no file grow beyond a size by chance, then let it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(1000, 60_000), hard))
    asked = asked_of("cooccurrence", acts, {}, PARTITIONS)
    try:
        run_cluster_job(asked, Hands(), out)
    except ModisteError as error:
        assert error.code == "MOD-1110", error
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    return run_cluster_job(asked, Hands(), out).sha256


FAULTS: dict[str, Callable[[Path, Path, random.Random], str]] = {
    "a worker process killed": by_pool,
    "a node of two killed": by_ray,
    "the driver killed": by_driver,
    "the disk full": by_disk,
}


def main() -> None:
    """Disturb, compare, and record unless it is a dry run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", nargs="+", choices=list(FAULTS), default=list(FAULTS))
    parser.add_argument("--notes", default="", help="what a reader of the record must know")
    asked = parser.parse_args()
    times = 1 if asked.dry else asked.times
    with tempfile.TemporaryDirectory() as name:
        acts = write_acts(Path(name) / "acts.csv")
        wanted = run_cluster_job(asked_of("cooccurrence", acts, {}, 1), Hands(), Path(name) / "whole").sha256
        for fault in asked.only:
            hits = 0
            for number in range(times):
                out = Path(name) / f"{fault.replace(' ', '-')}-{number}"
                hits += FAULTS[fault](acts, out, random.Random(number)) == wanted
            print(f"{fault}: {hits} of {times} right", flush=True)
            if not asked.dry:
                how = f"{hits} of {times} runs, disturbed at moments by chance, by the hash of the output"
                claim, share = f"Runs that end right, {fault}", 100 * hits / times
                extra = {"readme": False, "right": hits, "times": times}
                record("cluster_faults", claim, share, "%", how=how, notes=asked.notes, extra=extra)


if __name__ == "__main__":
    main()
