"""A fresh shop for every test, and decoded photos kept out of the developer's cache."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workspace.hands import two_nodes, works  # noqa: F401 - fixtures

from modiste.workspace import Shop, open_shop


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, cache: Path, _no_shop_of_the_developer: None) -> None:
    monkeypatch.setenv("MODISTE_CACHE", str(cache))


@pytest.fixture
def shop(empty_shop: Path, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(shutil.copytree(empty_shop, tmp_path / "shop")) as opened:
        yield opened


@pytest.fixture
def copied(trained: Path, tmp_path: Path, _own_cache: None) -> Iterator[Shop]:
    """A copy of the shop with a trained model, to change; without what other tests were keeping there."""
    left_out = shutil.ignore_patterns("evaluations", "compressions")
    with open_shop(shutil.copytree(trained, tmp_path / "copied", ignore=left_out), create=False) as opened:
        yield opened
