"""`modiste tryon fit`: the contract for programs, a table for people, files, and misuse."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

MEASURES = "height=168,bust=92,waist=74,hip=99"
THREE = ("--size", "38", "--size", "40", "--size", "42")


def fitted(modiste: Any, *more: object) -> Any:
    return modiste("tryon", "fit", "--garment", "skirt-straight", "--measures", MEASURES, *more)


def test_a_programs_sizes_are_ranked_with_the_reason(modiste: Any, tmp_path: Path) -> None:
    said = fitted(modiste, *THREE, "--out", tmp_path / "fit", "--json")
    assert said.code == 0
    told = said.json
    assert told["recommended"] == "40"
    assert isinstance(told["reason"], str) and "take 40" in told["reason"]
    assert 0.5 < told["confidence"] <= 1
    assert told["solver_residual"] < 0.03
    assert [size["size"] for size in told["sizes"]] == ["38", "40", "42"]
    zone = told["sizes"][1]["zones"]["hip"]
    assert {"ease_mm", "stretch", "clearance_mm", "wanted_mm", "verdict"} == set(zone)
    files = [Path(each) for each in told["files"]]
    assert json.loads(files[-1].read_text())["recommended"] == "40"
    with Image.open(files[0]) as drawn:
        assert drawn.size == (512, 768)


def test_a_shops_finished_measures_are_tried_on_and_labelled(modiste: Any, tmp_path: Path) -> None:
    sizes = tmp_path / "sizes.csv"
    sizes.write_text("size,waist,hip\nM,75.5,103\n")
    said = fitted(modiste, "--sizes", sizes, "--json")
    assert said.code == 0
    assert said.json["basis"] == "fitted-to-measures"
    assert said.json["recommended"] == "M"


def test_people_read_a_table(modiste: Any, tmp_path: Path) -> None:
    sizes = tmp_path / "sizes.json"
    sizes.write_text('{"M": {"waist": 74, "hip": 99}}')
    said = fitted(modiste, "--sizes", sizes, "--body")
    assert said.code == 0
    assert "hip ease cm" in said.out
    assert "M*" in said.out
    assert "done: 100/100" in said.err


@pytest.mark.parametrize(
    ("arguments", "code", "number"),
    [
        (["--garment", "umbrella", "--measures", MEASURES], 1, "MOD-2030"),
        (["--garment", "skirt-straight", "--measures", "hip=70,waist=120"], 1, "MOD-1504"),
        (["--garment", "skirt-straight", "--measures", "hip"], 2, "MOD-2102"),
        (["--garment", "skirt-straight", "--measures", MEASURES, "--prefer", "tight"], 2, "MOD-2101"),
        (["--garment", "skirt-straight", "--measures", MEASURES, "--fabric", "gauze"], 1, "MOD-1563"),
        (["--garment", "skirt-straight", "--measures", MEASURES, "--set", "fit=odd"], 1, "MOD-1532"),
        (["--garment", "none.json", "--measures", MEASURES], 1, "MOD-1540"),
    ],
)
def test_misuse_is_told_in_words(modiste: Any, arguments: list[str], code: int, number: str) -> None:
    said = modiste("tryon", "fit", *arguments)
    assert said.code == code
    assert said.refused(number)
