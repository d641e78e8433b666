"""A file is read whole or refused; rows take the table's columns or none."""

from pathlib import Path

import pyarrow as pa
import pytest

from modiste.garment import ModisteError
from modiste.store.parquet import blanked, fitted, matching, read, write


def test_a_file_comes_back_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "key=value" / "a.parquet"
    rows = pa.table({"n": [1, 2], "who": ["a", None]})
    write(path, rows)
    assert read(path).equals(rows)
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(ModisteError, match="MOD-1113"):
        read(path)


def test_only_rows_with_all_values_are_blanked() -> None:
    rows = pa.table({"who": ["a", "a", None], "what": ["x", "y", "x"]})
    hits = matching(rows, {"who": "a", "what": "x"})
    assert blanked(rows, hits, ["who"])["who"].to_pylist() == [None, "a", None]


def test_rows_of_other_columns_do_not_fit() -> None:
    with pytest.raises(ModisteError, match="MOD-1112"):
        fitted([{"m": 1}], pa.schema({"n": pa.int64()}), "views")
