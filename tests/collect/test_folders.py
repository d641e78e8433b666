"""Where things are kept, on each system, and files that are whole or not there."""

import os
from pathlib import Path

import pytest

from modiste.collect import cache_folder, write_whole
from modiste.garment import ModisteError


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/modiste"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/modiste"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/modiste"),
        ("win32", {"HOME": "/h", "LOCALAPPDATA": "/l"}, "/l/modiste/Cache"),
        ("win32", {"HOME": "/h", "MODISTE_CACHE": "/m"}, "/m"),
    ],
)
def test_the_cache_lies_where_the_system_keeps_caches(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert cache_folder(environment) == Path(expected)


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a", b"one")
    write_whole(tmp_path / "new" / "a", b"two")
    assert (tmp_path / "new" / "a").read_bytes() == b"two" and len(list((tmp_path / "new").iterdir())) == 1


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModisteError, match=r"MOD-1223.*no space left"):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1
