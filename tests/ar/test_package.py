"""A package: every file with its hash, whole or not at all, never over somebody else's files."""

import hashlib
from pathlib import Path

import pytest

from modiste.ar import packaged, write_package
from modiste.ar.package import Package
from modiste.garment import ModisteError


def made(poster: bytes = b"png") -> Package:
    return packaged("A skirt", b"glTF", b"PK", poster, {"size": "40"}, "CC0-1.0")


def test_the_manifest_names_every_file_with_bytes_and_hash() -> None:
    manifest = made().manifest
    assert manifest["is_synthetic"] is True
    assert (manifest["size"], manifest["licence"]) == ("40", "CC0-1.0")
    files = manifest["files"]
    assert isinstance(files, dict)
    assert set(files) == {"garment.glb", "garment.usdz", "poster.png", "index.html"}
    for name, about in files.items():
        assert about["bytes"] == len(made().files[name])
        assert about["sha256"] == hashlib.sha256(made().files[name]).hexdigest()


def test_a_newer_package_takes_the_place_of_an_older(tmp_path: Path) -> None:
    paths = write_package(made(), tmp_path / "skirt")
    assert [path.read_bytes() for path in paths] == list(made().files.values())
    write_package(made(b"newer"), tmp_path / "skirt")
    assert (tmp_path / "skirt" / "poster.png").read_bytes() == b"newer"
    assert [each.name for each in tmp_path.iterdir()] == ["skirt"]


def test_other_files_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ModisteError, match="MOD-1701"):
        write_package(made(), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_the_system_refuses_leaves_nothing(tmp_path: Path) -> None:
    broken = Package({"garment.glb": b"glTF", "no/such\0name": b""})
    with pytest.raises(ValueError, match="null"):
        write_package(broken, tmp_path / "skirt")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(ModisteError, match="MOD-1110"):
        write_package(made(), tmp_path / "file" / "skirt")
