"""A database file or server: opened, set for safety, brought to the newest schema, one writer at a time.

Knows connections and migrations; what the tables mean is `tables`'.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from modiste.garment import ModisteError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30


class Database:
    """An engine with reading and writing transactions; SQLite in WAL mode with every commit on disk."""

    def __init__(self, url: str, migrations: str) -> None:
        """Open and migrate.

        Args:
            url: SQLAlchemy URL, `sqlite:///...` or `postgresql+psycopg://...`.
            migrations: the folder below store/migrations whose history this database follows.

        Raises:
            ModisteError: MOD-1101 when it cannot be opened, MOD-1102 when it is of a newer schema.
        """
        self.engine: Engine = create_engine(url, connect_args=_arguments(url))
        self.where = self.engine.url.database or ""
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        try:
            self._migrate(migrations)
        except SQLAlchemyError as error:
            self.engine.dispose()
            cause = error.orig if isinstance(error, DBAPIError) else error
            reason = str(cause).splitlines()[0]
            raise ModisteError("MOD-1101", path=self.where, reason=reason) from None
        except ModisteError:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and writes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is whole on disk when the block ends, or did not happen.

        Raises:
            ModisteError: MOD-1105 when a row refers to something that is not there.
        """
        with self.engine.connect().execution_options(modiste_writes=True) as connection:
            try:
                with connection.begin():
                    yield connection
            except IntegrityError as error:
                reason = str(error.orig).splitlines()[0].lower()
                raise ModisteError("MOD-1105", kind="A row", id=_parameters(error), reason=reason) from None

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _migrate(self, folder: str) -> None:
        script = ScriptDirectory(str(MIGRATIONS / folder), version_locations=[str(MIGRATIONS / folder)])
        table = f"alembic_{folder}"
        with self.engine.connect().execution_options(modiste_writes=True) as connection, connection.begin():
            found = MigrationContext.configure(
                connection, opts={"version_table": table}
            ).get_current_revision()
            head = script.get_current_head()
            if found == head:
                return
            try:
                script.get_revision(found or "base")
            except CommandError:
                raise ModisteError("MOD-1102", path=self.where, found=found, known=head) from None

            def upgrade(revision: Any, context: Any) -> Any:
                return script._upgrade_revs("head", revision)

            options = {"fn": upgrade, "version_table": table, "as_sql": False}
            context = MigrationContext.configure(connection, opts=options)
            with Operations.context(context):
                context.run_migrations()


def _arguments(url: str) -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS, "check_same_thread": False} if url.startswith("sqlite") else {}


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # Transactions are begun by _begin_sqlite; the driver's own guesses would split migrations.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a reader later could fail as busy.
    writes = connection.get_execution_options().get("modiste_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _parameters(error: IntegrityError) -> str:
    parameters = error.params
    if isinstance(parameters, list | tuple) and parameters:
        parameters = parameters[0]
    return str(parameters.get("id", "?")) if isinstance(parameters, dict) else str(parameters)[:80]
