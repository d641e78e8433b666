"""Records are whole or not there, wherever a writer dies."""

from pathlib import Path

from modiste.search.journal import append, mended, records


def test_records_come_back_from_any_place(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    assert list(records(path)) == []
    ends = [append(path, data) for data in (b"one", b"", b"three" * 100)]
    assert [data for _, data in records(path)] == [b"one", b"", b"three" * 100]
    assert [end for end, _ in records(path)] == ends
    assert [data for _, data in records(path, ends[1])] == [b"three" * 100]


def test_a_cut_at_any_byte_leaves_the_records_before_it(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    ends = [0, *(append(path, bytes([number]) * 9) for number in range(3))]
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert [end for end, _ in records(path)] == [end for end in ends if 0 < end <= length]


def test_a_writer_cuts_a_dead_ones_half_off_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    end = append(path, b"whole")
    with path.open("ab") as file:
        file.write(b"\x20\0\0\0half")
    assert mended(path) == end
    append(path, b"next")
    assert [data for _, data in records(path)] == [b"whole", b"next"]


def test_a_changed_byte_ends_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    first = append(path, b"first")
    append(path, b"second")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert [end for end, _ in records(path)] == [first]
