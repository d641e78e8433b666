"""A file of arrays comes back as it was written, and tells when it did not."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.search.arrays import ALIGNED, ArrayFile, texts_to_arrays, write_arrays


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    arrays = {"rows": np.arange(12, dtype=np.float32).reshape(3, 4), "none": np.zeros((0, 4), np.int8)}
    write_arrays(path, {"kind": "test"}, {**arrays, **texts_to_arrays("names", ["coat", "", "大衣"])})
    return path


def test_what_is_written_is_read_aligned_and_read_only(written: Path) -> None:
    file = ArrayFile(written)
    assert file.meta == {"kind": "test"}
    assert file.arrays["rows"].tolist() == np.arange(12.0).reshape(3, 4).tolist()
    assert file.arrays["none"].shape == (0, 4)
    assert file.texts("names") == ["coat", "", "大衣"]
    assert file.text("names", 2) == "大衣"
    assert file.arrays["rows"].ctypes.data % ALIGNED == 0
    with pytest.raises(ValueError, match="read-only"):
        file.arrays["rows"][0, 0] = 1


def test_every_changed_byte_is_noticed(written: Path) -> None:
    whole = written.read_bytes()
    used = [at for at in range(0, len(whole), 7) if whole[at : at + 1] not in (b"\0", b" ")]
    for at in used:
        written.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(ModisteError, match="MOD-1803"):
            ArrayFile(written)


@pytest.mark.parametrize("length", [0, 5, 16, 100, -70, -200])
def test_a_file_cut_short_is_refused(written: Path, length: int) -> None:
    written.write_bytes(written.read_bytes()[:length])
    with pytest.raises(ModisteError, match="MOD-1803"):
        ArrayFile(written)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1803"):
        ArrayFile(tmp_path / "nowhere")


def test_large_arrays_are_checked_when_asked(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.search.arrays.CHECKED_AT_ONCE", 8)
    whole = written.read_bytes()
    at = whole.rindex(np.float32(11).tobytes())
    written.write_bytes(whole[:at] + b"\1\2\3\4" + whole[at + 4 :])
    file = ArrayFile(written)
    with pytest.raises(ModisteError, match="the sum of rows"):
        file.verify()
