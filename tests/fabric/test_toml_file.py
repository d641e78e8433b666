"""A TOML file is read, or refused with the code of who asks."""

from pathlib import Path

import pytest

from modiste.fabric.toml_file import MOST_BYTES, read_toml
from modiste.garment import ModisteError


def test_values_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    assert read_toml(tmp_path / "a.toml", "MOD-2830") == {"x": 1}


@pytest.mark.parametrize("text", ["x =", "#" * (MOST_BYTES + 1), None])
def test_what_is_no_small_toml_is_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ModisteError, match=r"a\.toml") as refused:
        read_toml(tmp_path / "a.toml", "MOD-2834")
    assert refused.value.code == "MOD-2834"
