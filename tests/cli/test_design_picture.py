"""`modiste design spec | lessons | learn`: a picture is read, what is locked stays, the rest is refused."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.cli.conftest import Modiste

from modiste.workspace.flows.picture_lessons import lessons


@pytest.fixture(scope="module")
def render() -> np.ndarray:
    return next(iter(lessons(7, 41, start=6))).pixels


def test_a_picture_is_read_written_kept_and_what_is_locked_stays(
    modiste: Modiste, empty_shop: Path, render: np.ndarray
) -> None:
    Image.fromarray(render).save("a.png")
    asked = ("design", "spec", "a.png", "--chart", "women", "--size", "40")
    read = modiste("--shop", "s", *asked, "--out", "spec.json", "--keep", "--json")
    assert read.code == 0
    assert read.json["design"] and read.json["lengths"][0]["low"] < read.json["lengths"][0]["high"]
    assert json.loads(Path("spec.json").read_text())["fields"]["size"]["value"] == "40"
    again = modiste(*asked, "--on", "spec.json", "--lock", "program", "--json")
    assert again.code == 0 and "program" in again.json["locked"]


def test_what_shows_no_garment_and_what_is_no_folder_of_lessons_are_refused(
    modiste: Modiste, empty_shop: Path
) -> None:
    Image.new("RGB", (64, 64), "#777777").save("grey.png")
    assert modiste("design", "spec", "grey.png").refused("MOD-2764")
    assert modiste("design", "spec", "none.png").code == 1
    Path("empty").mkdir()
    assert modiste("design", "learn", "--data", "empty", "--out", "seen.npz").refused("MOD-2766")
    assert not Path("seen.npz").exists()
