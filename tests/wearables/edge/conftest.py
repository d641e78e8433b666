"""A model folder and a compiler, once for all tests of the edge."""

import shutil
from pathlib import Path

import pytest

from .small_motion import folder_of, motions, residual


@pytest.fixture(scope="package")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(residual(), tmp_path_factory.mktemp("wearables") / "model", motions(12))


@pytest.fixture(scope="package")
def compiler() -> str:
    found = shutil.which("gcc") or shutil.which("cc")
    if found is None:
        pytest.skip("no C compiler: the exported C is not compiled here")
    return found
