"""What files add up to is seen at once by its writer, soon by others, and read once."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.search.following import Followed
from modiste.search.journal import records
from modiste.search.shelf import Shelf


def followed(folder: Path, read: list[bytes]) -> tuple[Shelf, Followed[int]]:
    shelf = Shelf(folder, "space")

    def applied(count: int, journal: str, place: int) -> tuple[int, int]:
        for end, data in records(shelf.path(journal), place):
            read.append(data)
            count, place = count + 1, end
        return count, place

    return shelf, Followed(shelf, lambda segment: 0, applied)


def test_records_are_read_once_and_a_new_reader_reads_all(tmp_path: Path) -> None:
    read: list[bytes] = []
    shelf, mine = followed(tmp_path, read)
    assert mine.state() == 0
    for data in (b"one", b"two"):
        with shelf.writing() as journal:
            shelf.append(journal, data)
        mine.look_again()
    assert mine.state() == mine.state() == 2
    assert read == [b"one", b"two"]
    again: list[bytes] = []
    other, theirs = followed(tmp_path, again)
    assert theirs.state() == 2 and theirs.names == mine.names
    assert theirs.loaded(other.manifest())[0] == 2


def test_a_file_that_stays_damaged_is_said_so(tmp_path: Path) -> None:
    shelf, mine = followed(tmp_path, [])
    with shelf.writing() as journal:
        shelf.append(journal, b"one")
    (tmp_path / "manifest.json").write_text("{")
    mine.look_again()
    with pytest.raises(ModisteError) as refused:
        mine.state()
    assert refused.value.code == "MOD-1803"
