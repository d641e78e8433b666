"""Spine records in and out of the database: put, get, page, count.

Knows every record by its table; which records belong to one flow is the caller's. A put of the same records
changes nothing the second time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pyarrow as pa
from sqlalchemy import JSON, ColumnElement, Connection, delete, func, select

from modiste.garment import Entity, Garment, Image, ModisteError
from modiste.store.arrow import arrow_in
from modiste.store.cards import renew
from modiste.store.database import Database
from modiste.store.plain import found_plain, plain_of, write_plain
from modiste.store.tables import TABLES
from modiste.store.touched import touch_owners

R = TypeVar("R", bound=Entity)
BATCH = 500
MAX_PAGE = 500


@dataclass(frozen=True)
class Put:
    """What a put did: rows that were new, that changed, and that were there as they are."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Put") -> "Put":
        return Put(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


@dataclass(frozen=True)
class Page:
    """Some records in order of id, and where the next page starts (None after the last)."""

    items: tuple[Any, ...]
    next_after: str | None


class Rows:
    """The spine's tables of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, records: Iterable[Entity]) -> Put:
        """Add or replace records by id, in one transaction: all of them are on disk on return, or none.

        Records of different types may be mixed; those that are referred to come first.

        Raises:
            ModisteError: MOD-1105 when a record refers to one that is not there.
        """
        with self._database.writing() as connection:
            return put_rows(connection, records)

    def get(self, kind: type[R], id: str) -> R:
        """One record.

        Raises:
            ModisteError: MOD-1103 when there is none of that id.
        """
        found = self.find(kind, [id])
        if not found:
            raise ModisteError("MOD-1103", kind=kind.__name__.lower(), id=id)
        return found[id]

    def find(self, kind: type[R], ids: Sequence[str]) -> dict[str, R]:
        """Those of the records that are there, by id."""
        with self._database.reading() as connection:
            return found_in(connection, kind, ids)

    def page(
        self,
        kind: type[R],
        *,
        after: str | None = None,
        limit: int = 100,
        where: Mapping[str, object] | None = None,
    ) -> Page:
        """At most `limit` records (and never over 500) in order of id, from the first id past `after`.

        Args:
            kind: the record's type.
            after: the last id of the page before, or None.
            limit: how many.
            where: fields and the values they must equal; a list means any of its values.

        Raises:
            ModisteError: MOD-1104 for a field the record does not have or that holds more than one value.
        """
        table = TABLES[kind]
        query = select(table).where(*_conditions(kind, where)).order_by(table.c.id)
        if after is not None:
            query = query.where(table.c.id > after)
        wanted = max(1, min(limit, MAX_PAGE))
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(wanted + 1)).all()
        items = tuple(record_of(kind, row._mapping) for row in rows[:wanted])
        return Page(items, items[-1].id if len(rows) > wanted else None)

    def scan(self, kind: type[R], *, where: Mapping[str, object] | None = None) -> Iterator[R]:
        """Every record in order of id, a page at a time; nothing is held open between pages."""
        after: str | None = None
        while True:
            page = self.page(kind, after=after, limit=MAX_PAGE, where=where)
            yield from page.items
            if page.next_after is None:
                return
            after = page.next_after

    def arrow(self, kind: type[Entity], columns: Sequence[str]) -> pa.Table:
        """Some columns of every record, in no order, read in one transaction.

        Raises:
            ModisteError: MOD-1104 for a column the record does not have or that holds more than one value.
        """
        with self._database.reading() as connection:
            return arrow_in(connection, kind, columns)

    def count(self, kind: type[Entity], *, where: Mapping[str, object] | None = None) -> int:
        """How many records there are."""
        query = select(func.count()).select_from(TABLES[kind]).where(*_conditions(kind, where))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def delete(
        self,
        kind: type[Entity],
        ids: Sequence[str],
        *,
        before: Mapping[type[Entity], Sequence[str]] | None = None,
    ) -> int:
        """Remove records, in one transaction; returns how many were there.

        Args:
            kind: the records' type.
            ids: which.
            before: records that refer to these and go first; they are not counted.

        Raises:
            ModisteError: MOD-1105 when another record refers to one of them; then all of them stay.
        """
        with self._database.writing() as connection:
            for other, others in (before or {}).items():
                delete_rows(connection, other, others)
            return delete_rows(connection, kind, ids)


def put_rows(connection: Connection, records: Iterable[Entity]) -> Put:
    """Add or replace records inside a transaction, and count what changed; the same again changes nothing."""
    done, changed = Put(), list[Entity]()
    for kind, group in _runs(records):
        new = {record.id: record for record in group}
        old = found_in(connection, kind, list(new))
        here = [record for id_, record in new.items() if old.get(id_) != record]
        updated = sum(record.id in old for record in here)
        done += Put(len(here) - updated, updated, len(new) - len(here))
        changed += here
    write_in(connection, changed)
    return done


def write_in(connection: Connection, records: Iterable[Entity]) -> None:
    """Add or replace records inside a transaction, those referred to first, whatever was there.

    The cards of the garments they belong to are renewed.
    """
    touched = set[str]()
    for kind, group in _runs(records):
        write_plain(connection, kind, [plain_of(record) for record in group])
        if kind is Garment or kind is Image:
            touched.update(getattr(each, "garment_id", each.id) for each in group)
        else:
            touch_owners(connection, kind, [each.id for each in group])
    renew(connection, touched)


def found_in(connection: Connection, kind: type[R], ids: Sequence[str]) -> dict[str, R]:
    """Those of the records that are there, by id, inside a transaction."""
    fields = tuple(kind.model_fields)
    return {
        id_: record_of(kind, dict(zip(fields, values, strict=True)))
        for id_, values in found_plain(connection, kind, ids).items()
    }


def delete_rows(connection: Connection, kind: type[Entity], ids: Sequence[str]) -> int:
    """Remove records inside a transaction; the card of a garment that stays loses what went."""
    table, gone, touched = TABLES[kind], 0, set[str]()
    for start in range(0, len(ids), BATCH):
        these = table.c.id.in_(ids[start : start + BATCH])
        if kind is Garment:
            touched.update(ids[start : start + BATCH])
        elif kind is Image:
            touched.update(connection.execute(select(table.c.garment_id).where(these)).scalars())
        else:
            touch_owners(connection, kind, ids[start : start + BATCH])
        gone += connection.execute(delete(table).where(these)).rowcount
    renew(connection, touched)
    return gone


def _runs(records: Iterable[Entity]) -> Iterator[tuple[type[Entity], list[Entity]]]:
    """Batches of neighbours of one type, in the order they came."""
    group: list[Entity] = []
    for record in records:
        if group and (type(record) is not type(group[0]) or len(group) == BATCH):
            yield type(group[0]), group
            group = []
        group.append(record)
    if group:
        yield type(group[0]), group


def _conditions(kind: type[Entity], where: Mapping[str, object] | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for field, value in (where or {}).items():
        column = _field(kind, field)
        conditions.append(column.in_(value) if isinstance(value, list | tuple) else column == value)
    return conditions


def _field(kind: type[Entity], field: str) -> Any:
    columns = TABLES[kind].c
    known = [name for name, column in columns.items() if not isinstance(column.type, JSON)]
    if field not in known:
        raise ModisteError("MOD-1104", kind=kind.__name__, field=field[:80], known=", ".join(known))
    return columns[field]


def record_of(kind: type[R], row: Mapping[Any, Any]) -> R:
    """A table's row as the record it keeps."""
    return kind.model_validate(dict(row))
