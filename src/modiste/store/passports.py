"""A shop's passports and the leaves of its log, in their order.

Knows rows; what a leaf commits to and what a passport says is the passport room's. A leaf gets its index
here, in one transaction with whatever it is of; the log's own files follow from these rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Select, func, insert, select, update

from modiste.garment import ModisteError
from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.passport_tables import passport_leaves, passports

PassportState = Literal["issued", "replaced", "revoked"]
_WRITER = 0x706C6F67
"""PostgreSQL's advisory lock of the one writer, which gives out the indexes."""
_CHUNK = 500
_OF_ITEMS = passports.c.item.like("%/21/%")
"""Digital Links without a serial number are of models and batches."""


class NewLeaf(NamedTuple):
    """A leaf before it has an index.

    Attributes:
        kind: What it is of.
        event: The number of the supply event, or 0.
        subject: A passport's id, a key's entry, or "".
        commitment: 32 bytes; empty for a key's.
        salt: Under which it commits, None for a key's.
    """

    kind: str
    event: int
    subject: str
    commitment: bytes
    salt: bytes | None


class KeptLeaf(NamedTuple):
    """A leaf as it is kept; `number` is its index in the log."""

    number: int
    kind: str
    event: int
    subject: str
    commitment: bytes
    salt: bytes | None


class KeptPassport(NamedTuple):
    """A passport as it is kept; moments in milliseconds since 1970, 0 where there is none."""

    id: str
    item: str
    garment: str
    version: int
    state: PassportState
    leaf: int
    position: int
    body: bytes
    issued_at: int
    issued_by: str
    ended_at: int
    ended_by: str
    reason: str


