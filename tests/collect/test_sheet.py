"""Workbooks: first sheet, values only, and a stranger's file is one clear error."""

import io
import runpy
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from modiste.collect import Rejection, SourceLimits, open_source
from modiste.collect.delimited import Row
from modiste.collect.sheet import is_workbook, sheet_header, sheet_rows
from modiste.collect.tables import table_header, table_rows
from modiste.garment import ModisteError

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def book(folder: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("one")
    for row in rows:
        sheet.append(row)
    made.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_cells_are_text_as_a_person_reads_them(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        (None,),
        ("id", "when", " price ", None),
        (17.0, datetime(2026, 1, 2), 1.5, None),
        (),
        ("x",),
    )
    source = open_source(path)
    assert is_workbook(source)
    assert sheet_header(source) == table_header(source) == ("id", "when", "price")
    first, second = table_rows(source)
    assert isinstance(first, Row)
    assert (first.place, dict(first.cells)) == (
        "row 3",
        {"id": "17", "when": "2026-01-02T00:00:00", "price": "1.5"},
    )
    assert isinstance(second, Row)
    assert dict(second.cells) == {"id": "x", "when": "", "price": ""}
    assert [each.place for each in sheet_rows(source, after=1)] == ["row 5"]


def test_a_row_wider_than_the_header_is_refused(tmp_path: Path) -> None:
    (found,) = sheet_rows(open_source(book(tmp_path, ("id",), (1, 2))))
    assert isinstance(found, Rejection)
    assert found.code == "MOD-1232"


def test_formulas_are_not_followed(tmp_path: Path) -> None:
    (found,) = sheet_rows(open_source(book(tmp_path, ("id", "name"), ("=1+1", "a"))))
    assert isinstance(found, Row)
    assert found.cells["id"] == ""


def test_a_workbook_that_is_a_bomb_or_no_workbook_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<a/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(data.getvalue())
    with pytest.raises(ModisteError, match="MOD-1236"):
        list(sheet_rows(open_source(tmp_path / "bomb.xlsx")))
    (tmp_path / "no.xlsx").write_bytes(SAMPLES["zipped"]("xl/workbook.xml", b"<a/>"))
    assert sheet_header(open_source(tmp_path / "no.xlsx")) == ()
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(sheet_rows(open_source(tmp_path / "no.xlsx"), limits=SourceLimits()))
