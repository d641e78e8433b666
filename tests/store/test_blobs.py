"""Blobs come back whole or are known to be damaged; what a killed writer left is never taken for one."""

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.store import Blobs
from modiste.store.blobs import PACKED_UNDER


def _pack(root: Path) -> Path:
    (pack,) = (root / "packs").glob("*.pack")
    return pack


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=8))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    root = tmp_path_factory.mktemp("blobs")
    blobs = Blobs(root)
    with blobs.batch():
        keys = [blobs.put(content) for content in contents]
    assert [blobs.get(key) for key in keys] == contents
    assert [Blobs(root).get(key) for key in keys] == contents
    assert len(blobs) == len(set(contents))
    blobs.close()


def test_large_blobs_are_files_and_equal_blobs_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    large = bytes(PACKED_UNDER)
    assert blobs.put(large) == blobs.put(large)
    assert blobs.get(blobs.put(large)) == large
    assert blobs.put(b"x") == blobs.put(b"x")
    assert len(blobs) == 2
    assert len(list((tmp_path / "large").glob("*/*"))) == 1
    blobs.close()


def test_a_pack_cut_anywhere_in_its_last_batch_gives_the_batches_before_it(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with blobs.batch():
        first = [blobs.put(bytes([n]) * 50) for n in range(3)]
    whole = _pack(tmp_path).stat().st_size
    with blobs.batch():
        second = [blobs.put(bytes([n]) * 40) for n in range(100, 103)]
    blobs.close()
    data = _pack(tmp_path).read_bytes()
    for end in [*range(whole, len(data), 7), len(data) - 1]:
        _pack(tmp_path).write_bytes(data[:end])
        reopened = Blobs(tmp_path)
        assert all(reopened.has(key) for key in first)
        assert not any(reopened.has(key) for key in second)
        again = reopened.put(bytes([100]) * 40)
        assert again == second[0]
        assert Blobs(tmp_path).get(again) == bytes([100]) * 40
        reopened.close()
        for extra in set((tmp_path / "packs").glob("*.pack")):
            if extra.stat().st_size < whole:
                extra.unlink()


def test_a_batch_with_a_wrong_byte_at_the_end_of_the_pack_is_not_taken(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    key = blobs.put(b"wool")
    blobs.close()
    data = bytearray(_pack(tmp_path).read_bytes())
    data[-1] ^= 1
    _pack(tmp_path).write_bytes(data)
    assert not Blobs(tmp_path).has(key)


def test_damage_is_told(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    key, large = blobs.put(b"wool"), blobs.put(bytes(PACKED_UNDER))
    pack = _pack(tmp_path)
    data = bytearray(pack.read_bytes())
    data[-1] ^= 1
    pack.write_bytes(data)
    (tmp_path / "large" / large[:2] / large).write_bytes(b"moth")
    for damaged in (key, large):
        with pytest.raises(ModisteError, match="MOD-1106"):
            blobs.get(damaged)
    blobs.close()


def test_an_error_in_a_batch_keeps_none_of_it(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(ZeroDivisionError), blobs.batch():
        blobs.put(b"a")
        raise ZeroDivisionError
    assert len(blobs) == 0
    with blobs.batch(), blobs.batch():
        key = blobs.put(b"b")
    assert blobs.get(key) == b"b"
    blobs.close()


def test_a_long_batch_is_synced_on_the_way_and_is_there_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modiste.store.blobs.BATCH_BYTES", 1000)
    blobs = Blobs(tmp_path)
    contents = [bytes([n]) * 100 for n in range(25)]
    with blobs.batch():
        keys = [blobs.put(content) for content in contents]
        assert Blobs(tmp_path).has(keys[9])
        assert not Blobs(tmp_path).has(keys[-1])
    assert [Blobs(tmp_path).get(key) for key in keys] == contents
    blobs.close()


def test_a_disk_that_refuses_is_told_and_what_was_kept_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = Blobs(tmp_path)
    kept = blobs.put(b"wool")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for content in (b"silk", bytes(PACKED_UNDER)):
            with pytest.raises(ModisteError, match=r"MOD-1110.*no space"):
                blobs.put(content)
    assert not list(tmp_path.rglob("*.partial"))
    assert blobs.get(kept) == b"wool"
    assert blobs.get(blobs.put(b"silk")) == b"silk"
    blobs.close()


def test_an_error_of_the_callers_own_files_stays_what_it_is(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(FileNotFoundError), blobs.batch():
        blobs.put((tmp_path / "no such photo.jpg").read_bytes())


def test_a_damaged_head_inside_a_pack_loses_its_batch_and_no_other(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    batches = []
    for start in (0, 10, 20):
        with blobs.batch():
            batches.append([blobs.put(bytes([n]) * 50) for n in range(start, start + 3)])
    blobs.close()
    data = bytearray(_pack(tmp_path).read_bytes())
    second = data.index(b"MBAT", 1) + 40
    data[second : second + 4] = b"moth"
    _pack(tmp_path).write_bytes(data)
    again = Blobs(tmp_path)
    assert [[again.has(key) for key in keys] for keys in batches] == [[True] * 3, [False] * 3, [True] * 3]


@pytest.mark.parametrize("key", ["", "x" * 64, "../../etc/passwd", "0" * 63, "A" * 64])
def test_what_is_no_hash_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1108"):
        Blobs(tmp_path).get(key)


def test_a_missing_blob_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1103"):
        Blobs(tmp_path).get("0" * 64)


WRITER = """
import sys
from pathlib import Path
from modiste.store.blobs import Blobs
blobs = Blobs(Path(sys.argv[1]))
for n in range(30):
    with blobs.batch():
        blobs.put(f"{sys.argv[2]} {n}".encode())
        blobs.put(b"common to both")
blobs.close()
"""


def test_two_processes_write_side_by_side_and_a_third_sees_it(tmp_path: Path) -> None:
    watching = Blobs(tmp_path)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who]) for who in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    for who in "ab":
        for n in range(30):
            content = f"{who} {n}".encode()
            assert watching.get(hashlib.sha256(content).hexdigest()) == content
