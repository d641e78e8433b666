"""A Parquet file's rows as a text table's."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from modiste.collect import open_source
from modiste.collect.parquet import is_parquet, parquet_header, parquet_rows
from modiste.garment import ModisteError


def test_values_are_text_as_a_csv_would_have_them(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    stamps = pa.array([datetime(2026, 1, 2, 3, 4), None], pa.timestamp("ns"))
    pq.write_table(pa.table({"n": [17850.0, None], "p": [2.55, 3.0], "at": stamps, "s": ["红", None]}), path)
    source = open_source(path)
    first, second = parquet_rows(source)
    assert is_parquet(source) and parquet_header(source) == ("n", "p", "at", "s")
    assert dict(first.cells) == {"n": "17850", "p": "2.55", "at": "2026-01-02 03:04:00", "s": "红"}
    assert dict(second.cells) == {"n": "", "p": "3", "at": "", "s": ""}
    assert (first.place, second.place) == ("row 1", "row 2")
    assert list(parquet_rows(source, after=1)) == [second]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    source = open_source(tmp_path / "a.parquet")
    assert parquet_header(source) == ()
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(parquet_rows(source))
