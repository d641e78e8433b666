"""A command run as a process of its own: how long it took, what of that was processing, how much memory.

Knows the system's accounting; what is run, and what it means, is each benchmark's. Standard library only, and
that matters: Linux counts the memory of the process that starts a child into the child's peak, so a benchmark
that measures memory must itself stay small and import nothing large.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Linux counts memory in KiB, macOS in bytes."""


@dataclass(frozen=True)
class Ran:
    """A process that has ended: wall and processor seconds, peak of resident memory in MB of 10^6 bytes."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: str
    complained: str


def run(command: Sequence[str], *, threads: int = 1) -> Ran:
    """Run a command to its end with that many threads for its arithmetic.

    Raises:
        SystemExit: the command failed; what it complained about is in the message.
    """
    # Files, not pipes: a pipe that nobody empties while we wait would stop the child.
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        started = time.perf_counter()
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complained,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)},
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        words, complaint = said.read(), complained.read()
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{complaint or words}")
    peak = usage.ru_maxrss * _UNIT / 1e6
    return Ran(seconds, usage.ru_utime + usage.ru_stime, peak, words, complaint)


def peak_of(runs: Sequence[Ran]) -> float:
    """The middle of the runs' peaks, in MB.

    Raises:
        SystemExit: it is no larger than this process' own peak, and so perhaps nothing but that.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6
    peak = sorted(each.peak_mb for each in runs)[len(runs) // 2]
    if peak <= own:
        raise SystemExit(f"{peak:.1f} MB may be this script's own memory, not the child's")
    return peak
