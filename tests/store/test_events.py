"""The log only grows; a snapshot stays what it was; a killed writer leaves nothing that is read."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from modiste.garment import ModisteError
from modiste.store import EventLog


def test_rows_are_read_as_of_any_snapshot(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    assert log.snapshot("views").rows == 0
    log.append("views", [{"who": "a", "n": 1}])
    log.append("views", [{"n": 2, "who": "b"}, {"n": 3, "who": None}])
    assert log.scan("views").fetchall() == [("a", 1), ("b", 2), (None, 3)]
    assert log.scan("views", 1).fetchall() == [("a", 1)]
    assert [log.snapshot("views", n).rows for n in (0, 1, 2)] == [0, 1, 3]
    assert log.tables() == ["views"]
    assert log.append("nothing", []).id == 0


def test_rows_of_other_columns_or_types_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    log.append("views", [{"n": 1}])
    for wrong in ([{"m": 1}], [{"n": "many"}], [{"n": 1, "m": 2}]):
        with pytest.raises(ModisteError, match="MOD-1112"):
            log.append("views", wrong)
    assert log.snapshot("views").rows == 1
    assert len(list((tmp_path / "views").glob("*.parquet"))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [{"n": 1}, {"n": 2, "m": 3}],
        [{"n": 1, "m": 2}, {"n": 1}],
        [{"n": 1}, {"n": "many"}],
        [{"n": None}],
        [{"n": object()}],
        [{"n": 2**70}],
        [{}],
        pa.table([[1], [2]], names=["n", "n"]),
        pa.table({"n": pa.nulls(2)}),
    ],
    ids=["more", "fewer", "mixed", "untyped", "object", "huge", "bare", "twice", "nulls"],
)
def test_first_rows_that_would_lose_or_bar_something_are_refused(tmp_path: Path, rows: Any) -> None:
    log = EventLog(tmp_path)
    with pytest.raises(ModisteError, match="MOD-1112"):
        log.append("views", rows)
    assert log.tables() == []


def test_no_rows_change_nothing_and_a_table_is_taken_as_it_is(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    first = log.append("views", pa.table({"n": pa.array([1, 2], pa.int16()), "who": ["a", "b"]}))
    assert log.append("views", []) == first
    assert log.append("views", pa.table({"who": ["c"], "n": [3]})).rows == 3
    assert log.scan("views").fetchall() == [(1, "a"), (2, "b"), (3, "c")]
    assert [str(kind) for kind in log.scan("views").types] == ["SMALLINT", "VARCHAR"]


def test_very_many_small_files_are_joined_and_few_are_left(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    for number in range(100):
        log.append("views", [{"n": number}])
    assert log.tidy("views") == 0 and log.tidy("nothing") == 0
    log.append("views", [{"n": 100}])
    assert log.tidy("views") == 100
    assert len(log.snapshot("views").files) == 1 and log.snapshot("views").id == 101
    assert log.scan("views").fetchall() == [(number,) for number in range(101)]


def test_a_missing_or_cut_event_file_is_told(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    (path,) = log.append("views", [{"n": 1}]).files
    whole = path.read_bytes()
    for damage in (whole[:-1], b"", None):
        path.unlink() if damage is None else path.write_bytes(damage)
        for ask in (lambda: log.scan("views"), lambda: log.append("views", [{"n": 2}])):
            with pytest.raises(ModisteError, match="MOD-1113"):
                ask()


def test_a_folder_that_looks_like_a_column_is_none(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "run=3")
    log.append("views", [{"n": 1}])
    assert log.scan("views").columns == ["n"]


def test_a_disk_that_refuses_is_told_and_the_table_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = EventLog(tmp_path)
    log.append("views", [{"n": 1}])

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ModisteError, match=r"MOD-1110.*no space"):
            log.append("views", [{"n": 2}])
    assert log.append("views", [{"n": 3}]).rows == 2
    assert log.scan("views").fetchall() == [(1,), (3,)]


def test_what_a_killed_writer_left_is_not_read_and_can_be_swept(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    log.append("views", [{"n": 1}])
    (tmp_path / "views" / "00000002-left.parquet").write_bytes(b"PAR1 half")
    (tmp_path / "views" / ".manifest.json.0.partial").write_bytes(b"[")
    assert log.scan("views").fetchall() == [(1,)]
    assert log.sweep("views") == 2
    assert log.append("views", [{"n": 2}]).rows == 2


@pytest.mark.parametrize("name", ["", "../x", "A", "a-b", "x" * 81, "views/../../x"])
def test_a_bad_table_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1108"):
        EventLog(tmp_path).append(name, [{"n": 1}])


def test_what_is_not_there_or_damaged_is_told(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    with pytest.raises(ModisteError, match="MOD-1103"):
        log.scan("views")
    log.append("views", [{"n": 1}])
    with pytest.raises(ModisteError, match="MOD-1103"):
        log.snapshot("views", 2)
    for damaged in (
        "[{",
        "{}",
        "null",
        "[1]",
        '[{"file": "../x", "rows": 1, "at": "2026-01-01"}]',
        '[{"at": 1}]',
    ):
        (tmp_path / "views" / "manifest.json").write_text(damaged)
        for ask in (lambda: log.snapshot("views"), lambda: log.append("views", [{"n": 2}])):
            with pytest.raises(ModisteError, match="MOD-1101"):
                ask()


WRITER = """
import sys
from pathlib import Path
from modiste.store.events import EventLog
for n in range(8):
    EventLog(Path(sys.argv[1])).append("views", [{"who": sys.argv[2], "n": n}])
"""


def test_two_processes_append_and_nothing_is_lost(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who]) for who in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    rows = EventLog(tmp_path).scan("views").fetchall()
    assert sorted(rows) == [(who, n) for who in "ab" for n in range(8)]


def test_what_came_behind_so_many_rows_is_read_alone_packed_or_not(tmp_path: Path) -> None:
    log = EventLog(tmp_path)
    assert log.stamp("views") is None
    assert log.since("views", 0, ["n"], most=9)[1] == 0
    stamps = set()
    for some in ([1], [2, 3], [4]):
        log.append("views", [{"n": each, "who": "a"} for each in some])
        stamps.add(log.stamp("views"))
    assert len(stamps) == 3

    def after(rows: int, most: int = 9) -> tuple[list[int] | None, int]:
        found, count = log.since("views", rows, ["n"], most=most)
        return None if found is None else found["n"].to_pylist(), count

    for _ in range(2):
        assert [after(rows) for rows in range(6)] == [
            ([1, 2, 3, 4], 4), ([2, 3, 4], 4), ([3, 4], 4), ([4], 4), ([], 4), ([], 4)
        ]  # fmt: skip
        assert after(1, most=2) == (None, 4)
        log.pack("views")
    log.blank("views", {"who": "a"}, ["who"])
    assert after(2) == ([3, 4], 4)
