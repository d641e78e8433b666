"""Works that misbehave, as a plug-in that every worker finds, and one Ray cluster of two nodes for all."""

import importlib.util
import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

WORKS = """
import os, signal, time
from pathlib import Path

def echo(payload, shared):
    return bytes(payload) + bytes(shared)

def square(payload, shared):
    return str(int(bytes(payload)) ** 2).encode()

def poison(payload, shared):
    if bytes(payload) == b"3":
        raise ValueError("partition 3 is poisoned")
    return square(payload, shared)

def deadly(payload, shared):
    if bytes(payload) == b"3":
        os.kill(os.getpid(), signal.SIGKILL)
    return square(payload, shared)

def dies_once(payload, shared):
    mark = Path(os.fsdecode(bytes(shared))) / bytes(payload).decode()
    if bytes(payload) == b"2" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return square(payload, shared)

def stumbles(payload, shared):
    mark = Path(os.fsdecode(bytes(shared))) / bytes(payload).decode()
    if not mark.exists():
        mark.touch()
        raise OSError("not yet")
    return square(payload, shared)

def slow(payload, shared):
    time.sleep(float(bytes(shared)))
    return square(payload, shared)

def moved(payload, shared):
    from modiste.garment import ModisteError
    raise ModisteError("MOD-3104", path="a.csv", what="it is gone")

def trains(payload, shared):
    from modiste.learning import training
    from modiste.workspace.cluster import unpacked
    from modiste.workspace.flows.cluster_training import train_work
    marks = Path(unpacked(payload).plain["out"]).parent / "marks"
    rank, size = os.environ.get("RANK", "0"), os.environ.get("WORLD_SIZE", "1")
    (marks / f"{rank}of{size}-{os.getpid()}").touch()
    save = training._Loop._save
    def saved(*given):
        save(*given)
        if not (marks / "kept").exists() and rank == "0":
            (marks / "kept").touch()
            time.sleep(60)  # a machine is taken away meanwhile, this one or its peer's
    training._Loop._save = saved
    return train_work(payload, shared)
"""
NAMES = ("echo", "square", "poison", "deadly", "dies_once", "stumbles", "slow", "moved", "trains")


@pytest.fixture(scope="session")
def works(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The works above under their names with `test.` before them, here and in every worker started later."""
    from modiste.workspace import plugins

    root = tmp_path_factory.mktemp("plugin")
    (root / "modiste_misbehaving.py").write_text(WORKS)
    told = root / "modiste_misbehaving-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: modiste-misbehaving\nVersion: 1.0\n")
    lines = "".join(f"test.{name} = modiste_misbehaving:{name}\n" for name in NAMES)
    (told / "entry_points.txt").write_text(f"[modiste.cluster_works]\n{lines}")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root)
        before = os.environ.get("PYTHONPATH", "")
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(root), before))))
        plugins._extensions.cache_clear()
        yield
    plugins._extensions.cache_clear()


SOON: Mapping[str, int] = {
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 500,
    "health_check_failure_threshold": 4,
}
"""Ray's head looks every half second whether a node is there, not every three: a dead one is missed at once.

How long a living one may take to answer stays Ray's own: a busy machine is not taken for a dead one.
"""


def need_ray() -> Any:
    """Ray, or a skip by name."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not here: pip install 'modiste[cluster]'")
    from modiste.workspace.cluster.on_ray import the_ray

    return the_ray(own=True)


@pytest.fixture(scope="session")
def two_nodes(works: None) -> Iterator[Any]:
    """A Ray cluster of two nodes on this machine, one core each, which answers only to its own token."""
    ray = need_ray()
    from ray.cluster_utils import Cluster

    quiet = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 100_000_000}
    # What does not fit into memory finds the disk full, too.
    configured = {**SOON, "local_fs_capacity_threshold": 0.001}
    cluster = Cluster(initialize_head=True, head_node_args={**quiet, "_system_config": configured})
    cluster.second = cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    ray.init(address=cluster.address, log_to_driver=False, configure_logging=False)
    yield cluster
    ray.shutdown()
    cluster.shutdown()
