"""Our own JSON: comes back equal; what is damaged, absurd or too large is refused by name."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring.pattern.drafting import draft_size, programs
from modiste.tailoring.pattern.files.plain import pattern_from_json, pattern_to_json

SKIRT = draft_size("skirt-straight", "women", "40")


def data() -> Any:
    return json.loads(pattern_to_json(SKIRT))


@pytest.mark.parametrize("name", list(programs()))
def test_a_pattern_comes_back_equal(name: str) -> None:
    pattern = draft_size(name, "gbt-men", "175/92A")
    assert pattern_from_json(pattern_to_json(pattern)) == pattern
    assert pattern_from_json(pattern_to_json(pattern).encode()) == pattern


def test_a_self_crossing_outline_is_refused_by_panel_and_edge() -> None:
    file = data()
    edges = file["panels"][0]["edges"]
    edges[1]["start"], edges[2]["start"] = edges[2]["start"], edges[1]["start"]
    with pytest.raises(ModisteError, match=r"MOD-1520.*'front'.*'hem_left|MOD-1520.*'front'"):
        pattern_from_json(json.dumps(file))


def test_a_seam_that_cannot_be_sewn_is_refused() -> None:
    file = data()
    file["seams"][0]["ease"] = 3.0
    with pytest.raises(ModisteError, match=r"MOD-1523.*side_left"):
        pattern_from_json(json.dumps(file))


@pytest.mark.parametrize(
    ("damage", "code", "named"),
    [
        (
            lambda f: f["panels"][0]["edges"][1].update(start=[1e9, 0]),
            "MOD-1540",
            "'front' edges 'side_hem_left'",
        ),
        (lambda f: f["panels"][0]["edges"][1].update(name="hem_left"), "MOD-1540", "'hem_left'"),
        (lambda f: f["panels"][1].update(name="front"), "MOD-1540", "'front'"),
        (lambda f: f["panels"][0].update(colour="red"), "MOD-1540", "'front' colour"),
        (lambda f: f["panels"][0]["placement"].update(wrap="tail"), "MOD-1540", "placement wrap"),
        (lambda f: f["panels"][0]["notches"][0].update(edge="collar"), "MOD-1526", "collar"),
        (lambda f: f.update(format="other"), "MOD-1540", "format"),
        (lambda f: f.update(panels=f["panels"] * 60), "MOD-1541", "panels"),
        (lambda f: f["panels"][0].update(edges=f["panels"][0]["edges"] * 30), "MOD-1541", "'front' edges"),
    ],
)
def test_damage_is_named(damage: Any, code: str, named: str) -> None:
    file = data()
    damage(file)
    with pytest.raises(ModisteError, match=code) as caught:
        pattern_from_json(json.dumps(file))
    assert named in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"format": NaN}', "[" * 100_000, b"\xff\xfe", " " * 2_000_001]
)
def test_what_is_no_json_of_ours_is_refused(text: str | bytes) -> None:
    with pytest.raises(ModisteError, match=r"MOD-154[01]"):
        pattern_from_json(text)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_change_of_a_file_ends_in_anything_but_a_pattern_or_a_reason(chosen: st.DataObject) -> None:
    text = pattern_to_json(SKIRT)
    place = chosen.draw(st.integers(0, len(text) - 1))
    new = chosen.draw(st.sampled_from(["", "-", "9", "e9", '"', "}", "[", "null", ","]))
    try:
        pattern_from_json(text[:place] + new + text[place + 1 :])
    except ModisteError as error:
        assert error.code.startswith("MOD-15")
