"""Processes of a Ray cluster that train one network together: Ray Train starts them, again when one is lost.

Knows Ray Train's calls and its ways to fail. What a process does is a work of the table, which goes on from
its own checkpoint; how a cluster is joined is `on_ray`'s.
"""

import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError
from modiste.workspace.cluster.on_ray import joined_ray
from modiste.workspace.cluster.protocol import named_work

QUIET: Mapping[str, str] = {
    "RAY_TRAIN_METRICS_ENABLED": "0",  # nobody gathers them: the history is the run's own
    "RAY_CHDIR_TO_TRIAL_DIR": "0",  # data are named as the driver sees them
    # Where a machine died, Ray Train at first asks for its cores as well, in vain; it would wait a minute.
    "RAY_TRAIN_WORKER_GROUP_START_TIMEOUT_S": "15",
}
_KEPT = "ray-train"


def train_on_ray(
    work: str, payload: bytes, workers: int, out: Path, *, address: str = "", restarts: int = 3
) -> None:
    """Have `work` done by up to `workers` processes at once, which are one process group of torch.

    When a process or its machine is lost, all begin again, with as many as the cluster still has cores for,
    at least one; where cores come back, with more.

    Args:
        work: by its name in the table of works; every process calls it with `payload`.
        payload: what all of them are told.
        workers: at most so many.
        out: a folder that every machine sees; Ray Train notes there what it needs, as long as it runs.
        address: of a cluster, HOST:PORT; without, Ray starts here.
        restarts: how often all begin again.

    Raises:
        ModisteError: MOD-2014 where Ray, or what Ray Train needs, is not installed; MOD-3101 and MOD-3102 for
            the cluster; MOD-3110 when the processes came to no end.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    ray, mine = joined_ray(address, workers)
    try:
        with _interrupts_kept():
            _trained(ray, work, payload, workers, out, restarts)
    finally:
        shutil.rmtree(out / _KEPT, ignore_errors=True)
        if mine:
            ray.shutdown()


def _trained(ray: Any, work: str, payload: bytes, workers: int, out: Path, restarts: int) -> None:
    try:
        from ray import train as found  # noqa: PLC0415 - an extra, and slow to import
        from ray.train.torch import TorchTrainer  # noqa: PLC0415
    except ImportError:
        raise ModisteError("MOD-2014", what="Ray Train", package="pandas", extra="cluster") from None
    train: Any = found  # its declared types are those of its first version
    trainer = TorchTrainer(
        as_one_of_many,
        train_loop_config={"work": work, "payload": payload},
        scaling_config=train.ScalingConfig(
            num_workers=(1, workers) if workers > 1 else 1,
            use_gpu=ray.cluster_resources().get("GPU", 0) >= 1,
        ),
        run_config=train.RunConfig(
            name=_KEPT,
            storage_path=str(out.resolve()),
            failure_config=train.FailureConfig(max_failures=restarts),
            logging_config=train.LoggingConfig(log_level="ERROR"),
        ),
    )
    try:
        trainer.fit()
    except train.TrainingFailedError as error:
        raise ModisteError("MOD-3110", by="Ray Train", reason=last_reason(error)) from None
    except ray.exceptions.RayError as error:
        reason = str(error).strip().partition("\n")[0][:300].rstrip(".")
        raise ModisteError("MOD-3110", by="Ray Train", reason=reason) from None


def as_one_of_many(told: Mapping[str, Any]) -> None:
    """Be one of the processes; torch's process group stands already."""
    named_work(told["work"])(told["payload"], b"")


def last_reason(error: Exception) -> str:
    """What the processes said last, a numbered error of ours rather than what it drew after it."""
    failures: Mapping[int, Exception] = getattr(error, "worker_failures", {})
    texts = [str(each) for each in failures.values()] or [str(error)]
    said = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    said = said or [type(error).__name__]
    ours = [line for line in said if "MOD-" in line]
    errors = [line for line in said if "Error" in line]
    return (ours or errors or said)[-1][:300].rstrip(".")


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Ray Train takes Ctrl-C for as long as it trains, and does not give it back."""
    here = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT) if here else None
    try:
        yield
    finally:
        if here:
            signal.signal(signal.SIGINT, before)
