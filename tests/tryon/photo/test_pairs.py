"""Synthetic pairs: what is written is read back, and what is no such folder is told."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Appearance
from modiste.tryon import Dressed, Pair, read_pairs, source_type, write_pair
from modiste.tryon.photo.pairs import LISTED, Told, corners

TOLD = Told(
    "pair-0007",
    "t-shirt",
    "40",
    "women",
    "jersey",
    "#8f2d2d",
    7,
    {"height": 170.0},
    {"front:0": (3.0, 4.0, True)},
)


def pair() -> Pair:
    chance = np.random.default_rng(1)
    before, after = chance.integers(0, 255, (2, 24, 16, 3), dtype=np.uint8)
    mask = np.zeros((24, 16), bool)
    mask[6:18, 4:12] = True
    return Pair(before, after, mask, TOLD)


def listed(folder: Path, rows: list[dict[str, object]]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / LISTED).write_text(json.dumps({"pairs": rows}))
    return folder


def test_a_pair_is_read_as_it_was_written_and_every_picture_is_marked(tmp_path: Path) -> None:
    made = pair()
    folder = listed(tmp_path, [write_pair(made, tmp_path)])
    (read,) = read_pairs(folder)
    assert read.told == TOLD
    for name in ("before", "after", "mask"):
        np.testing.assert_array_equal(getattr(read, name), getattr(made, name))
    assert all(source_type(path.read_bytes()) for path in folder.glob("*-before.png"))
    assert isinstance(read.told.look(), Appearance)


@pytest.mark.parametrize("text", ["", "{", '{"pairs": []}', '{"pairs": [{"id": "a"}]}', "[]"])
def test_what_holds_no_pairs_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / LISTED).write_text(text)
    with pytest.raises(ModisteError, match="MOD-3020"):
        list(read_pairs(tmp_path))
    with pytest.raises(ModisteError, match="MOD-3020"):
        list(read_pairs(tmp_path / "none"))


def test_a_pairs_name_never_leaves_the_folder(tmp_path: Path) -> None:
    row = {**write_pair(replace(pair(), told=replace(TOLD, id="x")), tmp_path), "id": "../x"}
    with pytest.raises(ModisteError, match="MOD-3020"):
        list(read_pairs(listed(tmp_path, [row])))


def test_corners_of_panels_are_on_the_garment(dressed: dict[str, Dressed]) -> None:
    made = dressed["36"]
    found = corners(made.drape, made.body.eye, made.cover > 0.5)
    seen = [(x, y) for x, y, ahead in found.values() if ahead]
    assert 8 < len(seen) < len(found)
    rows, columns = np.flatnonzero((made.cover > 0.5).any(1)), np.flatnonzero((made.cover > 0.5).any(0))
    for x, y in seen:
        assert columns[0] - 3 <= x <= columns[-1] + 4 and rows[0] - 3 <= y <= rows[-1] + 4
