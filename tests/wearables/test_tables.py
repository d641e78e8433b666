"""Columns come out as numbers or words, and what is missing is named."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.wearables.tables import read_columns


def test_numbers_words_and_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,word\n1,up\n,\nNaN,down\n")
    made, refused = read_columns(path, ("x", "word"))
    assert np.isnan(made["x"]).tolist() == [False, True, True]
    assert made["word"].tolist() == ["up", "", "down"]
    assert refused == ()
    with pytest.raises(ModisteError, match="MOD-2903"):
        read_columns(path, ("y",))
    with pytest.raises(ModisteError, match="MOD-2902"):
        read_columns(tmp_path / "none.csv", ("x",))


def test_what_is_no_text_is_told_in_words_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(ModisteError, match="MOD-2902") as refused:
        read_columns(path, ("x",))
    assert refused.value.detail.isprintable()
