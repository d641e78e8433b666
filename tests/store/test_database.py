"""A database opens at the newest schema or says why not, and a transaction is whole."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.store.database import Database, _set_up_sqlite, sqlite_url


def test_a_newer_schema_is_refused(store: Store, url: str | None) -> None:
    address = url or f"sqlite:///{store.root / 'shop.db'}"
    database = Database(address, "shop")
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_shop SET version_num = '9999'"))
    database.close()
    with pytest.raises(ModisteError, match=r"MOD-1102.*9999.*0020"):
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


def test_a_full_disk_is_told_and_nothing_of_the_transaction_is_kept(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "a.db"), "shop")
    row = text("INSERT INTO fabrics (id, name, composition, structure) VALUES (:id, 'wool', '{}', 'knit')")
    with pytest.raises(ModisteError, match=r"MOD-1110.*full"), database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        connection.execute(row, [{"id": f"f-{n}" + "x" * 400} for n in range(500)])
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM fabrics")).scalar_one() == 0
    database.close()


def test_damage_found_later_is_told(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "a.db"), "work")
    with pytest.raises(ModisteError, match=r"MOD-1111|MOD-1110"), database.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
    database.close()


@pytest.mark.parametrize("folder", ["what?x=1", "50% wool", "a%20b", "a#b", "sp ace", "衣服"])
def test_a_shop_lies_in_the_folder_it_was_given_whatever_its_name(tmp_path: Path, folder: str) -> None:
    with Store.open(tmp_path / folder) as store:
        store.events.append("views", [{"n": 1}])
        assert store.events.scan("views").columns == ["n"]
        found = {path.name for path in (tmp_path / folder).iterdir()}
    assert {"shop.db", "jobs.db", "blobs", "events"} <= found
    assert [path.name for path in tmp_path.iterdir()] == [folder]


def test_a_second_new_file_is_made_as_the_first_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.store.database._NEW", {})
    made = []
    for name in ("first", "second"):
        Store.open(tmp_path / name).close()
        for file in ("shop.db", "jobs.db"):
            with closing(sqlite3.connect(tmp_path / name / file)) as connection:
                # A counter that was never counted on may be written as nought, or not at all.
                made.append(sorted(each for each in connection.iterdump() if "sqlite_sequence" not in each))
    assert made[:2] == made[2:]
    assert any("card_words" in line for line in made[0])


def test_many_may_open_a_new_shop_at_once(url: str | None, tmp_path: Path) -> None:
    problems: list[BaseException] = []
    all_ready = threading.Barrier(4)

    def open_it() -> None:
        all_ready.wait()
        try:
            Store.open(tmp_path / "shop", url).close()
        except BaseException as error:  # told below, in the test's own thread
            problems.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert not any(thread.is_alive() for thread in threads)


def test_a_new_file_that_others_hold_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.3, lambda: holder.execute("COMMIT"))
    release.start()
    database = Database(sqlite_url(path), "work")
    release.join()
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    database.close()
    holder.close()


def test_many_switch_a_new_file_to_wal_at_once(tmp_path: Path) -> None:
    problems: list[BaseException] = []

    def open_it(path: Path, all_ready: threading.Barrier) -> None:
        connection = sqlite3.connect(path, timeout=30)
        all_ready.wait()
        try:
            _set_up_sqlite(connection, None)
        except BaseException as error:  # told below, in the test's own thread
            problems.append(error)
        finally:
            connection.close()

    for round_ in range(40):
        arguments = (tmp_path / f"{round_}.db", threading.Barrier(8))
        threads = [threading.Thread(target=open_it, args=arguments) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert problems == []


def test_a_shop_being_written_can_be_opened(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    writer = sqlite3.connect(tmp_path / "shop.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Store.open(tmp_path) as store:
        assert store.quarantine.count() == 0
    writer.execute("ROLLBACK")
    writer.close()
