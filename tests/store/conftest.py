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


BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """None for SQLite, else the URL of a database: empty, or for a `store` of the newest schema."""
    with chosen(request, "template" if "store" in request.fixturenames else "") as made:
        yield made


@contextmanager
def chosen(request: pytest.FixtureRequest, template: str) -> Iterator[str | None]:
    if request.param == "sqlite":
        yield None
        return
    of = request.getfixturevalue(template) if template else "template1"
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


@pytest.fixture(scope="module", params=BOTH)
def steady_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all tests of a module that leave what is in it as it is."""
    with (
        chosen(request, "template") as url,
        Store.open(tmp_path_factory.mktemp("steady") / "shop", url) as opened,
    ):
        yield opened
