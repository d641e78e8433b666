"""The manifest says what counts, and a merge loses nothing that comes in meanwhile."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.search.arrays import ArrayFile
from modiste.search.journal import records
from modiste.search.shelf import MANIFEST, Manifest, Shelf


def read(shelf: Shelf) -> list[bytes]:
    return [data for name in shelf.manifest().journals for _, data in records(shelf.path(name))]


def put(shelf: Shelf, data: bytes) -> None:
    with shelf.writing() as journal:
        shelf.append(journal, data)


def test_an_empty_folder_is_an_empty_index(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "index", "a").manifest() == Manifest("a")


def test_another_reader_sees_what_was_written(tmp_path: Path) -> None:
    shelf, reader = Shelf(tmp_path, "a"), Shelf(tmp_path, "a")
    put(shelf, b"one")
    assert read(reader) == [b"one"]


def test_a_merge_keeps_what_is_written_while_it_works(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "a")
    put(shelf, b"before")

    def build(manifest: Manifest) -> tuple[dict[str, int], dict[str, np.ndarray]]:
        assert [data for name in manifest.journals for _, data in records(shelf.path(name))] == [b"before"]
        put(Shelf(tmp_path, "a"), b"meanwhile")
        return {"merged": 1}, {"x": np.zeros(3, np.int8)}

    shelf.merge(lambda _: True, build)
    manifest = shelf.manifest()
    assert ArrayFile(shelf.path(manifest.segment)).meta == {"merged": 1}
    assert read(shelf) == [b"meanwhile"]
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {MANIFEST, "write.lock", "merge.lock", manifest.segment, *manifest.journals}


def test_a_merge_that_fails_leaves_everything(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "a")
    put(shelf, b"one")

    def build(_: Manifest) -> tuple[dict[str, int], dict[str, np.ndarray]]:
        raise MemoryError

    with pytest.raises(MemoryError):
        shelf.merge(lambda _: True, build)
    put(shelf, b"two")
    assert read(shelf) == [b"one", b"two"]
    assert shelf.manifest().segment == ""


def test_another_space_begins_anew_and_reads_nothing_of_the_other(tmp_path: Path) -> None:
    put(Shelf(tmp_path, "a"), b"of a")
    other = Shelf(tmp_path, "b")
    assert read(other) == []
    put(other, b"of b")
    assert read(Shelf(tmp_path, "b")) == [b"of b"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"format": 9, "space": "a"}', '{"format": 1, "journals": 3}']
)
def test_a_damaged_manifest_is_told_and_can_be_cleared(tmp_path: Path, text: str) -> None:
    shelf = Shelf(tmp_path, "a")
    put(shelf, b"one")
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(ModisteError, match="MOD-1803"):
        shelf.manifest()
    shelf.clear()
    assert read(shelf) == []
    put(shelf, b"two")
    assert read(Shelf(tmp_path, "a")) == [b"two"]
