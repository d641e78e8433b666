"""Small data for every job, and a way to run one in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from modiste.workspace.cluster import Asked, Hands, RunOf, SerialExecutor, asked_of, run_cluster_job
from modiste.workspace.cluster.protocol import Done

Run = Callable[..., RunOf]


class Backwards(SerialExecutor):
    """Does the newest call first, so that answers come in another order."""

    workers = 4

    def wait(self, seconds: float) -> list[Done]:
        self._waiting.rotate(1)
        return super().wait(seconds)


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    def do(job: str, data: object = "", partitions: int = 0, hands: Any = None, **settings: object) -> RunOf:
        told = {name: str(value) for name, value in settings.items()}
        asked: Asked = asked_of(job, str(data), told, partitions)
        return run_cluster_job(asked, hands or Hands(), tmp_path_factory.mktemp(job))

    return do


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten patterned pictures in two class folders, two of them the same photograph, and one that is none."""
    root = tmp_path_factory.mktemp("catalogue")
    chance = np.random.default_rng(3)
    for number in range(10):
        folder = root / ("coat" if number % 2 else "dress")
        folder.mkdir(exist_ok=True)
        rough = chance.integers(0, 256, (24, 18, 3), np.uint8)
        picture = Image.fromarray(rough).resize((180, 240), Image.Resampling.BICUBIC)
        picture.save(folder / f"{number}.png")
        if number == 4:
            picture.save(root / "coat" / "again.jpg", quality=60)
    (root / "coat" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    return root
