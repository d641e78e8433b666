"""The import ledger: which source was read how far, and what every source row said when it was last read.

Knows keys, digests and counts; what a row makes, and what becomes of it, is the workspace's. A batch of rows,
its refusals and its count are one transaction, so a kill leaves whole batches and a ledger that agrees.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from modiste.garment import Entity, Garment, Image, ModisteError, Price
from modiste.store.cards import renew
from modiste.store.database import Database
from modiste.store.plain import Plain, found_plain, looked_up, plain_of, upsert, write_plain
from modiste.store.quarantine import Rejection, hold_in, release_in
from modiste.store.rows import found_in
from modiste.store.tables import TABLES, import_prints, import_rows, import_runs
from modiste.store.touched import touch_owners

R = TypeVar("R", bound=Entity)
_ORDER = {kind: place for place, kind in enumerate(TABLES)}
"""The tables are listed with those referred to first."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Source rows by what became of them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0

    @property
    def read(self) -> int:
        """All of them."""
        return self.added + self.updated + self.unchanged + self.quarantined

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.quarantined + other.quarantined,
        )


@dataclass(frozen=True)
class Run:
    """One reading of one source, which may take several attempts."""

    id: int
    kind: str
    source: str
    identity: str
    is_done: bool
    counts: Counts
    seconds: float
    started_at: datetime
    ended_at: datetime | None = None


class Seen(NamedTuple):
    """What is known of a source row: the digest of what it said, and the run that read it last."""

    digest: bytes
    run: int


