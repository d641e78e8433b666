"""Intakes to be killed: each writes what comes to a port of a small broker until then.

Run as a program with the shop's folder and the broker's port: each line on its input forks an intake, whose
number it says once that listens. What takes long to load is loaded once.
"""

import os
import signal
import sys
import time
from pathlib import Path

from tests.supply.small_intake import PlainBook, name

from modiste.store import Store
from modiste.supply import MqttIntake, Writer


def main(root: Path, port: int) -> None:
    """Listen until killed."""
    with Store.open(root) as store:
        writer = Writer(store.devices, PlainBook(store), name)
        intake = MqttIntake(writer, ("127.0.0.1", port))
        intake.wait(30)
        print(os.getpid(), flush=True)
        while True:
            time.sleep(1)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if os.fork() == 0:
            main(Path(sys.argv[1]), int(sys.argv[2]))
