"""A shop with a trained model, opened: tests of flows read it and put new names beside what is there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from modiste.workspace import Shop, open_shop


@pytest.fixture(scope="session")
def _house(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its own: what tests put beside `tiny` must not be found where `trained` is copied from."""
    return Path(shutil.copytree(trained, tmp_path_factory.mktemp("house") / "shop"))


@pytest.fixture
def house(_house: Path, _own_cache: None) -> Iterator[Shop]:
    with open_shop(_house, create=False) as opened:
        yield opened
