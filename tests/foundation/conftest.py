"""Tiny folders of a model hub, each test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.foundation.hub_folders import noise, write_open_clip, write_transformers

ABSENT = "transformers is not installed: pip install 'modiste[hub]'"


@pytest.fixture
def transformers_folder(tmp_path: Path) -> Callable[..., tuple[Path, Any]]:
    """A function that writes a tiny CLIP or SigLIP in transformers' layout: its folder and its network."""
    pytest.importorskip("transformers", reason=ABSENT)

    def write(kind: str, name: str = "tiny", shard: str = "1GB", **text: Any) -> tuple[Path, Any]:
        return tmp_path / name, write_transformers(tmp_path / name, kind, shard, text)

    return write


@pytest.fixture
def open_clip_folder(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes tensors in open_clip's layout, and returns the folder."""
    pytest.importorskip("transformers", reason=ABSENT)

    def write(kind: str, tensors: dict[str, Any], model: dict[str, Any], name: str = "opened") -> Path:
        write_open_clip(tmp_path / name, kind, tensors, model)
        return tmp_path / name

    return write


@pytest.fixture(scope="session")
def pictures() -> list[NDArray[np.uint8]]:
    """Three pictures of noise."""
    return noise()
