"""A model folder appears whole, and changed files are noticed."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning.card import read_card
from modiste.learning.model_folder import put_folder, read_golden, read_model


def test_a_write_that_fails_midway_leaves_the_old_folder_whole(tmp_path: Path) -> None:
    put_folder(tmp_path / "m", {"a": b"old", "gone": b"old"})
    with pytest.raises(TypeError):
        put_folder(tmp_path / "m", {"a": b"new", "b": "text is not bytes"})  # type: ignore[dict-item]
    assert {path.name: path.read_bytes() for path in (tmp_path / "m").iterdir()} == {
        "a": b"old",
        "gone": b"old",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_a_new_folder_takes_the_place_of_an_old_one(tmp_path: Path) -> None:
    put_folder(tmp_path / "deep" / "m", {"a": b"old", "gone": b"old"})
    put_folder(tmp_path / "deep" / "m", {"a": b"new"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "deep" / "m").iterdir()} == {"a": b"new"}
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["m"]


def test_a_changed_graph_is_not_served(trained, tmp_path: Path) -> None:
    folder = shutil.copytree(trained.folder, tmp_path / "m")
    content = bytearray((folder / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.onnx").write_bytes(bytes(content))
    with pytest.raises(ModisteError, match="MOD-1322"):
        read_model(folder)


@pytest.mark.parametrize("name", ["model.onnx", "card.toml"])
def test_a_missing_file_is_named(trained, tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(trained.folder, tmp_path / "m")
    (folder / name).unlink()
    with pytest.raises(ModisteError, match=f"MOD-1320.*{name}"):
        read_model(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="no such folder"):
        read_model(tmp_path / "nowhere")


def damaged(kind: str, path: Path) -> None:
    content = path.read_bytes()
    with np.load(path) as archive:
        arrays = dict(archive)
    if kind == "missing":
        path.unlink()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif kind == "garbage":
        path.write_bytes(b"not a zip of arrays")
    elif kind == "pickled":
        np.savez(path, probabilities=np.array([{"a": 1}], dtype=object), image_000=arrays["image_000"])
    elif kind == "unnamed":
        np.savez(path, image_000=arrays["image_000"])
    else:
        np.savez(path, probabilities=arrays["probabilities"], image_000=arrays["image_000"])


@pytest.mark.parametrize(
    "kind", ["missing", "empty", "truncated", "garbage", "pickled", "unnamed", "mismatched"]
)
def test_damaged_golden_vectors_are_refused(trained, tmp_path: Path, kind: str) -> None:
    folder = shutil.copytree(trained.folder, tmp_path / "m")
    damaged(kind, folder / "golden.npz")
    with pytest.raises(ModisteError, match=r"MOD-1320.*golden\.npz"):
        read_golden(folder, read_card(folder / "card.toml"))
