"""A shop opens, again and again, where it may; elsewhere it says why not."""

import os
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import Store


def test_what_was_stored_is_there_when_it_is_opened_again(url: str | None, tmp_path: Path) -> None:
    with Store.open(tmp_path / "shop", url) as store:
        key = store.blobs.put(b"silk")
        job = store.jobs.submit("train", {})
        store.events.append("views", [{"n": 1}])
    with Store.open(tmp_path / "shop", url) as store:
        assert store.blobs.get(key) == b"silk"
        assert store.jobs.get(job.id) == job
        assert store.events.snapshot("views").rows == 1


def test_a_file_is_no_shop(tmp_path: Path) -> None:
    path = tmp_path / "shop"
    path.write_text("a file")
    with pytest.raises(ModisteError, match="MOD-1101"):
        Store.open(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_we_may_not_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ModisteError, match="MOD-1101"):
        Store.open(tmp_path / "shop")
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("name", ["shop.db", "jobs.db"])
def test_a_damaged_database_is_refused(tmp_path: Path, name: str) -> None:
    Store.open(tmp_path).close()
    (tmp_path / name).write_bytes(b"\x00garbage" * 1000)
    with pytest.raises(ModisteError, match="MOD-1101"):
        Store.open(tmp_path)


@pytest.mark.parametrize("url", ["nonsense", "mysql://me:secret@host/shop", "postgresql+nothing://me@host/x"])
def test_a_url_of_no_database_we_know_is_refused_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1101") as caught:
        Store.open(tmp_path, url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["blobs", "blobs/packs", "events"])
def test_a_file_where_a_folder_belongs_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a file")
    with pytest.raises(ModisteError, match="MOD-1101"):
        Store.open(tmp_path)


def test_a_path_that_no_system_takes_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "a\0b", tmp_path / ("x" * 5000)):
        with pytest.raises(ModisteError, match="MOD-1101"):
            Store.open(path)


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1101"):
        Store.open(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2")
