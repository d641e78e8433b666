"""Where works leave word that they failed before."""

from pathlib import Path

import pytest


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    path = tmp_path / "marks"
    path.mkdir()
    return path
