"""Processes of this machine, one a core: each takes a call, answers, and takes the next.

Knows processes, pipes and who died with which call. Nothing but bytes crosses a pipe. What a stage
shares lies in a file that every process maps, so that it is in memory once.
"""

import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

from modiste.workspace.cluster.packing import packed, unpacked
from modiste.workspace.cluster.protocol import Call, Done, answered, conduct, lost

ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
"""Each worker has one thread: there are as many workers as cores."""

_CLOSING_SECONDS = 5.0


@dataclass
class _Hand:
    """One process, its pipe, and the call that it has."""

    process: subprocess.Popen[bytes]
    pipe: "Connection[bytes, bytes]"
    number: int | None = None


class PoolExecutor:
    """As many processes as asked for; one that dies loses its call alone, and another takes its place."""

    name = "pool"

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._waiting: deque[Call] = deque()
        self._hands: list[_Hand] = []
        self._folder = tempfile.TemporaryDirectory(prefix="modiste-pool-")
        self._shared = ""
        self._files = 0

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that are alive."""
        return tuple(hand.process.pid for hand in self._hands)

    def share(self, data: bytes) -> None:
        """Write it to a file that the processes map; an empty one is not written."""
        self._files += 1
        path = Path(self._folder.name) / f"shared-{self._files}"
        if data:
            path.write_bytes(data)
        self._shared = str(path) if data else ""

    def start(self, call: Call) -> None:
        """Hand it to an idle process, or queue it."""
        self._waiting.append(call)
        self._deal()

    def wait(self, seconds: float) -> list[Done]:
        """Answers, and the calls of processes that died."""
        busy = {hand.pipe: hand for hand in self._hands if hand.number is not None}
        made = []
        for pipe in wait(list(busy), seconds) if busy else []:
            hand = busy[pipe]  # type: ignore[index] # only pipes were handed in
            try:
                made.append(answered(hand.number or 0, hand.pipe.recv_bytes()))
                hand.number = None
            except (EOFError, OSError):  # its end of the pipe is closed: it died
                made.append(self._bury(hand))
        self._deal()
        return made

    def close(self) -> None:
        """End the processes: those at work are killed, for what they do counts only when it is answered."""
        self._waiting.clear()
        for hand in self._hands:
            if hand.number is not None:
                hand.process.kill()
            with suppress(OSError):
                hand.pipe.send_bytes(b"")
        for hand in self._hands:
            try:
                hand.process.wait(_CLOSING_SECONDS)
            except subprocess.TimeoutExpired:
                hand.process.kill()
                hand.process.wait()
            hand.pipe.close()
        self._hands.clear()
        self._folder.cleanup()

    def _deal(self) -> None:
        while self._waiting:
            idle = next((hand for hand in self._hands if hand.number is None), None)
            if idle is None:
                if len(self._hands) >= self.workers:
                    return
                idle = _hired()
                self._hands.append(idle)
            call = self._waiting[0]
            try:
                idle.pipe.send_bytes(packed(work=call.work, shared=self._shared))
                idle.pipe.send_bytes(call.payload)
            except OSError:  # it died while idle
                idle.number = call.number
                self._bury(idle)
                continue
            self._waiting.popleft()
            idle.number = call.number

    def _bury(self, hand: _Hand) -> Done:
        assert hand.number is not None
        hand.process.kill()
        hand.process.wait()
        self._hands.remove(hand)
        hand.pipe.close()
        return lost(hand.number, f"the worker process ended with {hand.process.returncode}")


def _hired() -> _Hand:
    """A fresh interpreter that runs nothing but `serve`: whatever script called us is not run again."""
    mine, theirs = Pipe()
    code = f"from modiste.workspace.cluster.pool import serve; serve({theirs.fileno()})"
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(theirs.fileno(),),
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    theirs.close()
    return _Hand(process, mine)


def serve(handle: int) -> None:
    """Answer calls until the pipe is closed or says so; an interrupt is the driver's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe: Connection[bytes, bytes] = Connection(handle)
    name, shared = "", memoryview(b"")
    with suppress(EOFError, OSError):
        while head := pipe.recv_bytes():
            told = unpacked(head).plain
            if told["shared"] != name:
                name, shared = told["shared"], _mapped(told["shared"])
            pipe.send_bytes(conduct(told["work"], pipe.recv_bytes(), shared))


def _mapped(path: str) -> memoryview:
    if not path:
        return memoryview(b"")
    with Path(path).open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
