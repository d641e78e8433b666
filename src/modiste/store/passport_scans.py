"""Scans of labels, codes that are claimed once, and counts that limit both; bounded, and soon forgotten.

Knows rows. No address of anybody is kept: a client is a pseudonym under a salt of the day, which is destroyed
after the next one; from then on nobody can tell who it was.
"""

import secrets
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.tables import LONG, shop

passport_scans = Table(
    "passport_scans",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("item", String(LONG), nullable=False, index=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("client", String(40), nullable=False),
    Column("country", String(2), nullable=False),
    # Whole degrees, or nothing.
    Column("latitude", Float, nullable=True),
    Column("longitude", Float, nullable=True),
    Column("said", String(20), nullable=False),
)

passport_codes = Table(
    "passport_codes",
    shop,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("item", String(LONG), nullable=False, index=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("claimed_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    # Who of the house ended it; never who claimed it.
    Column("ended_by", String(200), nullable=False),
    Column("reason", String(1000), nullable=False),
)

passport_counts = Table(
    "passport_counts",
    shop,
    Column("subject", String(LONG + 20), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)

passport_days = Table(
    "passport_days",
    shop,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary(32), nullable=False),
)

CodeState = Literal["open", "claimed", "passed_on", "released", "replaced"]
DAY = 86_400_000
FAILS = "fails:"
"""Before an item's name: wrong codes that were tried on it."""
_CHUNK = 500


class KeptScan(NamedTuple):
    """A scan as it is kept; `at` in milliseconds since 1970."""

    item: str
    at: int
    client: str
    country: str
    latitude: float | None
    longitude: float | None
    said: str


class KeptCode(NamedTuple):
    """What became of a code; moments in milliseconds since 1970, 0 where there is none."""

    item: str
    state: CodeState
    made_at: int
    claimed_at: int
    ended_at: int
    ended_by: str
    reason: str


class PassportScans:
    """The scans and codes of one shop."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def day_salt(self, connection: Connection, day: int) -> bytes:
        """The salt of a day since 1970, made where there is none; those of before yesterday are destroyed."""
        table = passport_days.c
        connection.execute(delete(passport_days).where(table.day < day - 1))
        _add(connection, passport_days, {"day": day, "salt": secrets.token_bytes(32)})
        return bytes(connection.execute(select(table.salt).where(table.day == day)).scalar_one())

    def counted(self, connection: Connection, subject: str, day: int) -> int:
        """Count one more of a subject on a day; returns how many that makes."""
        table = passport_counts.c
        _add(connection, passport_counts, {"subject": subject, "day": day, "count": 0})
        mine = (table.subject == subject) & (table.day == day)
        connection.execute(update(passport_counts).where(mine).values(count=table.count + 1))
        return int(connection.execute(select(table.count).where(mine)).scalar_one())

    def count(self, connection: Connection, subject: str, day: int) -> int:
        """How many of a subject were counted on a day."""
        table = passport_counts.c
        query = select(table.count).where(table.subject == subject, table.day == day)
        return int(connection.execute(query).scalar() or 0)

    def counts(self, prefix: str) -> dict[str, int]:
        """Sums over the days that are kept, by what stands behind the prefix."""
        table = passport_counts.c
        query = select(table.subject, func.sum(table.count)).group_by(table.subject)
        query = query.where(table.subject.startswith(prefix, autoescape=True))
        with self.database.reading() as connection:
            return {row[0].removeprefix(prefix): int(row[1]) for row in connection.execute(query)}

    def add(self, connection: Connection, scan: KeptScan, most: int) -> None:
        """Keep a scan, and of its item no more than the newest so many."""
        connection.execute(insert(passport_scans).values(scan._asdict()))
        table = passport_scans.c
        newest = select(table.number).where(table.item == scan.item).order_by(table.number.desc())
        beyond = connection.execute(newest.offset(most).limit(1)).scalar()
        if beyond is not None:
            connection.execute(delete(passport_scans).where(table.item == scan.item, table.number <= beyond))

    def scans(self, item: str, connection: Connection | None = None) -> list[KeptScan]:
        """The scans of an item, by time."""
        table = passport_scans.c
        query = select(*(table[name] for name in KeptScan._fields)).where(table.item == item)
        query = query.order_by(table.at, table.number)
        if connection is not None:
            return [KeptScan(*row) for row in connection.execute(query)]
        with self.database.reading() as own:
            return [KeptScan(*row) for row in own.execute(query)]

    def items(self, after: str = "", limit: int = _CHUNK) -> list[str]:
        """Items that were scanned, by name."""
        item = passport_scans.c.item
        query = select(item).where(item > after).distinct().order_by(item).limit(limit)
        with self.database.reading() as connection:
            return list(connection.execute(query).scalars())

    def forget(self, connection: Connection, before: int, today: int) -> int:
        """Delete scans and counts of before a moment, and what was counted of clients before yesterday.

        Args:
            connection: The transaction.
            before: In milliseconds since 1970.
            today: The day since 1970.

        Returns:
            How many scans.
        """
        table = passport_counts.c
        gone = connection.execute(delete(passport_scans).where(passport_scans.c.at < before)).rowcount
        of_clients = (table.day < today - 1) & ~table.subject.startswith(FAILS)
        connection.execute(delete(passport_counts).where((table.day < before // DAY) | of_clients))
        return int(gone)

    def put_codes(self, connection: Connection, made: Sequence[tuple[str, bytes]], at: int) -> None:
        """Keep new codes; an open one of the same item is replaced by it."""
        table = passport_codes.c
        for begin in range(0, len(made), _CHUNK):
            part = made[begin : begin + _CHUNK]
            mine = table.item.in_([item for item, _ in part]) & (table.state == "open")
            connection.execute(update(passport_codes).where(mine).values(state="replaced", ended_at=at))
            rows = [_new_code(item, digest, at) for item, digest in part]
            connection.execute(insert(passport_codes), rows)

    def claim(self, connection: Connection, item: str, digest: bytes, at: int) -> bool:
        """Claim an open code; of all who try it at once, exactly one does."""
        table = passport_codes.c
        mine = (table.item == item) & (table.digest == digest) & (table.state == "open")
        done = connection.execute(update(passport_codes).where(mine).values(state="claimed", claimed_at=at))
        return done.rowcount == 1

    def pass_on(self, connection: Connection, item: str, digest: bytes, new: bytes, at: int) -> bool:
        """End a claimed code and open another for who comes next."""
        table = passport_codes.c
        mine = (table.item == item) & (table.digest == digest) & (table.state == "claimed")
        done = connection.execute(update(passport_codes).where(mine).values(state="passed_on", ended_at=at))
        if done.rowcount != 1:
            return False
        connection.execute(insert(passport_codes).values(_new_code(item, new, at)))
        return True

    def code(self, connection: Connection, item: str, digest: bytes) -> KeptCode | None:
        """What became of a code, by its digest."""
        table = passport_codes.c
        query = select(*(table[name] for name in KeptCode._fields))
        row = connection.execute(query.where(table.item == item, table.digest == digest)).first()
        return KeptCode(*row) if row else None

    def codes(self, item: str, connection: Connection | None = None) -> list[KeptCode]:
        """What became of an item's codes, the newest first."""
        table = passport_codes.c
        query = select(*(table[name] for name in KeptCode._fields)).where(table.item == item)
        query = query.order_by(table.number.desc())
        if connection is not None:
            return [KeptCode(*row) for row in connection.execute(query)]
        with self.database.reading() as own:
            return [KeptCode(*row) for row in own.execute(query)]

    def claimed(self, connection: Connection, items: Sequence[str]) -> list[str]:
        """Those of the items whose code is claimed now."""
        table, found = passport_codes.c, list[str]()
        for begin in range(0, len(items), _CHUNK):
            part = table.item.in_(items[begin : begin + _CHUNK])
            found += connection.execute(select(table.item).where(part, table.state == "claimed")).scalars()
        return found

    def release(self, connection: Connection, item: str, who: str, reason: str, at: int) -> bool:
        """End a claim by the house's hand; False where there is none."""
        table = passport_codes.c
        said = {"state": "released", "ended_at": at, "ended_by": keepable(who), "reason": keepable(reason)}
        mine = (table.item == item) & (table.state == "claimed")
        return bool(connection.execute(update(passport_codes).where(mine).values(said)).rowcount)


def _new_code(item: str, digest: bytes, at: int) -> dict[str, object]:
    said = {"claimed_at": 0, "ended_at": 0, "ended_by": "", "reason": ""}
    return {"item": item, "digest": digest, "state": "open", "made_at": at, **said}


def _add(connection: Connection, table: Table, row: dict[str, object]) -> None:
    """Insert a row unless one of its key is there."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing())
