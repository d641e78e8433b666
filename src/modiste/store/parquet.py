"""One Parquet file of the event log: written whole, read, checked, its rows fitted to a table's columns.

Knows files and columns; which files make a table is the manifest's in `events`.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from modiste.garment import ModisteError
from modiste.store.files import write_whole

_MAGIC = b"PAR1"


def write(path: Path, rows: pa.Table) -> None:
    """Write a file, whole on disk on return."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    write_whole(path, sink.getvalue().to_pybytes())


def range_of(rows: pa.Table, at: str, slack: timedelta = timedelta()) -> tuple[str, str]:
    """The first and the last moment of rows, as text that sorts as they do; `slack` widens both ends."""
    ends = pc.min_max(rows[at]).as_py()
    first, last = (
        moment.astimezone(UTC).isoformat(timespec="microseconds")
        for moment in (ends["min"] - slack, ends["max"] + slack)
    )
    return first, last


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file, all columns of them or some.

    Raises:
        ModisteError: MOD-1113 when it is missing or damaged.
    """
    try:
        # One file, whatever its folder is called: `key=value` in a path is no column.
        return pq.ParquetFile(path).read(columns)
    except (OSError, pa.ArrowException):
        raise ModisteError("MOD-1113", path=path) from None


def matching(rows: pa.Table, where: Mapping[str, str]) -> pa.Array:
    """Which rows have these values, as booleans."""
    hits = pa.array([True] * rows.num_rows)
    for name, value in where.items():
        hits = pc.and_(hits, pc.fill_null(pc.equal(rows[name], value), False))
    return hits


def blanked(rows: pa.Table, hits: pa.Array, columns: Sequence[str]) -> pa.Table:
    """The rows with null in `columns` of those that are hit."""
    for name in columns:
        kind = rows.schema.field(name).type
        values = pc.if_else(hits, pa.scalar(None, kind), rows[name])
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), values)
    return rows


def check_whole(path: Path) -> None:
    """Parquet ends with its magic; to read every footer would cost more than the query."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_MAGIC), os.SEEK_END)
            is_whole = file.read() == _MAGIC
    except OSError:
        is_whole = False
    if not is_whole:
        raise ModisteError("MOD-1113", path=path)


def read_schema(path: Path) -> pa.Schema:
    """A file's columns; raises as `read`."""
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowException):
        raise ModisteError("MOD-1113", path=path) from None


def fitted(rows: pa.Table | Sequence[Mapping[str, Any]], schema: pa.Schema | None, table: str) -> pa.Table:
    """The rows with the table's columns in its order; any other column, missing or more, is an error."""
    try:
        found = [rows.column_names] if isinstance(rows, pa.Table) else [list(row) for row in rows]
        names = schema.names if schema is not None else found[0]
        if not names or len(set(names)) < len(names) or not all(isinstance(n, str) and n for n in names):
            raise ValueError("its columns need names, each its own")
        for each in found:
            # pyarrow would take the first row's columns and drop another's in silence.
            if set(each) != set(names):
                raise ValueError(f"its columns are {', '.join(names)}, not {', '.join(map(str, each))}")
        if not isinstance(rows, pa.Table):
            rows = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
        untyped = [field.name for field in rows.schema if pa.types.is_null(field.type)]
        if untyped and schema is None:
            # A column of nothing but None would bar every value that comes later.
            raise ValueError(f"no row has a value for {', '.join(untyped)}, so that its type is not known")
        return rows if schema is None else rows.select(names).cast(schema)
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
        reason = (str(error).splitlines() or ["it is no table"])[0][:300].rstrip(".")
        raise ModisteError("MOD-1112", table=table, reason=reason) from None
