"""Spine records in the event log: their columns, in and out.

Knows how a record lies in a Parquet table; which records are logged is `tables`' to say.
"""

import typing
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar

import duckdb
import pyarrow as pa
from pydantic import AwareDatetime

from modiste.garment import Entity
from modiste.store.events import EventLog
from modiste.store.plain import Plain, plain_of
from modiste.store.tables import LOGGED

R = TypeVar("R", bound=Entity)
CHUNK = 10_000
_KINDS: Mapping[Any, pa.DataType] = {
    AwareDatetime: pa.timestamp("us", "UTC"),
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    Decimal: pa.decimal128(18, 4),
}


@cache
def schema_of(kind: type[Entity]) -> pa.Schema:
    """A logged record's columns, from its own fields."""
    return pa.schema([_field(name, info.annotation) for name, info in kind.model_fields.items()])


def log_records(log: EventLog, records: Sequence[Entity]) -> list[bool]:
    """Append records of one kind; says of each whether it was new. The same records again change nothing.

    Raises:
        ModisteError: as `EventLog.append_new`.
    """
    return log_plain(log, type(records[0]), [plain_of(each) for each in records]) if records else []


def log_plain(log: EventLog, kind: type[Entity], rows: Sequence[Plain], by: str = "") -> list[bool]:
    """The same of records by their values, in the order of the record's fields; `by` as in `append_new`."""
    if not rows:
        return []
    schema = schema_of(kind)
    columns = [
        pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    return log.append_new(LOGGED[kind], pa.Table.from_arrays(columns, schema=schema), by=by)


def logged_records(log: EventLog, kind: type[R], where: Mapping[str, object] | None = None) -> Iterator[R]:
    """Records of the log with these values, in the order of time; none where the log has no such table."""
    if LOGGED[kind] not in log.tables():
        return
    held = log.scan(LOGGED[kind])
    for name, value in (where or {}).items():
        held = held.filter(duckdb.ColumnExpression(name) == duckdb.ConstantExpression(value))
    found = held.sort(duckdb.ColumnExpression("at"), duckdb.ColumnExpression("id"))
    for some in found.to_arrow_reader(CHUNK):
        for row in some.to_pylist():
            yield kind.model_validate(row)


def _field(name: str, annotation: Any) -> pa.Field:
    kind, optional = annotation, False
    if typing.get_origin(kind) in (typing.Union, UnionType):
        kind, optional = next(each for each in typing.get_args(kind) if each is not NoneType), True
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    return pa.field(
        name, pa.string() if typing.get_origin(kind) is Literal else _KINDS[kind], nullable=optional
    )
