"""Several processes training one model: who am I, what is my part, and the mean of our gradients.

Knows torchrun's environment, gloo on CPU and NCCL on GPU. The global batch is cut into equal parts, so the
loss curve is that of one process with the same global batch (batch normalisation sees its part only).

Nobody waits without end. Who starts later than the others, for it reads data, is waited for half an hour, as
torch does. From the first step on a process that is silent for `peer_seconds` is lost: its peers end with an
error, so that torchrun or Ray Train begins all of them again from the checkpoint.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor, distributed, nn

PEER_SECONDS = 300.0
_LATE = timedelta(minutes=30)
"""How long who starts later is waited for, as torch waits."""


def peer_seconds() -> float:
    """How long a process of a training may be silent: `MODISTE_PEER_SECONDS`, by default 300.

    More than one step and one judging on held-out examples may take, as all wait for the slowest.
    """
    try:
        seconds = float(os.environ.get("MODISTE_PEER_SECONDS", ""))
    except ValueError:
        return PEER_SECONDS
    return seconds if 0 < seconds < float("inf") else PEER_SECONDS


@dataclass(frozen=True)
class World:
    """This process among its peers: `rank` of `size`; `peers` is torch's group of them."""

    rank: int = 0
    size: int = 1
    peers: Any = field(default=None, compare=False, repr=False)

    @property
    def is_first(self) -> bool:
        """Whether this process writes files and reports progress."""
        return self.rank == 0

    def part(self, batch: int) -> slice:
        """This process's part of a global batch."""
        share = batch // self.size
        return slice(self.rank * share, (self.rank + 1) * share)

    def average_gradients(self, parameters: Iterable[nn.Parameter]) -> None:
        """Replace every gradient by its mean over all processes, in one flat message."""
        if self.size == 1:
            return
        gradients = [p.grad for p in parameters if p.grad is not None]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        distributed.all_reduce(flat, group=self.peers)
        flat.div_(self.size)
        for gradient, mean in zip(gradients, torch.split(flat, [g.numel() for g in gradients]), strict=True):
            gradient.copy_(mean.view_as(gradient))

    def total(self, values: Tensor) -> Tensor:
        """The sum of `values` over all processes."""
        if self.size > 1:
            distributed.all_reduce(values, group=self.peers)
        return values

    def any(self, flag: bool) -> bool:
        """Whether it is so for one of the processes; nobody goes on before all have been asked."""
        return bool(self.total(torch.tensor(float(flag))).item())


def join() -> World:
    """Join the processes torchrun started, or stand alone."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        return World()
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count())
    if not distributed.is_initialized():
        store = _store()
        place = {} if store is None else {"store": store, "rank": int(os.environ["RANK"]), "world_size": size}
        distributed.init_process_group(_backend(), **place)
    return World(distributed.get_rank(), size, _peers(distributed.group.WORLD))


def _store() -> Any:
    """Where processes that torchrun begins again on one machine find each other; None for torch's own way.

    torchrun (of torch 2.13) keeps one store through all its tries: who reads where a peer of the last one
    listened waits for a dead one. So each try has a part of the store to itself. Of several machines each
    counts its own tries; there `TORCH_DISABLE_SHARE_RDZV_TCP_STORE=1` has torchrun make a store for each.
    """
    told = os.environ
    if told.get("TORCHELASTIC_USE_AGENT_STORE") != "True" or told.get("GROUP_WORLD_SIZE") != "1":
        return None
    address, port = told["MASTER_ADDR"], int(told["MASTER_PORT"])
    # Both are documented; torch's types do not name them.
    store = distributed.TCPStore(address, port, is_master=False, timeout=_LATE)  # type: ignore[attr-defined]
    return distributed.PrefixStore(told["TORCHELASTIC_RESTART_COUNT"], store)  # type: ignore[attr-defined]


def _backend() -> str:
    return "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"


@lru_cache(maxsize=1)
def _peers(_world: Any) -> Any:
    """A group of all with a patience of its own, whoever made torch's first; the same for every `join`."""
    return distributed.new_group(backend=_backend(), timeout=timedelta(seconds=peer_seconds()))
