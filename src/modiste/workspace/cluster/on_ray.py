"""The hands of a Ray cluster, or of a small one that Ray starts on this machine.

Knows Ray's calls and its ways to fail; Ray is imported here, when it is asked for, and nowhere else.
Partitions are bytes: Ray pickles the name of one function of ours and its own messages, no record of a user.
"""

import os
import platform
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from secrets import token_hex
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.workspace.cluster.packing import Buffer
from modiste.workspace.cluster.protocol import Call, Done, answered, conduct, lost

QUIET: Mapping[str, str] = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody about the use of it
    "RAY_DISABLE_IMPORT_WARNING": "1",
    "RAY_DEDUP_LOGS": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
HOST = "127.0.0.1"
_REACH_SECONDS = 5.0
_FULL = ("ObjectStoreFullError", "OutOfDiskError")
_GONE = ("TaskUnschedulableError", "NodeDiedError", "WorkerCrashedError", "OwnerDiedError")
_ONE = {"num_cpus": 1, "max_retries": 0, "scheduling_strategy": "SPREAD"}


def the_ray(*, own: bool = False) -> Any:
    """Ray itself, with its usage statistics off.

    Args:
        own: a cluster of our own will be started: Ray reads how it is guarded when it is imported.

    Raises:
        ModisteError: MOD-2014 where it is not installed.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if own and "ray" not in sys.modules:
        _keep_token()
    try:
        import ray  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise ModisteError("MOD-2014", what="The executor ray", package="ray", extra="cluster") from None
    return ray


def _keep_token() -> None:
    """See that a cluster of our own asks its processes for a token, and that no file in a home holds it."""
    if not any(os.environ.get(name) for name in ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH")):
        os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": token_hex(32)}


def joined_ray(address: str = "", workers: int = 0, memory_mb: int = 0) -> tuple[Any, bool]:
    """Ray, joined to a cluster, and whether it was joined here, so that who asked must leave it again.

    Args:
        address: the head's, HOST:PORT; by default $RAY_ADDRESS. Without, Ray starts here.
        workers: cores of a cluster that is started here; by default this machine's.
        memory_mb: of the object store of a cluster that is started here; 0 for Ray's own measure.

    Raises:
        ModisteError: MOD-2014 where Ray is not installed, MOD-3101 for a cluster that does not answer,
            MOD-3102 for one of other versions.
    """
    address = address or os.environ.get("RAY_ADDRESS", "")
    ray = the_ray(own=not address)
    if address:
        _reach(address)
    mine = not ray.is_initialized()
    if mine:
        _join(ray, address, workers, memory_mb)
    try:
        _check_versions(ray)
    except ModisteError:
        if mine:
            ray.shutdown()
        raise
    return ray, mine


class RayExecutor:
    """Calls as Ray tasks, each tried once by Ray: trying again is the mapper's."""

    name = "ray"

    def __init__(self, address: str = "", workers: int = 0, memory_mb: int = 0) -> None:
        """Join a cluster, or start one of this machine alone.

        Args:
            address: of `joined_ray`.
            workers: how many at once; by default every core of the cluster.
            memory_mb: of `joined_ray`.

        Raises:
            ModisteError: what `joined_ray` raises.
        """
        self._ray, self._mine = joined_ray(address, workers, memory_mb)
        cores = int(self._ray.cluster_resources().get("CPU", 1))
        self.workers = min(workers, cores) if workers else max(cores, 1)
        self._do = self._ray.remote(**_ONE)(conduct)
        self._shared: Any = b""
        self._under_way: dict[Any, int] = {}

    def share(self, data: bytes) -> None:
        """Put it into the object store, where the workers of each machine read one copy.

        Raises:
            ModisteError: MOD-3105 where it does not fit.
        """
        self._shared = b""
        if data:
            self._shared = self._put(np.frombuffer(data, np.uint8))

    def start(self, call: Call) -> None:
        """Submit a task.

        Raises:
            ModisteError: MOD-3105 where its payload does not fit into the object store.
        """
        payload = self._put(np.frombuffer(call.payload, np.uint8)) if call.payload else b""
        self._under_way[self._do.remote(call.work, payload, self._shared)] = call.number

    def wait(self, seconds: float) -> list[Done]:
        """Tasks that ended, well or not."""
        if not self._under_way:
            return []
        ready, _ = self._ray.wait(list(self._under_way), num_returns=1, timeout=seconds)
        if ready:  # and whatever else is there by now
            ready, _ = self._ray.wait(list(self._under_way), num_returns=len(self._under_way), timeout=0)
        return [self._ended(each, self._under_way.pop(each)) for each in ready]

    def close(self) -> None:
        """Give up what is under way; a cluster that was started here ends."""
        for each in getattr(self, "_under_way", {}):
            with suppress(Exception):
                self._ray.cancel(each, force=True)
        self._under_way = {}
        if self._mine:
            self._ray.shutdown()

    def _ended(self, reference: Any, number: int) -> Done:
        try:
            return answered(number, self._ray.get(reference))
        except self._ray.exceptions.RayError as error:
            if type(error).__name__ in _FULL:
                raise _full(error) from None
            return lost(number, f"{type(error).__name__}: {_first_line(error)}")

    def _put(self, array: "np.ndarray[Any, Any]") -> Any:
        try:
            return self._ray.put(array)
        except self._ray.exceptions.RayError as error:
            if type(error).__name__ in _FULL:
                raise _full(error) from None
            raise ModisteError("MOD-3101", address="of the run", reason=_first_line(error)) from None


