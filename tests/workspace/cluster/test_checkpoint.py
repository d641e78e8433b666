"""A run's folder holds one run, counts only when its manifest stands, and refuses another's."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace.cluster.checkpoint import Checkpoint

FULL = """
import resource, signal, sys
from pathlib import Path
from modiste.garment import ModisteError
from modiste.workspace.cluster.checkpoint import Checkpoint

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
kept = Checkpoint(Path(sys.argv[1]))
kept.keep("s", 0, b"small")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    kept.keep("s", 1, bytes(5000))
except ModisteError as error:
    sys.stdout.write(error.code)
"""


def test_the_output_counts_when_the_manifest_stands(tmp_path: Path) -> None:
    kept = Checkpoint(tmp_path)
    kept.begin({"job": "a"})
    assert kept.finished() is None
    made = kept.finish({"lines.txt": iter([b"one\n", b"two\n"])}, {"n": 2})
    assert (tmp_path / "output" / "lines.txt").read_bytes() == b"one\ntwo\n"
    assert kept.finished() == made
    assert made["files"][0]["bytes"] == 8
    (tmp_path / "output" / "lines.txt").write_bytes(b"one\nTWO\n")
    assert kept.finished() is None


def test_the_hash_is_of_names_and_bytes_not_of_pieces(tmp_path: Path) -> None:
    one = Checkpoint(tmp_path / "a").finish({"x": iter([b"ab", b"c"])}, {})
    two = Checkpoint(tmp_path / "b").finish({"x": iter([b"a", b"bc"])}, {})
    other = Checkpoint(tmp_path / "c").finish({"y": iter([b"abc"])}, {})
    assert one["sha256"] == two["sha256"] != other["sha256"]


def test_another_runs_folder_is_refused_and_its_parts_stay(tmp_path: Path) -> None:
    kept = Checkpoint(tmp_path)
    kept.begin({"job": "a", "data": {"bytes": 1}})
    kept.keep("s", 0, b"x")
    with pytest.raises(ModisteError, match=r"MOD-3109.*data"):
        kept.begin({"job": "a", "data": {"bytes": 2}})
    assert kept.load("s", 0) == b"x"
    kept.begin({"job": "a", "data": {"bytes": 2}}, again=True)
    assert kept.load("s", 0) is None


def test_a_folder_whose_note_is_torn_is_another_runs(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(ModisteError, match="MOD-3109"):
        Checkpoint(tmp_path).begin({"job": "a"})


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system limits no file's size")
def test_a_disk_that_takes_no_more_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, check=True)
    assert done.stdout == b"MOD-1110"
    kept = Checkpoint(tmp_path)
    assert kept.load("s", 0) == b"small"
    assert kept.load("s", 1) is None
    assert [path.name for path in (tmp_path / "parts" / "s").iterdir()] == ["000000"]
