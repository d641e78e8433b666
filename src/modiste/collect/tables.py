"""Rows of a table, whatever it is kept in: separated text, an Excel workbook or Parquet.

Knows which reader a source needs; the readers are `delimited`, `sheet` and `parquet`.
"""

from collections.abc import Callable, Iterator, Mapping

from modiste.collect.delimited import Row, header_of, rows
from modiste.collect.headers import named_columns
from modiste.collect.parquet import is_parquet, parquet_header, parquet_rows
from modiste.collect.sheet import is_workbook, sheet_header, sheet_rows
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits


def table_header(source: Source, skip_lines: int = 0) -> tuple[str, ...]:
    """The column names of a table; none when the source is no table."""
    if is_workbook(source):
        return sheet_header(source, skip_lines)
    if is_parquet(source):
        return parquet_header(source)
    return header_of(source, skip_lines)


def table_rows(
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS, skip_lines: int = 0
) -> Iterator[Row | Rejection]:
    """Every row of a table; raises as the readers do."""
    if is_workbook(source):
        return sheet_rows(source, after=after, limits=limits, skip_lines=skip_lines)
    if is_parquet(source):
        return parquet_rows(source, after=after)
    return rows(source, after=after, limits=limits, skip_lines=skip_lines)


def judged_rows(
    source: Source,
    words: Mapping[str, str],
    judge: Callable[[Row, dict[str, str]], Arrival | Rejection],
    *,
    after: int = 0,
    limits: SourceLimits = SOURCE_LIMITS,
) -> Iterator[Arrival | Rejection]:
    """What `judge` makes of every row and of its cells by our words (see `named_columns`).

    Rows that are passed over are judged all the same: a line may be told from its twins by counting, or have
    from a row above it what it does not say.
    """
    columns: dict[str, str] | None = None
    for count, row in enumerate(table_rows(source, limits=limits), 1):
        if isinstance(row, Rejection):
            result: Arrival | Rejection = row
        else:
            columns = columns if columns is not None else named_columns(row.cells, words)
            result = judge(row, {word: row.cells[name].strip() for word, name in columns.items()})
        if count > after:
            yield result
