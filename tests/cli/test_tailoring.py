"""`modiste pattern`: files, what is told, and misuse in words."""

import json
from pathlib import Path
from typing import Any


def test_a_size_is_drafted_into_a_folder(modiste: Any, tmp_path: Path) -> None:
    said = modiste(
        "pattern",
        "draft",
        "t-shirt",
        "--size",
        "40",
        "--set",
        "sleeve=long",
        "--out",
        tmp_path / "tee",
        "--json",
    )
    assert said.code == 0
    told = said.json
    assert told["options"]["sleeve"] == "long"
    assert told["girths_cm"]["chest"] == 102.0 or abs(told["girths_cm"]["chest"] - 102.0) < 0.01
    assert told["how"].startswith("by construction")
    assert told["seam_error_mm"] < 1.0
    assert "neck" in told["estimated"] and "bust" not in told["estimated"]
    pattern = json.loads((tmp_path / "tee" / "pattern.json").read_text())
    assert (pattern["program"], pattern["size"], pattern["chart"]) == ("t-shirt", "40", "women")
    assert all(Path(path).stat().st_size > 500 for path in told["files"])


def test_measures_give_a_pattern_made_to_measure(modiste: Any, tmp_path: Path) -> None:
    measures = "height=168, bust=92,waist=74,hip=99"
    said = modiste("pattern", "draft", "dress-shift", "--measures", measures, "--out", tmp_path)
    assert said.code == 0
    assert "made to measure" in said.out and "by construction" in said.out


def test_grading_tells_every_size_and_its_rules(modiste: Any, tmp_path: Path) -> None:
    said = modiste("pattern", "grade", "skirt-straight", "--chart", "gbt", "--out", tmp_path, "--json")
    assert said.code == 0
    assert list(said.json["sizes"]) == ["150/76A", "155/80A", "160/84A", "165/88A", "170/92A", "175/96A"]
    assert "GB/T 1335.2-2008" in said.json["source"]
    assert said.json["rules"]["front.side_hem_left.start"][3] == [0.0, 0.0]
    assert (tmp_path / "nest.svg").exists()
    assert "waist cm" in modiste("pattern", "grade", "skirt-straight", "--out", tmp_path).out


def test_programs_are_listed_with_their_options(modiste: Any) -> None:
    listed = {each["program"]: each for each in modiste("pattern", "programs", "--json").json}
    assert len(listed) == 10
    sleeve = next(option for option in listed["t-shirt"]["options"] if option["name"] == "sleeve")
    assert sleeve["choices"] == ["none", "short", "elbow", "long"]
    flare = next(option for option in listed["skirt-a-line"]["options"] if option["name"] == "flare")
    assert (flare["low"], flare["high"]) == (0.5, 4.0)
    assert "neckline" in modiste("pattern", "programs").out


def test_misuse_names_what_is_known(modiste: Any, tmp_path: Path) -> None:
    def draft(*words: str) -> Any:
        return modiste("pattern", "draft", *words, "--out", tmp_path / "x")

    assert draft("tee").refused("MOD-1530") and "t-shirt" in draft("tee").err
    assert "neckline, sleeve" in draft("t-shirt", "--set", "sleve=long").err
    assert "none, short, elbow, long" in draft("t-shirt", "--set", "sleeve=longer").err
    assert "34, 36" in draft("t-shirt", "--size", "39").err
    assert "women, men" in draft("t-shirt", "--chart", "kids").err
    assert draft("t-shirt", "--measures", "bust=9").refused("MOD-1531")
    assert draft("t-shirt", "--measures", "bust=wide").code == 2
    assert draft("t-shirt", "--measures", "bust=90", "--size", "40").code == 2
    assert draft("t-shirt", "--measures", "bust").code == 2
    assert not (tmp_path / "x").exists()
