"""A shop killed at any moment opens again and holds every acknowledged write, whole."""

import runpy
import time
from pathlib import Path

torture = runpy.run_path(str(Path(__file__).with_name("crash_torture.py")))["torture"]


def test_ten_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    seed = int(time.time())
    print(f"seed {seed}")
    assert torture(tmp_path / "shop", kills=10, seed=seed, longest=0.5) > 0
