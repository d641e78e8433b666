"""Archives are read as streams within limits, and a stranger's tricks are refused by name."""

import gzip
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import Archive, SourceLimits, open_source
from modiste.collect.archive import open_gzip
from modiste.collect.opening import stream_of
from modiste.garment import ModisteError


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_members_are_listed_and_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"b/feed.csv": b"id\n1\n", "a.jpg": b"x", "__MACOSX/._a": b"y"})
    with Archive(path, "a.zip") as archive:
        assert archive.names == ("a.jpg", "b/feed.csv")
        assert archive.read("b/feed.csv", 100) == b"id\n1\n"
        with pytest.raises(ModisteError, match="MOD-1204"):
            archive.read("b/feed.csv", 3)
        with pytest.raises(ModisteError, match="MOD-1233"):
            archive.read("nowhere", 3)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x", "..\\x"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as file:
        info = zipfile.ZipInfo("x")
        info.filename = name
        file.writestr(info, b"id\n1\n")
    with Archive(path, "slip.zip") as archive, pytest.raises(ModisteError, match=r"MOD-1236.*leads out"):
        archive.read(archive.names[0], 100)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    info = zipfile.ZipInfo("feed.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(info, "/etc/passwd")
    with Archive(path, "link.zip") as archive, pytest.raises(ModisteError, match=r"MOD-1236.*it is a link"):
        archive.read("feed.csv", 100)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", **{"feed.csv": b"0" * 30_000_000})
    with Archive(path, "bomb.zip") as archive, pytest.raises(ModisteError, match=r"MOD-1236.*times its size"):
        archive.read("feed.csv", 100)
    assert open_source(path).head == b""
    with Archive(path, "b", SourceLimits(unpacked_bytes=1000)) as archive:
        assert "more than 1000 bytes" in archive.refusal("feed.csv")
    with pytest.raises(ModisteError, match="MOD-1236"):
        Archive(zipped(tmp_path / "many.zip", a=b"", b=b""), "many.zip", SourceLimits(members=1))


def test_a_gzip_bomb_is_cut_off_while_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 30_000_000))
    with pytest.raises(ModisteError, match="MOD-1236"), open_gzip(path, "bomb") as stream:
        while stream.read(1 << 16):
            pass


def test_damaged_packing_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(bytes(range(256)) * 4000)[:-400])
    with pytest.raises(ModisteError, match="MOD-1234"), open_gzip(path, "cut") as stream:
        while stream.read(1 << 16):
            pass
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ModisteError, match="MOD-1233"):
        open_source(tmp_path / "no.zip")


@settings(deadline=None)
@given(data=st.binary(max_size=300), at=st.integers(0, 200))
def test_no_bytes_in_an_archive_escape_as_another_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int
) -> None:
    path = zipped(tmp_path_factory.mktemp("any") / "a.zip", **{"feed.csv": b"id,name\n1,coat\n" * 9})
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])
    try:
        source = open_source(path)
        with stream_of(source) as stream:
            stream.read()
    except ModisteError as error:
        assert error.code in {"MOD-1233", "MOD-1234", "MOD-1236"}
