"""Rows of an Excel workbook's first sheet, read without formulas, macros or links ever being followed.

Knows openpyxl's read-only way; rows come out as those of a text table do.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice, zip_longest

from modiste.collect.archive import Archive
from modiste.collect.delimited import Row, table_text
from modiste.collect.source import SOURCE_LIMITS, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

WORKBOOK = "xl/workbook.xml"


def is_workbook(source: Source) -> bool:
    """Whether a source is an Excel workbook."""
    return WORKBOOK in source.names


def sheet_rows(
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS, skip_lines: int = 0
) -> Iterator[Row | Rejection]:
    """Every row below the header that is not empty.

    Raises:
        ModisteError: MOD-1233 when it is no workbook or has no header, MOD-1234 when it breaks off,
            MOD-1236 when it unpacks to too much.
    """
    lines = _lines(source, limits)
    header: list[str] | None = None
    seen = 0
    for number, cells in lines:
        if number <= skip_lines or not any(cells):
            continue
        if header is None:
            header = _trimmed([cell.strip() for cell in cells])
            continue
        seen += 1
        if seen <= after:
            continue
        place = f"row {number}"
        named = dict(zip_longest(header, cells[: len(header)], fillvalue=""))
        text = table_text(named)
        if any(cells[len(header) :]) or len(text) > limits.row_bytes:
            error = ModisteError("MOD-1232", reason="it is longer than its header, or than is allowed")
            yield Rejection.of(place, error, text)
        else:
            yield Row(place, {name: value for name, value in named.items() if name}, text)
    if header is None:
        raise ModisteError("MOD-1233", name=source.name, reason="it holds no header row")


def sheet_header(source: Source, skip_lines: int = 0) -> tuple[str, ...]:
    """The header of a workbook's first sheet; empty when it cannot be read."""
    try:
        for number, cells in islice(_lines(source, SOURCE_LIMITS), 20):
            if number > skip_lines and any(cells):
                return tuple(_trimmed([cell.strip() for cell in cells]))
    except ModisteError:
        pass
    return ()


def _lines(source: Source, limits: SourceLimits) -> Iterator[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only workbooks need it
    except ModuleNotFoundError:
        needed = {"what": "Reading Excel workbooks", "package": "openpyxl", "extra": "collect"}
        raise ModisteError("MOD-2014", **needed) from None
    if source.path is None:
        raise ModisteError("MOD-1233", name=source.name, reason="it has no file")
    with Archive(source.path, source.name, limits) as archive:
        for name in archive.names:
            if reason := archive.refusal(name):
                raise ModisteError("MOD-1236", name=f"{source.name}/{name}", reason=reason)
    try:
        book = load_workbook(source.path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # a stranger's workbook may raise anything
        reason = f"{type(error).__name__}: {error}".lower().rstrip(".")[:200]
        raise ModisteError("MOD-1233", name=source.name, reason=reason) from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be a lie
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in row]
    except ModisteError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".lower().rstrip(".")[:200]
        raise ModisteError("MOD-1234", name=source.name, place="its sheet", reason=reason) from None
    finally:
        book.close()


def _cell(value: object) -> str:
    """A cell as text: whole numbers without the `.0` that Excel gives every number, moments as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
