"""A database opens at the newest schema or says why not, and a transaction is whole."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.store.database import Database


def test_a_newer_schema_is_refused(store: Store, url: str | None) -> None:
    address = url or f"sqlite:///{store.root / 'shop.db'}"
    database = Database(address, "shop")
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_shop SET version_num = '9999'"))
    database.close()
    with pytest.raises(ModisteError, match=r"MOD-1102.*9999.*0001"):
        Database(address, "shop")


def test_sqlite_syncs_every_commit_and_checks_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}", "shop")
    with database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    database.close()


def test_an_error_in_the_block_undoes_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}", "work")
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(text("DELETE FROM alembic_work"))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_work")).scalar_one() == 1
    database.close()


def test_a_half_made_database_is_made_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    sqlite3.connect(path).close()
    Database(f"sqlite:///{path}", "shop").close()
    path.write_bytes(b"this is no database at all, and long enough to look like one" * 100)
    with pytest.raises(ModisteError, match=r"MOD-1101.*not a database"):
        Database(f"sqlite:///{path}", "shop")
