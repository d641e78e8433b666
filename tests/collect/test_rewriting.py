"""A table copied with some cells changed; what is not changed is copied letter by letter."""

import io
from pathlib import Path

from modiste.collect import open_source, rewrite


def test_only_changed_rows_are_written_anew(tmp_path: Path) -> None:
    data = 'id;name\r\n1;"a; b"\r\n2;"c"\r\n\r\n3;d'
    (tmp_path / "a.csv").write_bytes(data.encode())
    out = io.BytesIO()
    changed = rewrite(
        open_source(tmp_path / "a.csv"),
        out,
        lambda row: {"name": "x;y", "z": "no"} if row["id"] == "1" else row,
    )
    assert changed == 1
    assert out.getvalue().decode() == data.replace('"a; b"', '"x;y"')
