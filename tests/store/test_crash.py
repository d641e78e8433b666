"""A shop killed at any moment opens again and holds every acknowledged write, whole."""

import runpy
import shutil
import time
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import Store

_torture = runpy.run_path(str(Path(__file__).with_name("crash_torture.py")))
torture, check, write = _torture["torture"], _torture["check"], _torture["_writer"]["write"]


def test_ten_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    seed = int(time.time())
    print(f"seed {seed}")
    assert torture(tmp_path / "shop", kills=10, seed=seed, longest=0.5) > 0


@pytest.mark.parametrize("lost", ["blobs/packs", "blobs/large", "events/views", "jobs.db", "shop.db"])
def test_the_check_itself_notices_whatever_is_lost(tmp_path: Path, lost: str) -> None:
    with Store.open(tmp_path) as store:
        for number in range(2):
            write(store, number)
    check(tmp_path, {0, 1})
    path = tmp_path / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises((AssertionError, ModisteError)):
        check(tmp_path, {0, 1})
