"""What was made of readings: each stream's state, its hours, alarms, and up to which event all that goes.

Knows rows; what they mean is the supply room's. Everything here follows from the events and could be made
anew; it is written in one transaction with the number of the last event that is in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import ModisteError
from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.supply_tables import supply_alarms, supply_hours, supply_marks, supply_streams

_READ = "readings"


class KeptStream(NamedTuple):
    """One quantity of one device: its newest reading, and what the detectors remember."""

    device: str
    quantity: str
    unit: str
    last_at: int
    last: float
    state: dict[str, Any]


class KeptHour(NamedTuple):
    """An hour of a stream; `hour` counts from 1970, `last` is the reading at its end."""

    device: str
    quantity: str
    hour: int
    readings: int
    low: float
    total: float
    high: float
    last: float


class SupplyInsight:
    """What was made of one shop's readings."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def mark(self, connection: Connection | None = None) -> int:
        """The number of the last event that is in it."""
        query = select(supply_marks.c.number).where(supply_marks.c.name == _READ)
        if connection is not None:
            return connection.execute(query).scalar() or 0
        with self.database.reading() as own:
            return own.execute(query).scalar() or 0

    def put_mark(self, connection: Connection, number: int) -> None:
        """Note the last event that is in it."""
        connection.execute(delete(supply_marks).where(supply_marks.c.name == _READ))
        connection.execute(insert(supply_marks).values(name=_READ, number=number))

    def streams(self, connection: Connection | None = None, device: str = "") -> list[KeptStream]:
        """Every stream, or those of a device."""
        query = select(supply_streams).order_by(supply_streams.c.device, supply_streams.c.quantity)
        if device:
            query = query.where(supply_streams.c.device == device)
        if connection is not None:
            return [KeptStream(*row) for row in connection.execute(query)]
        with self.database.reading() as own:
            return [KeptStream(*row) for row in own.execute(query)]

    def put_streams(self, connection: Connection, streams: Iterable[KeptStream]) -> None:
        """Keep streams as they are now."""
        rows = [{**each._asdict(), "state": keepable_json(each.state)} for each in streams]
        _upsert(connection, supply_streams, rows, ("device", "quantity"), None)

    def add_hours(self, connection: Connection, hours: Iterable[KeptHour]) -> None:
        """Add readings to their hours."""
        _upsert(
            connection,
            supply_hours,
            [each._asdict() for each in hours],
            ("device", "quantity", "hour"),
            _merged,
        )

    def hours(self, device: str, quantity: str, since: int, until: int) -> list[KeptHour]:
        """The hours of a stream from one on and before another, in order."""
        table = supply_hours.c
        query = select(supply_hours).where(table.device == device, table.quantity == quantity)
        query = query.where(table.hour >= since, table.hour < until).order_by(table.hour)
        with self.database.reading() as connection:
            return [KeptHour(*row) for row in connection.execute(query)]

    def open_alarms(self, connection: Connection) -> list[dict[str, Any]]:
        """The alarms that last."""
        query = select(supply_alarms).where(supply_alarms.c.ended_at == 0)
        return [dict(row) for row in connection.execute(query).mappings()]

    def put_alarms(self, connection: Connection, alarms: Sequence[Mapping[str, Any]]) -> None:
        """Keep alarms as they are now; who acknowledged one stays."""
        rows = [dict(each) for each in alarms]
        kept = ("acknowledged_by", "acknowledged_at", "note")
        _upsert(connection, supply_alarms, rows, ("id",), None, but=kept)

    def alarms(self, *, lasting: bool = False, device: str = "", limit: int = 200) -> list[dict[str, Any]]:
        """Alarms, those that last first, then the newest."""
        table = supply_alarms.c
        query = select(supply_alarms).order_by((table.ended_at != 0), table.raised_at.desc()).limit(limit)
        if lasting:
            query = query.where(table.ended_at == 0)
        if device:
            query = query.where(table.device == device)
        with self.database.reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def acknowledge(self, id_: str, who: str, at: int, note: str) -> dict[str, Any]:
        """Note who has seen an alarm; "" takes it back.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        said = {"acknowledged_by": keepable(who), "acknowledged_at": at, "note": keepable(note)}
        with self.database.writing() as connection:
            connection.execute(update(supply_alarms).where(supply_alarms.c.id == id_).values(said))
            row = (
                connection.execute(select(supply_alarms).where(supply_alarms.c.id == id_)).mappings().first()
            )
        if row is None:
            raise ModisteError("MOD-1103", kind="alarm", id=id_[:80])
        return dict(row)

    def begin(self, connection: Connection) -> None:
        """Be the one who reads on until the transaction ends; SQLite's writers are so by themselves."""
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_READER)))


_READER = 0x72656164
"""PostgreSQL's advisory lock of the one who reads events."""


def _merged(new: Any) -> dict[str, Any]:
    table = supply_hours.c
    return {
        "readings": table.readings + new.readings,
        "low": case((new.low < table.low, new.low), else_=table.low),
        "total": table.total + new.total,
        "high": case((new.high > table.high, new.high), else_=table.high),
        "last": new.last,
    }


def _upsert(
    connection: Connection,
    table: Any,
    rows: list[dict[str, Any]],
    keys: Sequence[str],
    merged: Any,
    but: Sequence[str] = (),
) -> None:
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    new = dialect.insert(table)
    if merged is not None:
        set_ = merged(new.excluded)
    else:
        names = (column.name for column in table.columns if column.name not in (*keys, *but))
        set_ = {name: new.excluded[name] for name in names}
    connection.execute(new.on_conflict_do_update(index_elements=list(keys), set_=set_), rows)
