"""What happened to items: EPCIS events once by their id, found by thing, type, time, step and place.

Knows rows and indices, and the last state of every item; what an event means is the supply room's, which
hands its names in. An error declaration legitimately repeats the id of the event that it declares an error,
so both are kept, each once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

import orjson
from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql

from modiste.garment import ModisteError
from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.supply_tables import (
    epcis_captures,
    epcis_events,
    epcis_queries,
    epcis_states,
    epcis_subscriptions,
    epcis_things,
)

T = TypeVar("T")
_CHUNK = 500
_WRITER = 0x65706369
"""PostgreSQL's advisory lock of the one writer, which gives out the numbers."""
_INDEXED = ("type", "step", "disposition", "place", "location")


class EventRow(NamedTuple):
    """An event as it is written; moments in milliseconds since 1970.

    `things` are what it is about: a name and a number for its role, which mean something to the room.
    """

    event_id: str
    is_declaration: bool
    digest: bytes
    type: str
    at: int
    step: str
    disposition: str
    place: str
    location: str
    body: bytes
    things: tuple[tuple[str, int], ...]


class KeptEvent(NamedTuple):
    """An event as it is kept: its turn among all, when it was recorded, and itself."""

    number: int
    recorded_at: int
    event: dict[str, Any]


class KeptState(NamedTuple):
    """The last state of an item, as the room's `ItemState` has it."""

    item: str
    begun_at: int | None
    ended_at: int | None
    last_at: int | None
    last_place: str
    parent: str
    moved_at: int | None


