"""A fresh shop for every test, and decoded photos kept out of the developer's cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from modiste.workspace import Shop, open_shop


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, cache: Path, _no_shop_of_the_developer: None) -> None:
    monkeypatch.setenv("MODISTE_CACHE", str(cache))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        yield opened
