"""A lock is held by one, waited for by others, and released when its holder is killed."""

import subprocess
import sys
import threading
import time
from pathlib import Path

from modiste.store import exclusive

HOLDER = """
import sys, time
from pathlib import Path
from modiste.store.locks import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_blocks_under_one_lock_never_overlap(tmp_path: Path) -> None:
    inside, most = [0], [0]

    def enter() -> None:
        with exclusive(tmp_path / "lock"):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            inside[0] -= 1

    threads = [threading.Thread(target=enter) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait()
        with exclusive(tmp_path / "lock"):
            assert holder.returncode != 0
