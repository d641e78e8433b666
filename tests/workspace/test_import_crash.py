"""An import killed ten times at random moments loses nothing and takes nothing twice."""

import random
import runpy
from pathlib import Path

import pytest

_torture = runpy.run_path(str(Path(__file__).with_name("import_torture.py")))["torture"]


@pytest.mark.slow
def test_a_killed_import_goes_on_until_it_is_whole(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    found = _torture(tmp_path, kills=10, seed=seed, rows=3000, longest=4.0)
    assert found["ended"] == found["imports"] >= 1