def spoken(_payload: Buffer = b"") -> dict[str, str]:
    """What this process is of: versions that must be the same wherever a run works."""
    return {
        "modiste": version("modiste"),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "numpy": version("numpy"),
    }


def check_same(mine: Mapping[str, str], theirs: Mapping[str, str], node: str) -> None:
    """See that two processes are of the same versions.

    Raises:
        ModisteError: MOD-3102 where they are not.
    """
    other = [f"{name} {mine[name]} here, {theirs.get(name, 'none')} there" for name in mine]
    other = [told for name, told in zip(mine, other, strict=True) if mine[name] != theirs.get(name)]
    if other:
        raise ModisteError("MOD-3102", node=node, what="; ".join(other))


def _check_versions(ray: Any) -> None:
    mine = spoken()
    for node in ray.nodes():
        if not node["Alive"] or not node["Resources"].get("CPU"):
            continue
        strategy = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
        ask = ray.remote(num_cpus=0, max_retries=0, scheduling_strategy=strategy)(spoken)
        try:
            theirs = ray.get(ask.remote(), timeout=60)
        except ray.exceptions.GetTimeoutError:
            raise ModisteError("MOD-3101", address=node["NodeManagerAddress"], reason="no answer") from None
        except ray.exceptions.RayError as error:
            if type(error).__name__ in _GONE:  # it will do no work either
                continue
            what = _first_line(error)
            raise ModisteError("MOD-3102", node=node["NodeManagerAddress"], what=what) from None
        check_same(mine, theirs, node["NodeManagerAddress"])


def _join(ray: Any, address: str, workers: int, memory_mb: int) -> None:
    more: dict[str, Any] = {"log_to_driver": False, "configure_logging": False}
    if address:
        more["address"] = address
    else:
        # Else Ray would join whichever runs on this machine.
        more["address"] = "local"
        more |= {"num_cpus": workers or os.cpu_count(), "include_dashboard": False}
        more |= {"_node_ip_address": HOST, "object_store_memory": memory_mb * 1_000_000 or None}
    try:
        ray.init(**more)
    except Exception as error:  # Ray raises RuntimeError, ConnectionError and others of its own
        raise join_error(address or HOST, error) from None


def join_error(address: str, error: Exception) -> ModisteError:
    """What Ray said when it could not be joined, as an error of ours."""
    reason = _first_line(error)
    if "version mismatch" in str(error).lower():
        told = " ".join(str(error).split())[:300]
        return ModisteError("MOD-3102", node=address, what=told)
    return ModisteError("MOD-3101", address=address, reason=reason)


def _reach(address: str) -> None:
    """See that somebody listens there: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        if "://" in address or not host:
            raise ValueError("HOST:PORT is wanted")
        socket.create_connection((host, int(port)), _REACH_SECONDS).close()
    except (OSError, ValueError) as error:
        raise ModisteError("MOD-3101", address=address, reason=_first_line(error)) from None


def _full(error: Exception) -> ModisteError:
    return ModisteError("MOD-3105", reason=_first_line(error))


def _first_line(error: Exception) -> str:
    return (str(error).strip().partition("\n")[0] or type(error).__name__)[:300].rstrip(".").lower()
