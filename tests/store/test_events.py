"""The log only grows; a snapshot stays what it was; a killed writer leaves nothing that is read."""

import subprocess
import sys
from pathlib import Path

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
        with pytest.raises(ModisteError, match="MOD-1105"):
            log.append("views", wrong)
    assert log.snapshot("views").rows == 1
    assert len(list((tmp_path / "views").glob("*.parquet"))) == 1


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
    (tmp_path / "views" / "manifest.json").write_text("[{")
    with pytest.raises(ModisteError, match="MOD-1101"):
        log.snapshot("views")


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