class Passports:
    """The passports of one shop."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(self, connection: Connection) -> None:
        """Be the one writer until the transaction ends; SQLite's writers are so by themselves."""
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_WRITER)))

    def add_leaves(self, connection: Connection, leaves: Sequence[NewLeaf]) -> int:
        """Give leaves their indexes; returns the first."""
        first = self.count(connection)
        rows = [{"number": first + at, **each._asdict()} for at, each in enumerate(leaves)]
        for at in range(0, len(rows), _CHUNK):
            connection.execute(insert(passport_leaves), rows[at : at + _CHUNK])
        return first

    def count(self, connection: Connection) -> int:
        """How many leaves have an index."""
        found = connection.execute(select(func.max(passport_leaves.c.number))).scalar()
        return 0 if found is None else int(found) + 1

    def leaves(self, begin: int = 0, kind: str = "") -> Iterator[KeptLeaf]:
        """The leaves from an index on, in order."""
        table, at = passport_leaves.c, begin
        while True:
            query = select(passport_leaves).where(table.number >= at).order_by(table.number).limit(_CHUNK)
            if kind:
                query = query.where(table.kind == kind)
            with self.database.reading() as connection:
                found = [KeptLeaf(*row) for row in connection.execute(query)]
            yield from found
            if len(found) < _CHUNK:
                return
            at = found[-1].number + 1

    def leaf_at(self, index: int) -> KeptLeaf:
        """The leaf of an index.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        query = select(passport_leaves).where(passport_leaves.c.number == index)
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise ModisteError("MOD-1103", kind="leaf", id=index)
        return KeptLeaf(*row)

    def leaves_of_events(self, numbers: Iterable[int]) -> dict[int, KeptLeaf]:
        """By an event's number, its leaf."""
        wanted, found = sorted(set(numbers)), dict[int, KeptLeaf]()
        with self.database.reading() as connection:
            for at in range(0, len(wanted), _CHUNK):
                query = select(passport_leaves).where(passport_leaves.c.event.in_(wanted[at : at + _CHUNK]))
                found.update({row.event: KeptLeaf(*row) for row in connection.execute(query)})
        return found

    def last_event(self, connection: Connection) -> int:
        """The number of the newest supply event that has a leaf."""
        return connection.execute(select(func.max(passport_leaves.c.event))).scalar() or 0

    def erase(self, item: str) -> int:
        """Forget what an item's passports said, and under which salts they were logged; returns how many."""
        table = passports.c
        mine = select(table.leaf).where(table.item == item)
        with self.database.writing() as connection:
            query = update(passport_leaves).where(
                passport_leaves.c.number.in_(mine), passport_leaves.c.salt.is_not(None)
            )
            count = connection.execute(query.values(salt=None)).rowcount
            connection.execute(update(passports).where(table.item == item).values(body=b"{}"))
        return int(count)

    def next_position(self, connection: Connection) -> int:
        """The first bit of the list of statuses that nobody has."""
        found = connection.execute(select(func.max(passports.c.position))).scalar()
        return 0 if found is None else int(found) + 1

    def add(self, connection: Connection, made: Sequence[KeptPassport]) -> None:
        """Keep new passports."""
        rows = [{**each._asdict(), "issued_by": keepable(each.issued_by)} for each in made]
        for at in range(0, len(rows), _CHUNK):
            connection.execute(insert(passports), rows[at : at + _CHUNK])

    def end(
        self, connection: Connection, ids: Sequence[str], state: PassportState, who: str, reason: str, at: int
    ) -> None:
        """Say that passports are no longer the newest, or revoked."""
        said = {"state": state, "ended_at": at, "ended_by": keepable(who), "reason": keepable(reason)}
        for begin in range(0, len(ids), _CHUNK):
            part = ids[begin : begin + _CHUNK]
            query = update(passports).where(passports.c.id.in_(part), passports.c.state == "issued")
            connection.execute(query.values(said))

    def get(self, id_: str) -> KeptPassport:
        """A passport by its id.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = self._found(select(passports).where(passports.c.id == id_))
        if not found:
            raise ModisteError("MOD-1103", kind="passport", id=id_[:80])
        return found[0]

    def several(self, ids: Iterable[str]) -> dict[str, KeptPassport]:
        """Passports by their ids."""
        wanted, found = list(ids), dict[str, KeptPassport]()
        for at in range(0, len(wanted), _CHUNK):
            query = select(passports).where(passports.c.id.in_(wanted[at : at + _CHUNK]))
            found.update({each.id: each for each in self._found(query)})
        return found

    def newest(self, items: Iterable[str], connection: Connection | None = None) -> dict[str, KeptPassport]:
        """By item, its newest passport."""
        return {item: found[-1] for item, found in self.every(items, connection).items()}

    def every(
        self, items: Iterable[str], connection: Connection | None = None
    ) -> dict[str, list[KeptPassport]]:
        """By item, all its passports, the newest last."""
        wanted, found = list(dict.fromkeys(items)), dict[str, list[KeptPassport]]()
        for at in range(0, len(wanted), _CHUNK):
            query = select(passports).where(passports.c.item.in_(wanted[at : at + _CHUNK]))
            for each in self._found(query.order_by(passports.c.version), connection):
                found.setdefault(each.item, []).append(each)
        return found

    def versions(self, item: str) -> list[KeptPassport]:
        """All passports of an item, the newest first."""
        query = select(passports).where(passports.c.item == item).order_by(passports.c.version.desc())
        return self._found(query)

    def page(
        self,
        *,
        garment: str = "",
        state: str = "",
        every: bool = False,
        after: tuple[str, int] = ("", 0),
        limit: int = 50,
    ) -> list[KeptPassport]:
        """Passports of items by item and version, behind the last one of the page before.

        Args:
            garment: Of one garment.
            state: In one state.
            every: Those that were replaced, too.
            after: An item and a version.
            limit: How many.
        """
        table, (item, version) = passports.c, after
        query = select(passports).order_by(table.item, table.version).limit(limit)
        query = query.where(
            _OF_ITEMS, (table.item > item) | ((table.item == item) & (table.version > version))
        )
        if garment:
            query = query.where(table.garment == garment)
        if state or not every:
            query = query.where(table.state == state if state else table.state != "replaced")
        return self._found(query)

    def counts(self) -> dict[str, int]:
        """How many passports of items there are in each state."""
        query = select(passports.c.state, func.count()).where(_OF_ITEMS).group_by(passports.c.state)
        with self.database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def ended(self, first: int, last: int) -> list[int]:
        """The bits from one and before another of passports that are not the issuer's word any more."""
        table = passports.c
        query = select(table.position).where(
            table.position >= first, table.position < last, table.state != "issued"
        )
        with self.database.reading() as connection:
            return list(connection.execute(query.order_by(table.position)).scalars())

    def _found(self, query: Select[Any], connection: Connection | None = None) -> list[KeptPassport]:
        if connection is not None:
            return [KeptPassport(*row) for row in connection.execute(query)]
        with self.database.reading() as own:
            return [KeptPassport(*row) for row in own.execute(query)]
