"""A shop has one salt, for its owner's eyes, and it is never made anew in silence."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import salt_of


def test_one_salt_a_shop(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = salt_of(tmp_path / "a")
    assert len(first) == 32
    assert salt_of(tmp_path / "a") == first != salt_of(tmp_path / "b")
    assert (tmp_path / "a" / "people.salt").stat().st_mode & 0o077 == 0


def test_a_damaged_salt_is_told(tmp_path: Path) -> None:
    salt_of(tmp_path)
    (tmp_path / "people.salt").write_bytes(b"short")
    with pytest.raises(ModisteError, match="MOD-1101"):
        salt_of(tmp_path)
