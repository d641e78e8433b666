"""A job of a cluster from its name to its manifest: whoever runs it, and however often it is cut off.

Knows the order of checks, the run's folder and what is told of it; stages are the job's own.
"""

import hashlib
import importlib.util
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

from modiste.collect import cache_folder
from modiste.garment import ModisteError
from modiste.learning import Progress, silent
from modiste.store import exclusive
from modiste.workspace.cluster.checkpoint import Checkpoint
from modiste.workspace.cluster.jobs import MOST_PARTITIONS, Asked, ClusterJob
from modiste.workspace.cluster.mapping import Mapper, Patience
from modiste.workspace.cluster.pool import PoolExecutor
from modiste.workspace.cluster.protocol import Executor
from modiste.workspace.cluster.serial import SerialExecutor
from modiste.workspace.plugins import cluster_jobs

ExecutorName = Literal["serial", "pool", "ray"]
EXECUTORS: tuple[ExecutorName, ...] = ("serial", "pool", "ray")
MOST_WORKERS = 4096
_VERSION = 1
"""Raise it when a partition's answer is written differently: runs half done are then begun anew."""


@dataclass(frozen=True)
class Hands:
    """Who does the work.

    Attributes:
        executor: `serial`, `pool` or `ray`.
        workers: how many at once; 0 for a core each.
        address: of a Ray cluster, HOST:PORT; empty for one that is started on this machine.
        memory_mb: of the object store of a Ray that is started here; 0 for Ray's own measure.
    """

    executor: str = "serial"
    workers: int = 0
    address: str = ""
    memory_mb: int = 0


@dataclass(frozen=True)
class RunOf:
    """A finished run, as `--json` tells it.

    Attributes:
        sha256: of the canonical output: the same whoever did the work.
        set_aside: partitions that could not be done; the output is without them.
        resumed: partitions' answers that an earlier call had kept.
        retried: calls that were made again.
        files: the output's, with hash and size.
        told: what the job itself tells.
    """

    job: str
    data: str
    executor: str
    workers: int
    partitions: int
    n: int
    seconds: float
    peak_mb: float
    bytes_read: int
    sha256: str
    resumed: int
    retried: int
    set_aside: tuple[Mapping[str, Any], ...]
    out: Path
    files: tuple[Mapping[str, Any], ...]
    told: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        shown = {**vars(self), "out": str(self.out), "seconds": round(self.seconds, 3)}
        shown["peak_mb"] = round(self.peak_mb, 1)
        told = shown.pop("told")
        return {**shown, **told, "set_aside": list(self.set_aside), "files": list(self.files)}


@contextmanager
def hired(hands: Hands) -> Iterator[Executor]:
    """An executor for the block.

    Raises:
        ModisteError: MOD-2012 for a name that is none, MOD-3103 for a number of workers that is none; what
            `RayExecutor` raises.
    """
    if not 0 <= hands.workers <= MOST_WORKERS:
        reason = f"0 to {MOST_WORKERS:,} is wanted"
        raise ModisteError("MOD-3103", what="workers", value=hands.workers, reason=reason)
    made: Executor
    if hands.executor == "serial":
        made = SerialExecutor()
    elif hands.executor == "pool":
        made = PoolExecutor(hands.workers)
    elif hands.executor == "ray":
        from modiste.workspace.cluster.on_ray import RayExecutor  # noqa: PLC0415 - an extra

        made = RayExecutor(hands.address, hands.workers, hands.memory_mb)
    else:
        known = ", ".join(EXECUTORS)
        raise ModisteError("MOD-2012", kind="executor", name=hands.executor[:100], known=known)
    try:
        yield made
    finally:
        made.close()


def cluster_executors() -> tuple[tuple[ExecutorName, ...], int]:
    """The executors that can be hired here, and this machine's cores; Ray only where it is installed."""
    is_ray = importlib.util.find_spec("ray") is not None
    return tuple(each for each in EXECUTORS if each != "ray" or is_ray), os.cpu_count() or 1


def list_cluster_jobs() -> list[dict[str, Any]]:
    """Every job with its title and its settings' defaults."""
    table = cluster_jobs()
    known = {name: cast(ClusterJob, table.pick(name)) for name in table}
    return [
        {"job": name, "title": each.title, "settings": dict(each.defaults)} for name, each in known.items()
    ]


