"""Records as plain values in and out of their tables, many at a time: tuples of their fields in order.

Knows how values lie in SQLite, whose driver is asked without SQLAlchemy in between; PostgreSQL goes the
general way. What the values may be is the spine's: they were validated, or checked by what agrees with it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Table, select
from sqlalchemy.dialects import postgresql

from modiste.garment import Entity
from modiste.store.columns import MONEY_SCALE, ExactMoney, UtcMoment
from modiste.store.tables import TABLES

BATCH = 500
Plain = tuple[Any, ...]
_Convert = Callable[[Any], Any]


def plain_of(record: Entity) -> Plain:
    """A record's values in the order of its fields."""
    values: Plain = _getter(type(record))(record.__dict__)
    return values


def found_plain(connection: Connection, kind: type[Entity], ids: Sequence[str]) -> dict[str, Plain]:
    """The values of those records that are there, by id."""
    found: dict[str, Plain] = {}
    convert = _conversions(kind)[1] if connection.dialect.name == "sqlite" else _tuples(kind)
    for row in looked_up(connection, TABLES[kind], tuple(kind.model_fields), "id", ids):
        found[row[0]] = _converted(row, convert) if convert else row
    return found


def looked_up(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    key: str,
    values: Sequence[Any],
    also: str = "",
) -> Iterator[Plain]:
    """Some columns of those rows whose key is one of the values; SQLite's as they lie there.

    Args:
        connection: the transaction.
        table: which.
        names: the columns.
        key: the column that is looked up.
        values: its values.
        also: a column that must be empty.
    """
    for start in range(0, len(values), BATCH):
        group = values[start : start + BATCH]
        if connection.dialect.name == "sqlite":
            empty = f" AND {also} IS NULL" if also else ""
            sql = f"SELECT {', '.join(names)} FROM {table.name} WHERE {key} IN ({marks(len(group))}){empty}"  # noqa: S608 - names are ours
            yield from connection.exec_driver_sql(sql, tuple(group)).cursor.fetchall()
        else:
            query = select(*(table.c[name] for name in names)).where(table.c[key].in_(group))
            for row in connection.execute(query.where(table.c[also].is_(None)) if also else query):
                yield tuple(row)


def write_plain(connection: Connection, kind: type[Entity], rows: Sequence[Plain]) -> None:
    """Add or replace records by id."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        new = postgresql.insert(TABLES[kind])
        replaced = {name: new.excluded[name] for name in kind.model_fields if name != "id"}
        statement = new.on_conflict_do_update(index_elements=["id"], set_=replaced)
        connection.execute(statement, [dict(zip(kind.model_fields, row, strict=True)) for row in rows])
        return
    convert = _conversions(kind)[0]
    connection.exec_driver_sql(
        upsert(TABLES[kind], "id", *kind.model_fields),
        [_converted(row, convert) for row in rows] if convert else [*rows],
    )


@lru_cache
def upsert(table: Table, key: str, *columns: str) -> str:
    """SQLite's statement that adds a row or replaces all of it but the key."""
    given = ", ".join(f"{name}=excluded.{name}" for name in columns if name != key)
    names = ", ".join(columns)
    return (
        f"INSERT INTO {table.name} ({names}) VALUES ({marks(len(columns))}) "  # noqa: S608 - names are ours
        f"ON CONFLICT ({key}) DO UPDATE SET {given}"
    )


def marks(count: int) -> str:
    """Places for so many values."""
    return ("?," * count)[:-1]


def _converted(row: Plain, convert: Mapping[int, _Convert]) -> Plain:
    values = [*row]
    for place, each in convert.items():
        values[place] = each(values[place])
    return tuple(values)


@cache
def _getter(kind: type[Entity]) -> Callable[[dict[str, Any]], Any]:
    return itemgetter(*kind.model_fields)


@cache
def _conversions(kind: type[Entity]) -> tuple[Mapping[int, _Convert], Mapping[int, _Convert]]:
    """Which places of a kind's values are written otherwise in SQLite: into the table and back."""
    into: dict[int, _Convert] = {}
    back: dict[int, _Convert] = {}
    for place, (name, field) in enumerate(kind.model_fields.items()):
        column = TABLES[kind].c[name].type
        if isinstance(column, UtcMoment):
            into[place], back[place] = _moment_text, _moment
        elif isinstance(column, ExactMoney):
            into[place], back[place] = _ten_thousandths, _money
        elif isinstance(column, JSON):
            into[place] = json.dumps
            back[place] = _tuple_of if "tuple" in str(field.annotation) else json.loads
        elif isinstance(column, Boolean):
            into[place], back[place] = int, bool
    return into, back


@cache
def _tuples(kind: type[Entity]) -> Mapping[int, _Convert]:
    """Which places hold tuples, that come back from PostgreSQL as lists."""
    fields = enumerate(kind.model_fields.values())
    return {place: tuple for place, field in fields if "tuple" in str(field.annotation)}


@lru_cache(1024)
def _moment_text(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(1024)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _ten_thousandths(value: Decimal | None) -> int | None:
    return None if value is None else int(value.scaleb(4))


@lru_cache(1024)
def _money(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) * MONEY_SCALE


def _tuple_of(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))
