"""Model folders and a compiler, once for all tests of the edge."""

import shutil
from pathlib import Path

import pytest

from .small_motion import framed, motions, pooled


@pytest.fixture(scope="package")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pooled().folder(tmp_path_factory.mktemp("pooled") / "model", motions(12), 66)


@pytest.fixture(scope="package")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return framed().folder(tmp_path_factory.mktemp("framed") / "model", motions(12), 24)


@pytest.fixture(scope="package")
def compiler() -> str:
    found = shutil.which("gcc") or shutil.which("cc")
    if found is None:
        pytest.skip("no C compiler: the exported C is not compiled here")
    return found
