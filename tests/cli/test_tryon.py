"""`modiste tryon fit`: the contract for programs, a table for people, files, and misuse."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.tryon.backends.weights import write_weights

from modiste import tryon

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


FRONT = Path(__file__).parents[2] / "examples" / "tryon" / "front.png"


def on_photo(modiste: Any, photo: Path, out: Path, *more: Any) -> Any:
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")
    return modiste(
        *("tryon", "photo", photo, "--garment", "t-shirt", "--size", "40"),
        *("--measures", "height=170,bust=88,waist=70,hip=96", "--out", out, "--json"),
        *more,
    )


def test_a_photo_comes_back_in_the_garment(modiste: Any, tmp_path: Path) -> None:
    small, out = tmp_path / "small.png", tmp_path / "worn.png"
    with Image.open(FRONT) as image:
        image.convert("RGB").resize((240, 360)).save(small)
    said = on_photo(modiste, small, out)
    assert said.code == 0 and said.json["status"] == "ok" and said.json["reason"] == ""
    assert {"seconds", "quality", "size", "file"} <= set(said.json)
    assert tryon.source_type(out.read_bytes()).endswith("compositeSynthetic")


def test_weights_that_are_not_for_trade_are_refused_until_that_is_acknowledged(
    modiste: Any, tmp_path: Path
) -> None:
    small, out = tmp_path / "small.png", tmp_path / "worn.png"
    with Image.open(FRONT) as image:
        image.convert("RGB").resize((240, 360)).save(small)
    folder = write_weights(tmp_path / "weights", "cc-by-nc-4.0")
    more = ("--backend", "fashn", "--weights", folder, "--steps", "1")
    said = on_photo(modiste, small, out, *more)
    assert said.code == 1 and said.refused("MOD-3023") and not out.exists()
    said = on_photo(modiste, small, out, *more, "--non-commercial")
    assert said.code == 0 and said.json["licence"] == "cc-by-nc-4.0"
    assert b"non-commercial use acknowledged" in out.read_bytes()
    assert on_photo(modiste, small, out, "--backend", "fashn").code == 2


def test_a_refused_photo_exits_1_and_writes_no_picture(modiste: Any, tmp_path: Path) -> None:
    grey, out = tmp_path / "grey.png", tmp_path / "worn.png"
    Image.new("RGB", (200, 300), "#888888").save(grey)
    said = on_photo(modiste, grey, out)
    assert said.code == 1 and said.json["status"] == "refused"
    assert said.json["code"] == "MOD-3010" and said.json["retake"] and not out.exists()


def test_networks_that_are_there_stay(modiste: Any) -> None:
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")
    said = modiste("tryon", "fetch", "--json")
    assert said.code == 0 and said.json["fetched"] is False


def test_pairs_are_asked_for_within_limits(modiste: Any, tmp_path: Path) -> None:
    assert modiste("tryon", "pairs", "--out", tmp_path, "--count", "0").code == 2
