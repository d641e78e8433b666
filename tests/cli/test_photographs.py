"""`modiste photograph`: a picture or a film of a program, and what it refuses."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image


def test_a_turntable_is_written_and_told(modiste: Any, tmp_path: Path) -> None:
    out = tmp_path / "shorts.webp"
    words = ("photograph", "shorts", "--turntable", "--frames", "3", "--width", "32", "--cloth", "twill")
    said = modiste(*words, "--scene", "kind=ghost", "--scene", "azimuth=20", "--out", out, "--json")
    assert said.code == 0, said.err
    told = said.json
    assert (told["frames"], told["kind"], told["cloth"], told["synthetic"]) == (3, "ghost", "twill", True)
    assert told["bytes"] == out.stat().st_size
    with Image.open(out) as film:
        assert (film.n_frames, film.size) == (3, (32, 48))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("shorts", "--out", "shorts.gif"), "MOD-2101"),
        (("shorts", "--turntable", "--out", "shorts.png"), "MOD-2101"),
        (("kilt", "--out", "kilt.png"), "MOD-1530"),
        (("shorts", "--scene", "mood=calm", "--out", "shorts.png"), "MOD-1582"),
        (("shorts", "--scene", "roll=much", "--out", "shorts.png"), "MOD-1582"),
        (("shorts", "--scene", "setting=moon", "--out", "shorts.png"), "MOD-1582"),
        (("shorts", "--cloth", "chainmail", "--out", "shorts.png"), "MOD-1586"),
    ],
)
def test_what_cannot_be_taken_is_refused(modiste: Any, words: tuple[str, ...], number: str) -> None:
    said = modiste("photograph", *words)
    assert said.code in (1, 2) and said.refused(number)