class Imports:
    """The ledger of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, kind: str, source: str, identity: str) -> Run:
        """The unfinished run of that kind over a source of that identity, else a new one."""
        query = (
            select(import_runs)
            .where(import_runs.c.identity == identity, import_runs.c.kind == kind)
            .where(import_runs.c.is_done.is_(False))
        )
        with self._database.writing() as connection:
            row = connection.execute(query.order_by(import_runs.c.id.desc()).limit(1)).first()
            if row is not None:
                return _run(row)
            now = datetime.now(UTC)
            values: dict[str, Any] = {
                "kind": kind[:120],
                "source": source[:500],
                "identity": identity,
                "is_done": False,
                **_counted(Counts()),
                "seconds": 0.0,
                "started_at": now,
                "ended_at": None,
            }
            made = connection.execute(insert(import_runs).values(**values)).inserted_primary_key
            assert made is not None
            return Run(made[0], kind, source, identity, False, Counts(), 0.0, now)

    def note(self, kind: str, source: str, counts: Counts, started_at: datetime, seconds: float) -> Run:
        """Enter a reading that is over and kept no ledger of rows: a folder of photos, a published data set.

        Args:
            kind: what was read.
            source: the kind, a colon, and what people call it.
            counts: what became of it.
            started_at: the moment that its new records carry.
            seconds: how long it took.
        """
        now = datetime.now(UTC)
        values: dict[str, Any] = {
            "kind": kind[:120],
            "source": source[:500],
            "identity": "",
            "is_done": True,
            **_counted(counts),
            "seconds": seconds,
            "started_at": started_at,
            "ended_at": now,
        }
        with self._database.writing() as connection:
            made = connection.execute(insert(import_runs).values(**values)).inserted_primary_key
        assert made is not None
        return Run(made[0], kind, source, "", True, counts, seconds, started_at, now)

    @contextmanager
    def batch(self, *, may_fail: bool = True) -> Iterator["ImportBatch"]:
        """A transaction: all that the block writes is on disk when it ends, or nothing of it.

        Args:
            may_fail: whether the block goes on behind a `put` that was refused. What that costs, a savepoint
                in which SQLite notes every page again, is two thirds of the time of all writing.
        """
        with self._database.writing() as connection:
            yield ImportBatch(connection, may_fail=may_fail)

    def end(self, run: Run) -> Run:
        """Mark a run as read to its end, and let go of what an earlier one refused and this one did not."""
        with self._database.writing() as connection:
            now = datetime.now(UTC)
            where = import_runs.c.id == run.id
            connection.execute(
                update(import_runs).where(where).values(is_done=True, ended_at=now, seconds=run.seconds)
            )
            release_in(connection, run.source, run.id)
        return replace(run, is_done=True, ended_at=now)

    def prints(self, garment_ids: Sequence[str]) -> dict[str, bytes]:
        """What the sources last said of garments, as `modiste.workspace.merging` prints it."""
        with self._database.reading() as connection:
            return ImportBatch(connection).prints(garment_ids)

    def open_prices(self, sku_ids: Sequence[str]) -> dict[tuple[str, str], Price]:
        """The price that holds until further notice, by SKU and currency."""
        with self._database.reading() as connection:
            return ImportBatch(connection).open_prices(sku_ids)

    def page(self, limit: int | None = 50) -> list[Run]:
        """Runs, newest first; all of them without a limit."""
        query = select(import_runs).order_by(import_runs.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_run(row) for row in connection.execute(query)]


class ImportBatch:
    """What can be asked and written within one batch's transaction."""

    def __init__(self, connection: Connection, *, may_fail: bool = True) -> None:
        self._connection, self._may_fail = connection, may_fail

    def seen(self, keys: Sequence[bytes]) -> dict[bytes, Seen]:
        """What is known of rows, by key."""
        names = ("key", "digest", "run")
        rows = looked_up(self._connection, import_rows, names, "key", keys)
        return {key: Seen(digest, run) for key, digest, run in rows}

    def find(self, kind: type[R], ids: Sequence[str]) -> dict[str, R]:
        """Records that are there, by id."""
        return found_in(self._connection, kind, ids)

    def plain(self, kind: type[Entity], ids: Sequence[str]) -> dict[str, Plain]:
        """The values of records that are there, by id, in the order of the record's fields."""
        return found_plain(self._connection, kind, ids)

    def open_prices(self, sku_ids: Sequence[str]) -> dict[tuple[str, str], Price]:
        """The price that holds until further notice, by SKU and currency."""
        table = TABLES[Price]
        found: dict[tuple[str, str], Price] = {}
        names = ("id", "sku_id")
        held = [row[0] for row in looked_up(self._connection, table, names, "sku_id", sku_ids, "valid_to")]
        prices = found_in(self._connection, Price, held).values()
        for price in sorted(prices, key=lambda each: each.valid_from):
            found[price.sku_id, price.currency] = price
        return found

    def prints(self, garment_ids: Sequence[str]) -> dict[str, bytes]:
        """What the sources last said of garments, as `modiste.workspace.merging` prints it."""
        names = ("garment_id", "prints")
        rows = looked_up(self._connection, import_prints, names, "garment_id", garment_ids)
        return dict(rows)

    def put(self, records: Sequence[Entity]) -> None:
        """Add or replace records, in any order; raises as `put_plain`."""
        rows: dict[type[Entity], list[Plain]] = {}
        for record in records:
            rows.setdefault(type(record), []).append(plain_of(record))
        self.put_plain(rows)

    def put_plain(self, rows: Mapping[type[Entity], Sequence[Plain]]) -> None:
        """Add or replace records by their values, in the order of the record's fields.

        Raises:
            ModisteError: MOD-1105 when one refers to a record that is not there; then none of them is kept,
                and nothing of the batch unless it may fail.
        """
        kinds = sorted((kind for kind in rows if rows[kind]), key=_ORDER.__getitem__)
        if not kinds:
            return
        kind = kinds[0]
        try:
            with self._connection.begin_nested() if self._may_fail else nullcontext():
                for kind in kinds:
                    write_plain(self._connection, kind, rows[kind])
                garments = {row[0] for row in rows.get(Garment, ())}
                renew(self._connection, garments | {row[1] for row in rows.get(Image, ())})
                for kind in kinds:
                    touch_owners(self._connection, kind, [row[0] for row in rows[kind]])
        except IntegrityError as error:
            reason = str(error.orig).splitlines()[0].lower().rstrip(".")
            id_ = rows[kind][-1][0]
            raise ModisteError("MOD-1105", kind=kind.__name__, id=id_, reason=reason) from None

    def keep_prints(self, prints: Mapping[str, bytes]) -> None:
        """Remember what the sources say of garments."""
        self._replace(import_prints, ("garment_id", "prints"), [*prints.items()])

    def mark(self, run: Run, rows: Mapping[bytes, bytes]) -> None:
        """Remember what rows say, by key, and that this run has read them."""
        self._replace(import_rows, ("key", "digest", "run"), [(*row, run.id) for row in rows.items()])

    def hold(self, run: Run, rejections: Sequence[Rejection]) -> None:
        """Put into quarantine what this run refused."""
        hold_in(self._connection, rejections, run.id)

    def count(self, run: Run, counts: Counts, seconds: float) -> Run:
        """Enter how far the run is."""
        now = replace(run, counts=run.counts + counts, seconds=run.seconds + seconds)
        statement = update(import_runs).where(import_runs.c.id == run.id)
        self._connection.execute(statement.values(**_counted(now.counts), seconds=now.seconds))
        return now

    def _replace(self, table: Table, names: tuple[str, ...], rows: list[Plain]) -> None:
        """Add or replace rows by the first of these columns."""
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            self._connection.exec_driver_sql(upsert(table, names[0], *names), rows)
            return
        new = postgresql.insert(table)
        replaced = {name: new.excluded[name] for name in names[1:]}
        values = [dict(zip(names, row, strict=True)) for row in rows]
        self._connection.execute(new.on_conflict_do_update(index_elements=[names[0]], set_=replaced), values)


def _counted(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in ("added", "updated", "unchanged", "quarantined")}


def _run(row: Any) -> Run:
    counts = Counts(row.added, row.updated, row.unchanged, row.quarantined)
    return Run(
        row.id,
        row.kind,
        row.source,
        row.identity,
        row.is_done,
        counts,
        row.seconds,
        row.started_at,
        row.ended_at,
    )
