"""Rows of a table, whatever it is kept in: separated text or an Excel workbook.

Knows which reader a source needs; the readers are `delimited` and `sheet`.
"""

from collections.abc import Iterator

from modiste.collect.delimited import Row, header_of, rows
from modiste.collect.sheet import is_workbook, sheet_header, sheet_rows
from modiste.collect.source import SOURCE_LIMITS, Rejection, Source, SourceLimits


def table_header(source: Source, skip_lines: int = 0) -> tuple[str, ...]:
    """The column names of a table; none when the source is no table."""
    if is_workbook(source):
        return sheet_header(source, skip_lines)
    return header_of(source, skip_lines)


def table_rows(
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS, skip_lines: int = 0
) -> Iterator[Row | Rejection]:
    """Every row of a table; raises as `delimited.rows` and `sheet.sheet_rows`."""
    if is_workbook(source):
        return sheet_rows(source, after=after, limits=limits, skip_lines=skip_lines)
    return rows(source, after=after, limits=limits, skip_lines=skip_lines)
