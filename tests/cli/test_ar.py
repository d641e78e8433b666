"""`modiste ar package`: a folder, what it holds as JSON, and misuse."""

import hashlib
from pathlib import Path
from typing import Any

import pytest


def test_a_programs_package_is_written_and_told(modiste: Any, tmp_path: Path) -> None:
    out = tmp_path / "skirt"
    said = modiste(
        "ar", "package", "skirt-straight", "--size", "40", "--cloth", "denim", "--out", out, "--json"
    )
    assert said.code == 0
    told = said.json
    assert (told["size"], told["cloth"], told["is_synthetic"]) == ("40", "denim", True)
    assert {Path(each).name for each in told["paths"]} == {each.name for each in out.iterdir()}
    assert told["files"]["garment.glb"]["bytes"] <= 1_000_000
    for name, about in told["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == about["sha256"]
    assert (out / "garment.glb").read_bytes()[:4] == b"glTF"


@pytest.mark.parametrize(
    ("arguments", "code", "number"),
    [
        (["umbrella"], 1, "MOD-2030"),
        (["skirt-straight", "--size", "99"], 1, "MOD-2012"),
        (["skirt-straight", "--cloth", "chainmail"], 1, "MOD-1586"),
        (["skirt-straight", "--colour", "blue"], 1, "MOD-1587"),
    ],
)
def test_misuse_is_told_in_words(
    modiste: Any, tmp_path: Path, arguments: list[str], code: int, number: str
) -> None:
    said = modiste("ar", "package", *arguments, "--out", tmp_path / "out")
    assert said.code == code
    assert said.refused(number)
    assert not (tmp_path / "out").exists()