def asked_of(job: str, data: str | Path, settings: Mapping[str, str], partitions: int = 0) -> Asked:
    """What is asked, with the job's defaults.

    Raises:
        ModisteError: MOD-2012 for an unknown job, MOD-3103 for an unknown setting or a number of partitions
            that is none.
    """
    known = cast(ClusterJob, cluster_jobs().pick(job)).defaults
    for name, value in settings.items():
        if name not in known:
            reason = f"the settings of {job} are {', '.join(known) or 'none'}"
            raise ModisteError("MOD-3103", what=name, value=value, reason=reason)
    if not 0 <= partitions <= MOST_PARTITIONS:
        reason = f"0 to {MOST_PARTITIONS:,} is wanted"
        raise ModisteError("MOD-3103", what="partitions", value=partitions, reason=reason)
    return Asked(job, str(data), {**known, **settings}, partitions)


def run_cluster_job(
    asked: Asked,
    hands: Hands | Executor,
    out: Path | None = None,
    *,
    home: Path | None = None,
    again: bool = False,
    patience: Patience | None = None,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> RunOf:
    """Do a job, or go on with it where an earlier call was cut off; one that is finished is told again.

    Partitions that an earlier call set aside are tried again, and what was made without them is made anew.
    The run's folder knows nothing of who works: what one executor began, another may finish.

    Args:
        asked: of `asked_of`.
        hands: who does it.
        out: the run's folder; by default one in `home`, named by what is asked.
        home: where runs lie; by default in the user's cache.
        again: begin anew, whatever the folder holds.
        patience: with failing partitions.
        progress: told of stages, partitions and failures.
        should_stop: asked several times a second.

    Raises:
        ModisteError: MOD-3101 to 3105 and MOD-3109, MOD-1110 where the disk takes no more, MOD-2018 when
            stopped, and what the job raises about its data and settings.
    """
    job = cast(ClusterJob, cluster_jobs().pick(asked.job))
    stamp = dict(job.stamp(asked))
    identity = {
        "job": asked.job,
        "data": stamp,
        "settings": dict(asked.settings),
        "partitions": asked.partitions,
        "modiste": version("modiste"),
        "layout": _VERSION,
    }
    folder = Checkpoint(out or (home or cache_folder() / "cluster") / f"{asked.job}-{key_of(identity)}")
    with exclusive(folder.root / "lock"):
        folder.begin(identity, again=again)
        kept = folder.finished()
        if kept is None or kept["set_aside"]:
            kept = _done(asked, job, hands, folder, patience, progress, should_stop)
        else:
            kept = {**kept, "resumed": kept["partitions"]}
    return RunOf(**{**kept, "out": folder.root})


def _done(
    asked: Asked,
    job: ClusterJob,
    hands: Hands | Executor,
    folder: Checkpoint,
    patience: Patience | None,
    progress: Progress,
    should_stop: Callable[[], bool],
) -> dict[str, Any]:
    started = time.monotonic()
    before = dict(job.stamp(asked))
    with _hands_of(hands) as executor:
        mapper = Mapper(executor, folder, patience or Patience(), progress, should_stop)
        made = job.make(asked, mapper)
        if dict(job.stamp(asked)) != before:
            raise ModisteError("MOD-3104", path=asked.data, what="its files, sizes or times are others")
        told = {
            "job": asked.job,
            "data": asked.data,
            "executor": executor.name,
            "workers": executor.workers,
            "partitions": mapper.partitions,
            "n": made.n,
            "seconds": time.monotonic() - started,
            "peak_mb": mapper.peak_mb,
            "bytes_read": mapper.bytes_read,
            "resumed": mapper.resumed,
            "retried": mapper.retried,
            "set_aside": [each.to_json() for each in mapper.set_aside],
            "told": dict(made.told),
        }
        return folder.finish(made.files, told, keep_parts=bool(mapper.set_aside))


@contextmanager
def _hands_of(hands: Hands | Executor) -> Iterator[Executor]:
    if isinstance(hands, Hands):
        with hired(hands) as made:
            yield made
    else:
        yield hands


def key_of(identity: Mapping[str, Any]) -> str:
    """What tells one run from another in a folder's name."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:12]
