"""What was refused on its way in: from where, which row or file, why, and the raw text, until it is released.

Knows rejections as they were; mending and admitting them again is collect's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.tables import quarantine

EXCERPT_LENGTH = 4000


@dataclass(frozen=True)
class Rejection:
    """One row or file that was not let in: `place` is its line or path within `source`."""

    source: str
    place: str
    code: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True)
class Held:
    """A rejection as the store keeps it."""

    id: int
    rejection: Rejection
    first_seen: datetime
    released_at: datetime | None


class Quarantine:
    """The quarantine of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, rejections: Iterable[Rejection]) -> int:
        """Hold rejections; one already held from the same place for the same code is kept once."""
        now = datetime.now(UTC)
        rows = [
            {
                "source": keepable(each.source)[:500],
                "place": keepable(each.place)[:2000],
                "code": each.code,
                "reason": keepable(each.reason)[:EXCERPT_LENGTH],
                "excerpt": keepable(each.excerpt[:EXCERPT_LENGTH])[:EXCERPT_LENGTH],
                "first_seen": now,
                "released_at": None,
            }
            for each in rejections
        ]
        if not rows:
            return 0
        with self._database.writing() as connection:
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            insert = dialect.insert(quarantine)
            connection.execute(insert.on_conflict_do_nothing(), rows)
        return len(rows)

    def page(self, *, after: int = 0, limit: int = 100, source: str | None = None) -> list[Held]:
        """Rejections still held, oldest first, past the id `after`."""
        query = select(quarantine).where(quarantine.c.id > after, quarantine.c.released_at.is_(None))
        if source is not None:
            query = query.where(quarantine.c.source == source)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(quarantine.c.id).limit(limit)).all()
        return [
            Held(
                row.id,
                Rejection(row.source, row.place, row.code, row.reason, row.excerpt),
                row.first_seen,
                row.released_at,
            )
            for row in rows
        ]

    def count(self) -> int:
        """How many are held."""
        query = select(func.count()).select_from(quarantine).where(quarantine.c.released_at.is_(None))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def release(self, ids: Iterable[int]) -> int:
        """Let rejections go (mended or given up); returns how many were held."""
        now = datetime.now(UTC)
        statement = update(quarantine).where(
            quarantine.c.id.in_(list(ids)), quarantine.c.released_at.is_(None)
        )
        with self._database.writing() as connection:
            return connection.execute(statement.values(released_at=now)).rowcount
