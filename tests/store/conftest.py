"""One suite for both databases: every test that asks for `store` runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from modiste.store import Store


@contextmanager
def database(server: str, name: str = "", of: str = "template1") -> Iterator[str]:
    """The URL of a new database, which is gone afterwards."""
    name = name or f"shop_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {of}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """None for SQLite, else the URL of a database: empty, or for a `store` of the newest schema."""
    if request.param == "sqlite":
        yield None
        return
    of = request.getfixturevalue("template") if "store" in request.fixturenames else "template1"
    with database(request.getfixturevalue("postgres"), of=of) as made:
        yield made


@pytest.fixture(scope="session")
def template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database of the newest schema, to be copied: migrations once, not a hundred times."""
    with database(postgres, name="template_shop") as url:
        Store.open(tmp_path_factory.mktemp("template"), url).close()
        yield "template_shop"


@pytest.fixture
def store(url: str | None, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop", url) as opened:
        yield opened
