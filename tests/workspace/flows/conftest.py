"""The shop with a trained model, opened: tests of flows read it and put new names beside what is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from modiste.workspace import Shop, open_shop


@pytest.fixture
def house(trained: Path, _own_cache: None) -> Iterator[Shop]:
    with open_shop(trained, create=False) as opened:
        yield opened
