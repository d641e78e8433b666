"""One network trained by many processes, started by torchrun or by Ray, each running the same `fit`.

Knows how the processes are started and what they leave; the parts of a batch and the mean of gradients are
learning's. It is also the program of one process: `python -m modiste.workspace.flows.cluster_training`.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from modiste import learning
from modiste.garment import ModisteError
from modiste.workspace.cluster import Buffer, packed, train_on_ray, unpacked
from modiste.workspace.flows import cluster_recommenders as recommenders
from modiste.workspace.flows.life_cycle import need_torch, recipe_named
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import networks

RESTARTS = 3
"""So often all processes begin again from the checkpoint when one of them is lost."""

MOST_WORKERS = 1024

Starter = Literal["torchrun", "ray"]


@dataclass(frozen=True)
class TrainedTogether:
    """A training of several processes: where it lies, its figures an epoch, and the hash of its weights."""

    recipe: str
    out: Path
    workers: int
    history: Sequence[Mapping[str, float]]
    sha256: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "out": str(self.out)}


def train_together(
    recipe: str, data: str | Path, out: Path, workers: int, by: str = "torchrun", address: str = ""
) -> TrainedTogether:
    """Train a recipe by `workers` processes; cut off, the same call goes on, with another number as well.

    Args:
        recipe: a shipped one, or a file; or `recommend.transformer`, `recommend.gru`.
        data: as `modiste train` takes it, for a recommender a file of interactions; every machine must see it
            at that place.
        out: the run's folder; on several machines it is a shared one.
        workers: processes; a batch is cut into as many equal parts. Ray takes fewer where cores are missing.
        by: who starts them: `torchrun` on this machine, or `ray` on all of a cluster.
        address: of a Ray cluster, HOST:PORT; empty for one that is started on this machine.

    Raises:
        ModisteError: MOD-2012 for another starter, MOD-3103 for a number of workers that is none, MOD-2014
            without torch or Ray, MOD-3101 and MOD-3102 for the cluster, MOD-3110 when the processes came to
            no end; what recipe and data raise.
    """
    need_torch("Training")
    if by not in get_args(Starter):
        known = ", ".join(get_args(Starter))
        raise ModisteError("MOD-2012", kind="executor", name=by[:100], known=known)
    if not 1 <= workers <= MOST_WORKERS:
        reason = f"1 to {MOST_WORKERS:,} is wanted"
        raise ModisteError("MOD-3103", what="workers", value=workers, reason=reason)
    name, weights, what = recipe, out / recommenders.MODEL / "model.npz", recipe
    plan = None if recipe in recommenders.KINDS else recipe_named(None, recipe)
    out.mkdir(parents=True, exist_ok=True)
    if plan is not None:
        name, weights, what = plan.name, out / "weights.safetensors", str((out / "plan.toml").resolve())
        Path(what).write_text(plan.to_toml(), encoding="utf-8")
    if by == "ray":
        told = packed(recipe=what, data=_whole(str(data)), out=str(out.resolve()))
        train_on_ray("train", told, workers, out, address=address, restarts=RESTARTS)
    else:
        _by_torchrun((what, str(data), str(out)), workers)
    try:
        history = json.loads((out / "history.json").read_text(encoding="utf-8"))
        sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
    except (OSError, ValueError):
        raise ModisteError("MOD-3110", by=by, reason="it left no weights") from None
    return TrainedTogether(name, out, workers, history, sha256)


def train_part(recipe: str, data: str, out: str) -> None:
    """Be one of the processes: read the data, and fit with the others.

    Raises:
        ModisteError: what recipe, data and `fit` raise.
    """
    if recipe in recommenders.KINDS:
        recommenders.train_recommender(recipe, data, Path(out))
        return
    plan = learning.load_recipe(Path(recipe))
    train, validation = room_of(plan.name, plan.input.kind).training_data(plan, data or None, processes=1)
    learning.fit(plan, train, validation, builders=networks(), out=Path(out))


def train_work(payload: Buffer, _shared: Buffer) -> bytes:
    """`train_part` as a work of a cluster: `recipe`, `data` and `out` are places that every machine sees."""
    told = unpacked(payload).plain
    train_part(told["recipe"], told["data"], told["out"])
    return b""


def _whole(data: str) -> str:
    """A place as other processes find it, whatever folder they are in; a name of data stays one."""
    place, colon, part = data.partition(":")
    return f"{Path(place).resolve()}{colon}{part}" if place and Path(place).exists() else data


def _by_torchrun(words: Sequence[str], workers: int) -> None:
    command = [
        *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
        *(f"--nproc-per-node={workers}", f"--max-restarts={RESTARTS}", "-m", __name__, *words),
    ]
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(  # noqa: S603 - our own program
        command,
        env={"OMP_NUM_THREADS": "1", **os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise ModisteError(
            "MOD-3110", by="torchrun", reason=_last_error(done.stderr.decode(errors="replace"))
        )


def _last_error(text: str) -> str:
    said = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in said if "Error" in line or "MOD-" in line]
    return (errors or said or ["it said nothing"])[-1][:300].rstrip(".")


if __name__ == "__main__":
    train_part(*sys.argv[1:4])