@dataclass(frozen=True)
class EventFilter:
    """Which events are looked at: all of what is given must hold.

    Attributes:
        ids: Their ids, or empty for any.
        things: One of these names, each with whether names below it do as well, and one of these roles.
        roles: Of the things; empty for any.
        values: By `type`, `step`, `disposition`, `place` or `location`, one of these values.
        since: Of the moment: at or after.
        until: Of the moment: before.
        recorded_since: Of the recording: at or after.
        recorded_until: Of the recording: before.
        past_number: Only those with a greater number.
        upto_number: Only those with no greater number.
    """

    ids: tuple[str, ...] = ()
    things: tuple[tuple[str, bool], ...] = ()
    roles: tuple[int, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    recorded_since: int | None = None
    recorded_until: int | None = None
    past_number: int | None = None
    upto_number: int | None = None


class KeptSubscription(NamedTuple):
    """A subscription, and the number of the last event that was told to it."""

    id: str
    query: str
    said: dict[str, Any]
    made_at: datetime
    told_number: int
    told_at: datetime | None


class SupplyEvents:
    """The events of one shop."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(self, connection: Connection) -> None:
        """Be the one writer until the transaction ends; SQLite's writers are so by themselves."""
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_WRITER)))

    def digests(self, connection: Connection, ids: Iterable[str]) -> dict[tuple[str, bool], bytes]:
        """Of the ids that are kept, whether as a declaration, and the digest of what was said."""
        table, found = epcis_events.c, {}
        for part in _parts(list(ids)):
            query = select(table.event_id, table.is_declaration, table.digest).where(table.event_id.in_(part))
            found.update({(row[0], bool(row[1])): bytes(row[2]) for row in connection.execute(query)})
        return found

    def write(self, connection: Connection, rows: Sequence[EventRow], recorded_at: int) -> int:
        """Write events that are new, inside the caller's transaction; returns the number of the last."""
        last = connection.execute(select(func.max(epcis_events.c.number))).scalar_one() or 0
        events, things = [], []
        for number, row in enumerate(rows, start=last + 1):
            events.append((number, *row[:5], recorded_at, *row[5:10]))
            things += [(name, row.at, number, role) for name, role in row.things]
        _put(connection, epcis_events, events)
        _put(connection, epcis_things, things)
        return int(last) + len(rows)

    def states(self, connection: Connection, items: Iterable[str]) -> dict[str, KeptState]:
        """The last state of items that are known."""
        return self._states(connection, "item", items)

    def inside(self, connection: Connection, parents: Iterable[str]) -> dict[str, KeptState]:
        """The last state of all that is in one of these."""
        return self._states(connection, "parent", parents)

    def below(self, name: str, after: str, limit: int) -> list[KeptState]:
        """The last states of what has a name below this one, by name.

        Args:
            name: Such as a GTIN's link with `/21` for its items.
            after: Only greater names.
            limit: How many.
        """
        item = epcis_states.c.item
        # Such names lie between the name's own slash and the sign after it.
        query = select(epcis_states).where(item > max(f"{name}/", after), item < f"{name}0")
        with self.database.reading() as connection:
            return [KeptState(*row) for row in connection.execute(query.order_by(item).limit(limit))]

    def last_step(self, connection: Connection, name: str) -> str:
        """The step of the newest event about a thing that had one, or ""."""
        events, things = epcis_events.c, epcis_things.c
        newest = (things.at.desc(), things.number.desc())
        query = select(events.step).join(epcis_things, things.number == events.number)
        query = query.where(things.name == name, events.step != "").order_by(*newest).limit(1)
        found = connection.execute(query).first()
        return found[0] if found else ""

    def put_states(self, connection: Connection, states: Iterable[KeptState]) -> None:
        """Keep the last states of items."""
        _put(connection, epcis_states, list(states), replaces="item")

    def find(
        self,
        asked: EventFilter,
        *,
        by_record: bool = False,
        is_descending: bool = True,
        past: tuple[int, int] | None = None,
        limit: int = 500,
        connection: Connection | None = None,
    ) -> list[KeptEvent]:
        """At most `limit` events, ordered by their moment or by when they were recorded.

        Args:
            asked: Which.
            by_record: Order by the recording.
            is_descending: The newest first.
            past: The moment and number of the last one seen.
            limit: How many.
            connection: The caller's transaction, or None for one of its own.
        """
        table = epcis_events.c
        key = table.recorded_at if by_record else table.at
        query = _filtered(asked)
        if past is not None:
            when, number = past
            beyond = (
                (key < when, table.number < number) if is_descending else (key > when, table.number > number)
            )
            query = query.where(beyond[0] | ((key == when) & beyond[1]))
        order = (key.desc(), table.number.desc()) if is_descending else (key, table.number)
        query = query.order_by(*order).limit(limit)
        if connection is not None:
            return [_kept(row) for row in connection.execute(query)]
        with self.database.reading() as own:
            return [_kept(row) for row in own.execute(query)]

    def named(
        self,
        name: str,
        since: int,
        until: int,
        role: int | None,
        limit: int,
        known: Mapping[int, KeptEvent],
        connection: Connection | None = None,
    ) -> list[KeptEvent]:
        """What `find` finds about one thing, the oldest first; for whoever asks often.

        Args:
            name: The thing's.
            since: From this moment on.
            until: And before this one.
            role: In this role, None for any.
            limit: How many.
            known: Events that are at hand by their number, which are not read again.
            connection: The caller's transaction, or None for one of its own.
        """
        if connection is None:
            with self.database.reading() as own:
                return self.named(name, since, until, role, limit, known, own)
        asked = {"name": name, "since": since, "until": until, "role": role, "most": limit}
        query = _NAMED if role is None else _NAMED_AS
        numbers = [row[1] for row in connection.execute(query, asked)]
        new = self._numbered(connection, [each for each in numbers if each not in known])
        return [known[each] if each in known else new[each] for each in numbers]

    def after(self, connection: Connection, number: int, limit: int) -> list[KeptEvent]:
        """The events that were kept after a number, in their turn."""
        table = epcis_events.c
        query = select(table.number, table.recorded_at, table.body).where(table.number > number)
        return [_kept(row) for row in connection.execute(query.order_by(table.number).limit(limit))]

    def about(self, names: Iterable[str], known: Mapping[int, KeptEvent]) -> dict[str, list[KeptEvent]]:
        """By name, the events that are about it, the oldest first, whatever its role.

        Args:
            names: Of things.
            known: Events that are at hand by their number, which are not read again.
        """
        table, numbers = epcis_things.c, dict[str, list[int]]()
        with self.database.reading() as connection:
            for part in _parts(list(dict.fromkeys(names))):
                query = select(table.name, table.number).where(table.name.in_(part)).distinct()
                for name, number in connection.execute(query.order_by(table.name, table.at, table.number)):
                    numbers.setdefault(name, []).append(number)
            unknown = {each for of in numbers.values() for each in of if each not in known}
            events = {**known, **self._numbered(connection, sorted(unknown))}
        return {name: [events[each] for each in numbers.get(name, ())] for name in names}

    def numbered(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Events by their numbers."""
        with self.database.reading() as connection:
            found = self._numbered(connection, list(numbers))
        return {number: each.event for number, each in found.items()}

    def _numbered(self, connection: Connection, numbers: Sequence[int]) -> dict[int, KeptEvent]:
        table, found = epcis_events.c, dict[int, KeptEvent]()
        for part in _parts(list(numbers)):
            query = select(table.number, table.recorded_at, table.body).where(table.number.in_(part))
            found.update({row[0]: _kept(row) for row in connection.execute(query)})
        return found

    def last_number(self) -> int:
        """The number of the newest event, 0 where there is none."""
        with self.database.reading() as connection:
            return connection.execute(select(func.max(epcis_events.c.number))).scalar_one() or 0

    def known(self, column: str, after: str = "", limit: int = 100) -> list[str]:
        """The distinct values of `type`, `step`, `disposition`, `place` or `location`, in order."""
        assert column in _INDEXED, column
        value = epcis_events.c[column]
        query = select(value).where(value > after).distinct().order_by(value).limit(limit)
        with self.database.reading() as connection:
            return [row[0] for row in connection.execute(query)]

    def known_things(self, roles: Sequence[int], after: str = "", limit: int = 100) -> list[str]:
        """The distinct names of what events are about in one of these roles, in order."""
        name, role = epcis_things.c.name, epcis_things.c.role
        query = select(name).where(name > after, role.in_(roles)).distinct().order_by(name).limit(limit)
        with self.database.reading() as connection:
            return [row[0] for row in connection.execute(query)]

    def note_capture(self, connection: Connection, said: Mapping[str, Any]) -> str:
        """Enter a capture and what became of it; returns its id."""
        last = connection.execute(select(func.max(epcis_captures.c.number))).scalar_one() or 0
        id_ = uuid4().hex
        values = {"id": id_, "number": last + 1, "said": keepable_json(dict(said))}
        connection.execute(insert(epcis_captures).values(values))
        return id_

    def capture(self, id_: str) -> dict[str, Any]:
        """What became of a capture.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        query = select(epcis_captures.c.said).where(epcis_captures.c.id == id_)
        return dict(self._one(query, "capture", id_)[0])

    def captures(self, before: int | None = None, limit: int = 30) -> list[tuple[int, str, dict[str, Any]]]:
        """The newest captures: number, id and what became of them."""
        table = epcis_captures.c
        query = select(table.number, table.id, table.said).order_by(table.number.desc()).limit(limit)
        if before is not None:
            query = query.where(table.number < before)
        with self.database.reading() as connection:
            return [(row[0], row[1], dict(row[2])) for row in connection.execute(query)]

    def name_query(self, name: str, asked: Mapping[str, Any]) -> bool:
        """Keep a query under a name; False where the name is taken."""
        with self.database.writing() as connection:
            taken = select(epcis_queries.c.name).where(epcis_queries.c.name == name)
            if connection.execute(taken).first() is not None:
                return False
            values = {
                "name": keepable(name),
                "asked": keepable_json(dict(asked)),
                "made_at": datetime.now(UTC),
            }
            connection.execute(insert(epcis_queries).values(values))
            return True

    def named_query(self, name: str) -> dict[str, Any]:
        """What a named query asks.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        query = select(epcis_queries.c.asked).where(epcis_queries.c.name == name)
        return dict(self._one(query, "query", name)[0])

    def named_queries(self) -> list[tuple[str, dict[str, Any]]]:
        """All of them, by name."""
        query = select(epcis_queries.c.name, epcis_queries.c.asked).order_by(epcis_queries.c.name)
        with self.database.reading() as connection:
            return [(row[0], dict(row[1])) for row in connection.execute(query)]

    def drop_query(self, name: str) -> None:
        """Forget a named query and its subscriptions.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self.database.writing() as connection:
            connection.execute(delete(epcis_subscriptions).where(epcis_subscriptions.c.query == name))
            if not connection.execute(delete(epcis_queries).where(epcis_queries.c.name == name)).rowcount:
                raise ModisteError("MOD-1103", kind="query", id=name[:80])

    def subscribe(self, query: str, said: Mapping[str, Any]) -> KeptSubscription:
        """Keep a subscription; it is told what is recorded from now on.

        Raises:
            ModisteError: MOD-1103 when there is no such query.
        """
        self.named_query(query)
        with self.database.writing() as connection:
            last = connection.execute(select(func.max(epcis_events.c.number))).scalar_one() or 0
            made = KeptSubscription(
                uuid4().hex, query, keepable_json(dict(said)), datetime.now(UTC), last, None
            )
            connection.execute(insert(epcis_subscriptions).values(made._asdict()))
        return made

    def subscriptions(self, query: str = "") -> list[KeptSubscription]:
        """The subscriptions to a query, or all."""
        asked = select(epcis_subscriptions).order_by(epcis_subscriptions.c.made_at)
        if query:
            asked = asked.where(epcis_subscriptions.c.query == query)
        with self.database.reading() as connection:
            return [KeptSubscription(*row) for row in connection.execute(asked)]

    def told(self, id_: str, number: int) -> None:
        """Note up to which event a subscription was told."""
        where = epcis_subscriptions.c.id == id_
        with self.database.writing() as connection:
            connection.execute(
                update(epcis_subscriptions).where(where).values(told_number=number, told_at=datetime.now(UTC))
            )

    def unsubscribe(self, id_: str) -> None:
        """Forget a subscription.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        gone = delete(epcis_subscriptions).where(epcis_subscriptions.c.id == id_)
        with self.database.writing() as connection:
            if not connection.execute(gone).rowcount:
                raise ModisteError("MOD-1103", kind="subscription", id=id_[:80])

    def _states(self, connection: Connection, by: str, names: Iterable[str]) -> dict[str, KeptState]:
        found = {}
        for part in _parts(list(names)):
            query = select(epcis_states).where(epcis_states.c[by].in_(part))
            found.update({row[0]: KeptState(*row) for row in connection.execute(query)})
        return found

    def _one(self, query: Select[Any], kind: str, id_: str) -> Any:
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise ModisteError("MOD-1103", kind=kind, id=id_[:80])
        return row


def _about(*more: Any) -> Select[Any]:
    """The numbers of events about one thing, made once: names are given when it is asked."""
    table = epcis_things.c
    query = select(table.at, table.number).distinct()
    query = query.where(
        table.name == bindparam("name"), table.at >= bindparam("since"), table.at < bindparam("until"), *more
    )
    return query.order_by(table.at, table.number).limit(bindparam("most"))


_NAMED, _NAMED_AS = _about(), _about(epcis_things.c.role == bindparam("role"))


def _filtered(asked: EventFilter) -> Select[Any]:
    table = epcis_events.c
    query = select(table.number, table.recorded_at, table.body)
    if asked.things:
        name = epcis_things.c.name
        exact = [value for value, is_pattern in asked.things if not is_pattern]
        # A pattern's names lie between its own slash and the sign after it.
        below = [name.between(f"{value}/", f"{value}0") for value, is_pattern in asked.things if is_pattern]
        among = select(epcis_things.c.number).where(or_(name.in_(exact), *below))
        if asked.roles:
            among = among.where(epcis_things.c.role.in_(asked.roles))
        query = query.where(table.number.in_(among))
    if asked.ids:
        query = query.where(table.event_id.in_(asked.ids))
    for column, values in asked.values.items():
        assert column in _INDEXED, column
        query = query.where(epcis_events.c[column].in_(values))
    for column_, low, high in (
        (table.at, asked.since, asked.until),
        (table.recorded_at, asked.recorded_since, asked.recorded_until),
    ):
        query = query if low is None else query.where(column_ >= low)
        query = query if high is None else query.where(column_ < high)
    query = query if asked.past_number is None else query.where(table.number > asked.past_number)
    return query if asked.upto_number is None else query.where(table.number <= asked.upto_number)


def _put(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], replaces: str = "") -> None:
    """Insert rows; with `replaces`, one of the same key is written anew."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    if connection.dialect.name == "sqlite":
        listed, gaps = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        verb = "INSERT OR REPLACE" if replaces else "INSERT"
        connection.exec_driver_sql(f'{verb} INTO "{table.name}" ({listed}) VALUES ({gaps})', list(rows))
        return
    values = [dict(zip(names, row, strict=True)) for row in rows]
    if not replaces:
        connection.execute(insert(table), values)
        return
    new = postgresql.insert(table)
    set_ = {name: new.excluded[name] for name in names if name != replaces}
    connection.execute(new.on_conflict_do_update(index_elements=[replaces], set_=set_), values)


def _parts(values: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _kept(row: Any) -> KeptEvent:
    return KeptEvent(row[0], row[1], orjson.loads(row[2]))
