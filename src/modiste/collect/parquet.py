"""Rows of a Parquet file in the form of a text table's, so that one format reads both.

Knows Parquet only; which reader a source needs is `tables`'.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from modiste.collect.delimited import Row
from modiste.collect.source import Source
from modiste.garment import ModisteError

_MAGIC = b"PAR1"
_BATCH = 5_000


def is_parquet(source: Source) -> bool:
    """Whether the source is a Parquet file."""
    return source.head.startswith(_MAGIC) and source.path is not None and source.path.is_file()


def parquet_header(source: Source) -> tuple[str, ...]:
    """The column names; none when the file is damaged."""
    try:
        return tuple(pq.read_schema(source.path).names)
    except (OSError, pa.ArrowException):
        return ()


def parquet_rows(source: Source, *, after: int = 0) -> Iterator[Row]:
    """Rows in order, a batch in memory at a time; values as text, nothing of null.

    Raises:
        ModisteError: MOD-1233 when it is no whole Parquet file, MOD-1234 when it breaks off.
    """
    try:
        file = pq.ParquetFile(source.path)
    except (OSError, pa.ArrowException) as error:
        raise ModisteError("MOD-1233", name=source.name, reason=_words(error)) from None
    number = 0
    try:
        for batch in file.iter_batches(_BATCH):
            names = batch.schema.names
            for values in zip(*(_texts(column) for column in batch.columns), strict=True):
                number += 1
                if number <= after:
                    continue
                cells = dict(zip(names, values, strict=True))
                yield Row(f"row {number}", cells, orjson.dumps(cells).decode())
    except (OSError, pa.ArrowException) as error:
        raise ModisteError(
            "MOD-1234", name=source.name, place=f"row {number}", reason=_words(error)
        ) from None


def _texts(column: pa.Array) -> list[str]:
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return "" if value != value else repr(value).removesuffix(".0")  # noqa: PLR0124 - NaN
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)


def _words(error: Exception) -> str:
    return (str(error).splitlines() or ["it is damaged"])[0][:200].lower().rstrip(".")
