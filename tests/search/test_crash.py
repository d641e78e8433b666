"""kill -9 at any moment: what was acknowledged is there, nothing else is, and the index goes on."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from modiste.search import Vectors

from .conftest import unit_rows

HERE = Path(__file__).parent
KILLS = 5


def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    rows, chance, told = unit_rows(4000, 16), np.random.default_rng(1), 0
    folder = tmp_path / "index"
    for _ in range(KILLS):
        command = [sys.executable, str(HERE / "crash_writer.py"), str(folder), str(told)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            wanted = told + int(chance.integers(5, 60))
            for line in writer.stdout:
                told = int(line) + 1
                if told >= wanted:
                    time.sleep(float(chance.random()) * 0.02)
                    writer.kill()
                    break
            told = max([told, *(int(line) + 1 for line in writer.stdout)])
        vectors = Vectors(folder, 16, "f")
        there = vectors.cursor()
        assert there in (told, told + 1)  # what was on disk and not yet said may be there too
        assert vectors.count() == there
        assert vectors.numbers().tolist() == list(range(there))
        vectors.verify()
        for number in chance.integers(0, there, 5).tolist():
            assert vectors.search(rows[number], 1).numbers.tolist() == [number]
        told = there
