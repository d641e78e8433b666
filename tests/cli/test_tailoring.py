"""`modiste body`: the contract for programs, files, and refusals."""

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
