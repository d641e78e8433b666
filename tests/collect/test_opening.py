"""A source is looked at before anyone knows what it is: its head, its names, and nothing outside it."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from modiste.collect import identity_of, open_source
from modiste.collect.opening import HEAD_BYTES, ends_with, only_data_file, stream_of, text_stream_of
from modiste.garment import ModisteError

FEED = b"id,name\n1,coat\n"


def test_a_files_head_is_its_beginning_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "feed.csv").write_bytes(FEED)
    (tmp_path / "feed.csv.gz").write_bytes(gzip.compress(FEED))
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as file:
        file.writestr("export/feed.csv", FEED)
        file.writestr("export/a.jpg", b"x")
    for name in ("feed.csv", "feed.csv.gz", "feed.zip"):
        source = open_source(tmp_path / name)
        assert (source.name, source.head) == (name, FEED)
        assert ends_with(source, ".csv")
        assert not ends_with(source, ".xml")
        with stream_of(source) as stream:
            assert stream.read() == FEED
        with text_stream_of(source) as (text, encoding):
            assert (text.read(), encoding) == (FEED.decode(), "utf-8")


def test_a_long_file_is_looked_at_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_bytes(FEED * 10_000)
    assert len(open_source(tmp_path / "long.csv").head) == HEAD_BYTES


def test_a_folder_shows_its_names_and_the_head_of_its_one_data_file(tmp_path: Path) -> None:
    (tmp_path / "photos" / "coat").mkdir(parents=True)
    (tmp_path / "photos" / "coat" / "a.jpg").write_bytes(b"x")
    (tmp_path / "photos" / ".hidden").write_bytes(b"x")
    assert open_source(tmp_path / "photos").head == b""
    (tmp_path / "photos" / "list.csv").write_bytes(FEED)
    source = open_source(tmp_path / "photos", name="mine")
    assert (source.name, source.names, source.head) == ("mine", ("list.csv", "coat/a.jpg"), FEED)
    with stream_of(source) as stream:
        assert stream.read() == FEED


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nowhere", tmp_path / "empty.csv", tmp_path / "pipe", "x" * 5000, "a\0b"):
        with pytest.raises(ModisteError, match="MOD-1233"):
            open_source(path)


def test_a_source_is_the_same_while_its_content_is(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(FEED)
    first, second = (identity_of(open_source(tmp_path / name)) for name in ("a.csv", "b.csv"))
    assert first == second
    (tmp_path / "b.csv").write_bytes(FEED + b"2,hat\n")
    assert identity_of(open_source(tmp_path / "b.csv")) != first
    folder = identity_of(open_source(tmp_path))
    assert identity_of(open_source(tmp_path)) == folder
    (tmp_path / "c.csv").write_bytes(FEED)
    assert identity_of(open_source(tmp_path)) != folder


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("a.jpg",), None),
        (("a.jpg", "b/list.csv"), "b/list.csv"),
        (("list.csv", "b/other.csv"), "list.csv"),
        (("a.csv", "b.csv"), None),
    ],
)
def test_the_data_file_nearest_the_top_counts(names: tuple[str, ...], found: str | None) -> None:
    assert only_data_file(names) == found
