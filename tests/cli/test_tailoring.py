"""`modiste body` and `modiste pattern`: the contract for programs, files, misuse in words."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest


def test_a_solved_body_says_what_was_asked_and_what_was_reached(modiste: Any) -> None:
    said = modiste("body", "solve", "--measures", "height=168,chest=92,waist=74,hip=99", "--json")
    assert said.code == 0
    assert said.json["chart"] == "women"
    measures = said.json["measures"]
    assert measures["chest"] == {"target": 92.0, "achieved": pytest.approx(92.0, abs=0.05), "unit": "cm"}
    assert "bust" not in measures, "the word that was used stands"
    assert measures["neck"]["target"] is None
    assert measures["weight"]["unit"] == "kg"
    assert all(row["achieved"] > 0 for row in measures.values())
    assert said.json["seconds"] > 0


def test_a_person_reads_a_table(modiste: Any) -> None:
    said = modiste("body", "solve", "--measures", "waist=80", "--chart", "men")
    assert said.code == 0
    assert any(line.split()[:3] == ["waist", "80", "80"] for line in said.out.splitlines())


@pytest.mark.parametrize("ending", ["glb", "obj"])
def test_the_body_is_written_to_a_file(modiste: Any, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"body.{ending}"
    said = modiste("body", "solve", "--measures", "height=175", "--pose", "walk", "--out", path, "--json")
    assert said.code == 0
    assert said.json["out"] == str(path)
    data = path.read_bytes()
    if ending == "glb":
        size = struct.unpack_from("<I", data, 12)[0]
        assert json.loads(data[20 : 20 + size])["nodes"][0]["name"] == "body"
    else:
        lines = data.decode().splitlines()
        points = [line for line in lines if line.startswith("v ")]
        corners = [int(word) for line in lines if line.startswith("f ") for word in line.split()[1:]]
        assert min(corners) == 1
        assert max(corners) == len(points)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--measures", "hip=60,waist=110"], "MOD-1504"),
        (["--measures", "hip=sixty"], "MOD-1501"),
        (["--measures", "hip=1.02"], "MOD-1502"),
        (["--measures", "girth=90"], "MOD-1500"),
        (["--measures", "bust=90,chest=91"], "MOD-1503"),
        (["--out", "body.stl"], "MOD-1505"),
    ],
)
def test_what_cannot_be_is_refused_with_its_number(modiste: Any, words: list[str], code: str) -> None:
    said = modiste("body", "solve", *words, "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == code
    assert said.refused(code)


def test_a_measure_without_a_value_is_misuse(modiste: Any) -> None:
    assert modiste("body", "solve", "--measures", "height168").code == 2


def test_measures_are_listed_with_their_meaning_and_range(modiste: Any) -> None:
    listed = modiste("body", "measures", "--json").json
    assert [row["id"] for row in listed][:3] == ["height", "bust", "under_bust"]
    assert all(row["low"] < row["high"] and row["what"] for row in listed)
    assert "under_bust" in modiste("body", "measures").out


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
