"""What was refused on its way in: from where, which row or file, why, and the raw text, until it is released.

Knows rejections as they were; mending and admitting them again is collect's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, case, func, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import ModisteError
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
    given_up: bool = False


class Quarantine:
    """The quarantine of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, rejections: Iterable[Rejection]) -> int:
        """Hold rejections; one already held from the same place for the same code is kept once."""
        with self._database.writing() as connection:
            return hold_in(connection, rejections)

    def page(self, *, after: int = 0, limit: int = 100, source: str | None = None) -> list[Held]:
        """Rejections still held, oldest first, past the id `after`."""
        query = select(quarantine).where(quarantine.c.id > after, quarantine.c.released_at.is_(None))
        if source is not None:
            query = query.where(quarantine.c.source == source)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(quarantine.c.id).limit(limit)).all()
        return [_held(row) for row in rows]

    def get(self, id: int) -> Held:
        """One rejection, held or released.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(quarantine).where(quarantine.c.id == id)).first()
        if row is None:
            raise ModisteError("MOD-1103", kind="rejection", id=id)
        return _held(row)

    def mend(self, id: int, excerpt: str) -> Held:
        """Replace the text of a rejection that is held; it stays held until it is released.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        kept = keepable(excerpt[:EXCERPT_LENGTH])[:EXCERPT_LENGTH]
        with self._database.writing() as connection:
            connection.execute(update(quarantine).where(quarantine.c.id == id).values(excerpt=kept))
        return self.get(id)

    def count(self) -> int:
        """How many are held."""
        query = select(func.count()).select_from(quarantine).where(quarantine.c.released_at.is_(None))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def release(self, ids: Iterable[int], *, given_up: bool = False) -> int:
        """Let rejections go; returns how many were held.

        Args:
            ids: which.
            given_up: that nobody wants them: the same row of the same source is not held again.
        """
        now = datetime.now(UTC)
        statement = update(quarantine).where(
            quarantine.c.id.in_(list(ids)), quarantine.c.released_at.is_(None)
        )
        with self._database.writing() as connection:
            return connection.execute(statement.values(released_at=now, given_up=given_up)).rowcount


def hold_in(connection: Connection, rejections: Iterable[Rejection], run: int | None = None) -> int:
    """Hold rejections within a transaction, as those of an import's run; what was given up stays so."""
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
            "run": run,
            "given_up": False,
        }
        for each in rejections
    ]
    if not rows:
        return 0
    new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(quarantine)
    given_up = quarantine.c.given_up.is_(True)
    refreshed = {
        "reason": new.excluded.reason,
        "excerpt": new.excluded.excerpt,
        "run": new.excluded.run,
        "released_at": case((given_up, quarantine.c.released_at), else_=null()),
    }
    places = ["source", "place", "code"]
    connection.execute(new.on_conflict_do_update(index_elements=places, set_=refreshed), rows)
    return len(rows)


def release_in(connection: Connection, source: str, run: int) -> None:
    """Let go, within a transaction, of what earlier runs over a source refused and this one did not."""
    older = or_(quarantine.c.run.is_(None), quarantine.c.run < run)
    where = (quarantine.c.source == source, quarantine.c.released_at.is_(None), older)
    connection.execute(update(quarantine).where(*where).values(released_at=datetime.now(UTC)))


def _held(row: Any) -> Held:
    rejection = Rejection(row.source, row.place, row.code, row.reason, row.excerpt)
    return Held(row.id, rejection, row.first_seen, row.released_at, bool(row.given_up))
