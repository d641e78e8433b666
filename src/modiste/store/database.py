"""A database file or server: opened, set for safety, brought to the newest schema, one writer at a time.

Knows connections and migrations; what the tables mean is `tables`'.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
    StatementError,
)

from modiste.garment import ModisteError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30
_WAL_WAIT_SECONDS = 0.01
_DRIVERS = ("sqlite", "postgresql")
# Alembic's `op` is one per process: two threads that migrated at once would write to each other's database.
_MIGRATING = threading.Lock()
# What makes a new SQLite database of each history as its migrations did before in this process, sooner.
_NEW: dict[str, tuple[str, ...]] = {}
# The same for processes on one PostgreSQL: any number that no one else's advisory lock is likely to have.
_MIGRATION_KEY = 0x6D6F6469


class Database:
    """An engine with reading and writing transactions; SQLite in WAL mode with every commit on disk."""

    def __init__(self, url: str | URL, migrations: str) -> None:
        """Open and migrate.

        Args:
            url: SQLAlchemy URL, `postgresql+psycopg://...` or what `sqlite_url` makes of a path.
            migrations: the folder below store/migrations whose history this database follows.

        Raises:
            ModisteError: MOD-1101 when it cannot be opened, MOD-1102 when it is of a newer schema.
        """
        self.engine = _engine(url)
        self._counting: Any = None
        self._counting_lock = threading.Lock()
        self.where = self.engine.url.database or ""
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        try:
            self._migrate(migrations)
        except SQLAlchemyError as error:
            self.engine.dispose()
            raise ModisteError("MOD-1101", path=self.where, reason=_reason(error)) from None
        except ModisteError:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and writes nothing.

        Raises:
            ModisteError: MOD-1110 when the database fails, MOD-1111 for a value it cannot look up.
        """
        with self._telling(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is whole on disk when the block ends, or did not happen.

        Raises:
            ModisteError: MOD-1105 when a row refers to something that is not there, MOD-1110 when the
                database fails (full, locked, damaged, gone), MOD-1111 for a value it cannot keep.
        """
        with (
            self._telling(),
            self.engine.connect().execution_options(modiste_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def commits(self) -> int | None:
        """A number that is another one after every commit of whichever process; None where there is none.

        Source: SQLite's `PRAGMA data_version`, which counts the commits of all connections but its own.

        Raises:
            ModisteError: MOD-1110 when the database fails.
        """
        if self.engine.dialect.name != "sqlite":
            return None
        with self._counting_lock:
            try:
                if self._counting is None:
                    self._counting = self.engine.raw_connection()
                cursor = self._counting.cursor()
                try:
                    return int(cursor.execute("PRAGMA data_version").fetchone()[0])
                finally:
                    cursor.close()
            except (sqlite3.Error, SQLAlchemyError) as error:
                raise ModisteError("MOD-1110", where=self.where, reason=_reason(error)) from None

    def close(self) -> None:
        """Close every connection."""
        with self._counting_lock:
            if self._counting is not None:
                self._counting.close()
                self._counting = None
        self.engine.dispose()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            reason = _reason(error).lower()
            raise ModisteError("MOD-1105", kind="A row", id=_parameters(error), reason=reason) from None
        except (DataError, ProgrammingError, UnicodeEncodeError) as error:
            raise self._unkept(error) from None
        except DatabaseError as error:
            raise ModisteError("MOD-1110", where=self.where, reason=_reason(error)) from None
        except StatementError as error:
            raise self._unkept(error) from None
        except SQLAlchemyError as error:
            raise ModisteError("MOD-1110", where=self.where, reason=_reason(error)) from None

    def _unkept(self, error: StatementError | UnicodeEncodeError) -> ModisteError:
        value = error.object[:80] if isinstance(error, UnicodeEncodeError) else _parameters(error)
        return ModisteError("MOD-1111", where=self.where, value=ascii(value), reason=_reason(error))

    def _migrate(self, folder: str) -> None:
        script = _history(folder)
        table = f"alembic_{folder}"
        # Read first: to open a shop must not wait for whoever is writing it.
        with self.engine.connect() as connection, connection.begin():
            if self._is_newest(connection, script, table):
                return
        options = {"modiste_writes": True}
        with (
            _MIGRATING,
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_KEY)))
            if self._is_newest(connection, script, table):
                return
            is_new = connection.dialect.name == "sqlite" and not _made(connection)
            if is_new and folder in _NEW:
                for statement in _NEW[folder]:
                    connection.exec_driver_sql(statement)
                MigrationContext.configure(connection, opts={"version_table": table}).stamp(script, "head")
                return

            def upgrade(revision: Any, context: Any) -> Any:
                return script._upgrade_revs("head", revision)

            opts = {"fn": upgrade, "version_table": table, "as_sql": False}
            context = MigrationContext.configure(connection, opts=opts)
            with Operations.context(context):
                context.run_migrations()
            if is_new:
                _NEW[folder] = tuple(_made(connection))

    def _is_newest(self, connection: Connection, script: ScriptDirectory, table: str) -> bool:
        context = MigrationContext.configure(connection, opts={"version_table": table})
        found, head = context.get_current_revision(), script.get_current_head()
        try:
            script.get_revision(found or "base")
        except CommandError:
            raise ModisteError("MOD-1102", path=self.where, found=found, known=head) from None
        return found == head


@cache
def _history(folder: str) -> ScriptDirectory:
    """The migrations of a history, read once: they are code, and most shops are the newest."""
    return ScriptDirectory(str(MIGRATIONS / folder), version_locations=[str(MIGRATIONS / folder)])


def _made(connection: Connection) -> list[str]:
    """The statements that made what a SQLite database holds; an index of words makes its own tables."""
    asked = (
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    )
    rows = [(str(name), str(sql)) for name, sql in connection.exec_driver_sql(asked)]
    words = tuple(f"{name}_" for name, sql in rows if sql.startswith("CREATE VIRTUAL TABLE"))
    return [sql for name, sql in rows if not (sql.startswith("CREATE TABLE") and name.startswith(words))]


def sqlite_url(path: Path) -> URL:
    """The URL of a database file; a path written into a URL's text would lose what follows a `?` or `%`."""
    return URL.create("sqlite", database=str(path))


def _engine(url: str | URL) -> Engine:
    try:
        engine = create_engine(url)
        if engine.dialect.name not in _DRIVERS:
            raise ArgumentError(f"its database is {engine.dialect.name}, not {' or '.join(_DRIVERS)}")
    except (ArgumentError, ImportError) as error:
        # Not the URL itself, which may hold a password.
        raise ModisteError("MOD-1101", path="The database URL", reason=_reason(error)) from None
    if engine.dialect.name == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    return engine


def _reason(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError | StatementError) and error.orig else error
    return (str(cause).splitlines() or [type(cause).__name__])[0][:300].rstrip(".")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # Transactions are begun by _begin_sqlite; the driver's own guesses would split migrations.
    connection.isolation_level = None
    _switch_to_wal(connection)
    # 32 MB of pages: in SQLite's 2 MB the indices of a large transaction are spilled and read over and over. As
    # much of the log before it is carried over: each page that many transactions touch is then written once.
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -32768",
        "wal_autocheckpoint = 8192",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _switch_to_wal(connection: Any) -> None:
    # Only the first connection to a new file has anything to do, and it needs the file to itself: SQLite says
    # "locked" at once there, without the wait that `timeout` gives every other statement.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_WAL_WAIT_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a reader later could fail as busy.
    writes = connection.get_execution_options().get("modiste_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _parameters(error: StatementError) -> str:
    parameters: Any = error.params
    if isinstance(parameters, list | tuple) and parameters:
        parameters = parameters[0]
    if isinstance(parameters, tuple) and parameters:
        parameters = parameters[0]  # a record's id is its first value
    return str(parameters.get("id", parameters) if isinstance(parameters, dict) else parameters)[:80]
