"""Outlines: what a file of them must be, the masks they enclose, and the photographs they belong to."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.vision.outlines import Outline, read_outlines

COMMITTED = Path(__file__).resolve().parents[2] / "benchmarks" / "outlines" / "clothing_small.json"
SQUARE = [[2, 2], [8, 2], [8, 8], [2, 8]]


def outline(**more: Any) -> dict[str, Any]:
    plain = {"photo": "test/a.jpg", "sha256": "0" * 64, "width": 10, "height": 12, "label": "shirt"}
    return {**plain, "outer": [SQUARE], **more}


def file_of(tmp_path: Path, *test: dict[str, Any], **more: Any) -> Path:
    told = {"format": 1, "name": "n", "source": "s", "choice": "c", "how": "h", "counted": "c"}
    path = tmp_path / "outlines.json"
    path.write_text(json.dumps({**told, "parts": {"test": list(test)}, **more}))
    return path


def test_a_ring_encloses_its_pixels_and_a_hole_takes_some_away() -> None:
    mask = Outline.model_validate(outline(holes=[[[4, 4], [6, 4], [6, 6], [4, 6]]])).mask()
    assert mask.shape == (12, 10)
    wanted = np.zeros((12, 10), bool)
    wanted[2:8, 2:8] = True
    wanted[4:6, 4:6] = False
    assert (mask != wanted).sum() <= 8, "at most a corner or two are drawn otherwise"


@pytest.mark.parametrize(
    "bad",
    [
        {"outer": []},
        {"outer": [[[0, 0], [1, 1]]]},
        {"outer": [[[0, 0], [11, 0], [5, 5]]]},
        {"photo": "../secret.jpg"},
        {"photo": "/etc/passwd"},
        {"sha256": "abc"},
        {"width": 0},
        {"colour": "red"},
    ],
)
def test_what_is_no_outline_is_refused(tmp_path: Path, bad: dict[str, Any]) -> None:
    with pytest.raises(ModisteError) as refused:
        read_outlines(file_of(tmp_path, outline(**bad)))
    assert refused.value.code == "MOD-1410"


def test_a_photograph_may_be_outlined_once_only(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="twice"):
        read_outlines(file_of(tmp_path, outline(), outline(photo="test/b.jpg")))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2}', "[" * 100_000])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    for each in (path, tmp_path / "none.json"):
        with pytest.raises(ModisteError) as refused:
            read_outlines(each)
        assert refused.value.code == "MOD-1410"


def test_another_photograph_than_was_outlined_is_refused(tmp_path: Path) -> None:
    data = b"a photograph"
    known = Outline.model_validate(outline(photo="p/a.jpg", sha256=hashlib.sha256(data).hexdigest()))
    (tmp_path / "p").mkdir()
    with pytest.raises(ModisteError, match="no such file"):
        known.file(tmp_path)
    (tmp_path / "p" / "a.jpg").write_bytes(data)
    assert known.file(tmp_path) == data
    (tmp_path / "p" / "a.jpg").write_bytes(data + b".")
    with pytest.raises(ModisteError, match="not the file that was outlined"):
        known.file(tmp_path)


def test_the_committed_file_holds_six_of_each_class_to_judge_by_and_fifteen_to_choose_by() -> None:
    found = read_outlines(COMMITTED)
    labels = [each.label for each in found.parts["test"]]
    assert len(labels) == 60 and {labels.count(label) for label in labels} == {6}
    assert len(found.parts["validation"]) == 15
    assert {each.photo.split("/")[0] for each in found.parts["test"]} == {"validation"}
    assert {each.photo.split("/")[0] for each in found.parts["validation"]} == {"train"}
    for each in (*found.parts["test"], *found.parts["validation"]):
        assert 0.05 < each.mask().mean() < 0.95
        assert all(4 <= len(ring) <= 80 for ring in (*each.outer, *each.holes))


@pytest.mark.data
def test_the_committed_file_is_of_the_photographs_that_are_there(clothing_small: Path) -> None:
    for each in read_outlines(COMMITTED).parts["test"]:
        assert each.file(clothing_small)
