"""What can do work by partitions: calls go in, and come back done or failed, in any order.

Declared here, with the frame in which a worker answers; the three executors are their own files, and what is
kept, tried again or set aside is `mapping`'s.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, cast

from modiste.garment import ModisteError
from modiste.learning import resident_bytes
from modiste.workspace.cluster.packing import Buffer, packed, unpacked

Work = Callable[[Buffer, Buffer], bytes]
"""`work(payload, shared)`: what one partition asks for, and what all of a stage have in common."""

Kind = Literal["lost", "raised"]
_MB = 1e6


@dataclass(frozen=True)
class Call:
    """One partition's work: its number, the work by its name in the table, and what it is given."""

    number: int
    work: str
    payload: bytes


@dataclass(frozen=True)
class Fault:
    """Why a call came to nothing: its worker was `lost`, or the work `raised` something.

    `values` are those of a numbered error, as text.
    """

    kind: Kind
    code: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Usage:
    """What a call took.

    Attributes:
        worker: host and process.
        seconds: of the call.
        peak_mb: the worker's highest resident memory so far, MB of 10^6 bytes.
        bytes_read: through read calls, page cache included; 0 where the system does not count them.
    """

    worker: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0
    bytes_read: int = 0


@dataclass(frozen=True)
class Done:
    """A call's end: `value` is None where there is a `fault`."""

    number: int
    value: bytes | None
    fault: Fault | None
    usage: Usage = Usage()


class Executor(Protocol):
    """Hands for calls.

    One stage after the other: `share` what its calls have in common, `start` calls, `wait` for ends.
    """

    @property
    def name(self) -> str:
        """`serial`, `pool` or `ray`."""

    @property
    def workers(self) -> int:
        """How many calls run at once."""

    def share(self, data: bytes) -> None:
        """Make bytes known to every call that is started from now on."""

    def start(self, call: Call) -> None:
        """Take a call; it returns at once."""

    def wait(self, seconds: float) -> list[Done]:
        """Calls that ended, after at most about so long; none where none did."""

    def close(self) -> None:
        """End all workers; calls under way are given up."""


def named_work(name: str) -> Work:
    """The work of that name, from the one table: a worker runs nothing else, whoever asks.

    Raises:
        ModisteError: MOD-2012 for a name that is not in it.
    """
    from modiste.workspace.plugins import cluster_works  # noqa: PLC0415 - the table is the workspace's

    return cast(Work, cluster_works().pick(name))


def conduct(work: str, payload: Buffer, shared: Buffer) -> bytes:
    """Do one call in this process, whatever happens; the answer is a frame that `answered` reads."""
    started, read = time.monotonic(), _bytes_read()
    value: bytes = b""
    fault: dict[str, object] | None = None
    try:
        value = named_work(work)(payload, shared)
    except ModisteError as error:
        fault = _told(error)
    except MemoryError:
        fault = _told(ModisteError("MOD-3108", reason="the system gave none"))
    except Exception as error:  # whatever a partition holds must not end the worker
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        fault = {"code": "MOD-2100", "reason": reason, "values": {}}
    head = packed(
        fault=fault,
        worker=worker_name(),
        seconds=time.monotonic() - started,
        peak_mb=peak_mb(),
        bytes_read=max(_bytes_read() - read, 0),
    )
    return len(head).to_bytes(8, "little") + head + value


def answered(number: int, frame: bytes) -> Done:
    """A worker's frame as the end of a call."""
    end = 8 + int.from_bytes(frame[:8], "little")
    told = unpacked(memoryview(frame)[8:end]).plain
    fault = told.pop("fault")
    usage = Usage(**told)
    if fault is not None:
        return Done(number, None, Fault("raised", **fault), usage)
    return Done(number, frame[end:], None, usage)


def _told(error: ModisteError) -> dict[str, object]:
    values = {name: str(value) for name, value in error.values.items()}
    return {"code": error.code, "reason": error.detail, "values": values}


def lost(number: int, reason: str) -> Done:
    """The end of a call whose worker is gone."""
    return Done(number, None, Fault("lost", "MOD-3106", reason))


def worker_name() -> str:
    """This process, by its host and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def peak_mb() -> float:
    """This process's highest resident memory so far, MB of 10^6 bytes; 0 where the system does not tell."""
    return (resident_bytes() or 0) / _MB


def _bytes_read() -> int:
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return int(lines[0].partition(":")[2])
