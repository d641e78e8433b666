"""Search while 10,000 garments are added by a process that is killed again and again: what is lost.

./run bench search_crash [GARMENTS] [KILLS] # 10,000 and 20; some minutes

A writer adds vectors of real size one batch after another and says what is on disk; it is killed with
SIGKILL at random moments and begun anew. A reader asks all the while; after each kill every acknowledged
vector is looked for.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from _record import record
from modiste.search import Vectors

SIZE, BATCH = 256, 10
WRITER = """
import sys, numpy as np
from pathlib import Path
from modiste.search import Vectors
folder, start, count, size, batch = Path(sys.argv[1]), *map(int, sys.argv[2:])
rows = np.random.default_rng(0).standard_normal((count, size)).astype(np.float32)
rows /= np.linalg.norm(rows, axis=1, keepdims=True)
index = Vectors(folder, size, "crash")
for n in range(start, count, batch):
    numbers = list(range(n, min(n + batch, count)))
    index.update([f"row-{each}" for each in numbers], numbers, rows[numbers], [], numbers[-1] + 1)
    print(numbers[-1] + 1, flush=True)
    index.merge(least=1500)
"""


def main(garments: int, kills: int) -> None:
    """Add, ask, kill, check, record."""
    rows = np.random.default_rng(0).standard_normal((garments, SIZE)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    chance, told, done, waits, lags = random.Random(7), 0, 0, list[float](), list[float]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        reader = Vectors(folder, SIZE, "crash")
        while told < garments:
            stop = chance.randrange(told + 1, told + 2 * garments // kills) if done < kills else garments + 1
            arguments = [str(folder), str(told), str(garments), str(SIZE), str(BATCH)]
            command = [sys.executable, "-c", WRITER, *arguments]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                for line in writer.stdout:
                    told = int(line)
                    begun = time.perf_counter()
                    while told - 1 not in reader.search(rows[told - 1], 1).numbers:
                        assert time.perf_counter() - begun < 60, f"row {told - 1} is not found"
                    lags.append(time.perf_counter() - begun)
                    begun = time.perf_counter()
                    reader.search(rows[chance.randrange(told)], 10)
                    waits.append(time.perf_counter() - begun)
                    if told >= stop:
                        time.sleep(chance.random() * 0.05)
                        writer.kill()
                        done += 1
                        break
            there = Vectors(folder, SIZE, "crash")
            assert there.cursor() >= told, (there.cursor(), told)
            assert there.numbers().tolist() == list(range(there.cursor()))
            told = there.cursor()
    slow, late = np.percentile(waits, 95) * 1e3, np.percentile(lags, 95) * 1e3
    print(f"{done} kills, {told} garments, none lost; p95 {slow:.1f} ms a query, found {late:.1f} ms after")
    record(
        "search_crash",
        "Kills survived while garments are added and searched, none lost",
        done,
        "kills",
        how=f"{told} garments x {SIZE}; p95 of a query {slow:.1f} ms; found {late:.1f} ms (p95) after "
        "the writer's word",
        extra={"claim_zh": "边添加边搜索时承受的强制终止次数，无一丢失", "p95_ms": slow, "late_ms": late},
    )


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:] or ("10000", "20"))))
