"""`modiste predict`: the contract for programs, and every kind of bad file."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@pytest.fixture
def folder(trained: Path) -> Path:
    """A model folder, named without any shop."""
    return trained / "models" / "tiny" / "1"


def test_the_program_prints_an_array_goes_on_after_a_bad_file_and_fails_at_the_end(
    folder: Path, photos: Path, tmp_path: Path
) -> None:
    good = photos / "coat" / "coat-00.png"
    command = [sys.executable, "-m", "modiste", "predict", folder, tmp_path / "none.png", good, "--json"]
    told = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert told.returncode == 1
    refused, answer = json.loads(told.stdout)
    assert set(refused) == {"file", "error"}
    assert refused["error"]["code"] == "MOD-1201"
    assert set(answer) == {"file", "label", "confidence", "top"}
    assert (answer["file"], answer["label"]) == (str(good), "coat")
    assert answer["confidence"] == answer["top"][0]["confidence"]
    assert told.stderr == ""


def test_good_files_alone_are_zero(modiste: Any, folder: Path, photos: Path) -> None:
    files = [photos / label / f"{label}-00.png" for label in ("bag", "coat", "dress")]
    said = modiste("predict", folder, *files, "--top", 1, "--json")
    assert said.code == 0
    assert [row["label"] for row in said.json] == ["bag", "coat", "dress"]
    assert all(len(row["top"]) == 1 for row in said.json)
    assert "coat-00.png" in modiste("predict", folder, *files).out


def test_every_kind_of_bad_file_is_refused_by_its_own_number(
    modiste: Any, folder: Path, photos: Path, tmp_path: Path
) -> None:
    whole = (photos / "bag" / "bag-00.png").read_bytes()
    bad = {
        "missing.png": ("MOD-1201", None),
        "empty.png": ("MOD-1202", b""),
        "cut.png": ("MOD-1206", whole[: len(whole) // 2]),
        "text.png": ("MOD-1203", "Grüße".encode("utf-16")),
        "page.html": ("MOD-1203", b"<script>alert(1)</script>"),
        "<img src=x onerror=alert(1)>.png": ("MOD-1203", b"x"),
        "ä\x1b[2J.png": ("MOD-1203", b"x"),
    }
    for name, (_, content) in bad.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    bomb = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(bomb)
    (tmp_path / "folder.png").mkdir()
    files = [
        *(tmp_path / name for name in bad),
        bomb,
        tmp_path / "folder.png",
        "/dev/zero",
        "../../etc/passwd",
    ]
    said = modiste("predict", folder, *files, "--json")
    assert said.code == 1
    codes = [row["error"]["code"] for row in said.json]
    assert codes[: len(bad)] == [number for number, _ in bad.values()]
    assert codes[len(bad) : len(bad) + 3] == ["MOD-1205", "MOD-1201", "MOD-1201"]
    shown = modiste("predict", folder, *files)
    assert shown.code == 1
    assert "\x1b" not in shown.out


def test_a_damaged_model_is_refused(modiste: Any, folder: Path, photos: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copytree(folder, tmp_path / "model"))
    (damaged / "model.onnx").write_bytes(b"x")
    said = modiste("predict", damaged, photos / "bag" / "bag-00.png")
    assert said.code == 1
    assert said.refused("MOD-1322")


def test_a_garment_is_cut_out_of_each_photo_and_a_bad_file_does_not_stop_the_rest(
    modiste: Any, photos: Path, tmp_path: Path
) -> None:
    good = photos / "coat" / "coat-00.png"
    alone = modiste("cutout", good, "--out", tmp_path / "one.png", "--json")
    assert alone.code == 0 and alone.json[0]["out"] == str(tmp_path / "one.png")
    with Image.open(tmp_path / "one.png") as made, Image.open(good) as photo:
        assert made.mode == "RGBA" and made.size == photo.size
    both = modiste("cutout", good, tmp_path / "none.png", good, "--out", tmp_path / "cut", "--json")
    assert both.code == 1 and both.json[1]["error"]["code"] == "MOD-1201"
    assert sorted(path.name for path in (tmp_path / "cut").iterdir()) == ["coat-00-2.png", "coat-00.png"]
    refused = modiste("cutout", good, good, "--out", tmp_path / "two.png")
    assert refused.code == 1 and not (tmp_path / "two.png").exists()


def test_a_photo_is_described_and_one_field_explained(modiste: Any, photos: Path, tmp_path: Path) -> None:
    photo = str(photos / "coat" / "coat-00.png")
    (described,) = modiste("tag", photo, "--json").json
    assert described["frames"] == 1 and "category" in described["tags"]
    out = tmp_path / "why.png"
    told = modiste("tag", photo, "--why", "category", "--out", str(out), "--json").json
    assert told["value"] == described["tags"]["category"]["value"] and out.is_file()
    assert modiste("tag", "--why", "category").code == 2
