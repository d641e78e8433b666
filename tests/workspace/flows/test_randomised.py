"""Randomised pictures: the same from the same seed, whole on disk, labelled, resumed, split by garment."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.workspace.flows import randomised_pictures, write_randomised
from modiste.workspace.flows.randomised import COLUMNS, split_of

FEW = {"size": (56, 72), "scenes": 3, "programs": ("shorts",)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("randomised") / "out"
    made = write_randomised(out, 5, 11, processes=1, **FEW)  # type: ignore[arg-type] # of the list
    assert (made.pictures, made.garments, made.undraped, made.synthetic) == (5, 2, 0, True)
    return out


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_its_picture_its_mask_and_its_labels(folder: Path) -> None:
    rows = rows_of(folder)
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len({row["picture"] for row in rows}) == 5
    for row in rows:
        with Image.open(folder / row["picture"]) as picture, Image.open(folder / row["mask"]) as mask:
            assert picture.size == mask.size == (56, 72)
            values = np.asarray(mask)
        assert set(np.unique(values)) == {0, 255}
        assert (values > 0).mean() == pytest.approx(float(row["covered"]), abs=1e-4)
        assert (row["program"], row["category"], row["synthetic"]) == ("shorts", "Shorts", "true")
        assert json.loads(row["scene"])["kind"] == row["kind"]


def test_a_garment_stands_on_one_side_of_the_split(folder: Path) -> None:
    sides = defaultdict(set)
    for row in rows_of(folder):
        sides[row["garment_id"]].add(row["split"])
    assert all(len(each) == 1 for each in sides.values())
    drawn = [split_of(11, f"t-shirt-{number:03d}") for number in range(1000)]
    assert drawn.count("train") == pytest.approx(800, abs=45)
    assert drawn.count("test") == pytest.approx(100, abs=35)


def test_gone_on_with_it_makes_what_is_missing_and_the_same(folder: Path) -> None:
    before = (folder / "labels.csv").read_bytes()
    gone = sorted((folder / "garments").iterdir())[0]
    picture = folder / rows_of(folder)[0]["picture"]
    pixels = picture.read_bytes()
    gone.unlink()
    picture.unlink()
    write_randomised(folder, 5, 11, processes=1, **FEW)  # type: ignore[arg-type] # of the list
    assert (folder / "labels.csv").read_bytes() == before
    assert picture.read_bytes() == pixels  # from a drape that was kept, too


def test_yielded_pictures_are_those_of_the_folder(folder: Path) -> None:
    made = list(randomised_pictures(2, 11, drapes=folder / "drapes", **FEW))  # type: ignore[arg-type] # of the list
    assert len(made) == 2
    for each, row in zip(made, rows_of(folder), strict=False):
        assert {name: row[name] for name in each.labels} == each.labels
        assert each.mask.dtype == np.uint8 and set(np.unique(each.mask)) == {0, 1}


def test_a_damaged_drape_is_made_again(folder: Path, tmp_path: Path) -> None:
    kept = next((folder / "drapes").iterdir())
    (tmp_path / kept.name).write_bytes(kept.read_bytes()[:200])
    first, again = (
        next(iter(randomised_pictures(1, 11, drapes=each, **FEW)))  # type: ignore[arg-type] # of the list
        for each in (folder / "drapes", tmp_path)
    )
    np.testing.assert_array_equal(first.pixels, again.pixels)


def test_what_cannot_be_made_or_is_in_the_way_is_refused(folder: Path, tmp_path: Path) -> None:
    for wrong in ({"count": 0}, {"seed": -1}, {"scenes": 0}, {"size": (8, 8)}):
        with pytest.raises(ModisteError, match="MOD-2044"):
            write_randomised(tmp_path / "x", **{"count": 1, "seed": 1, **wrong})  # type: ignore[arg-type]
    with pytest.raises(ModisteError, match="MOD-1582"):
        next(randomised_pictures(1, 1, knobs=["mood"]))
    with pytest.raises(ModisteError, match="MOD-2045"):
        write_randomised(folder, 5, 12, processes=1, **FEW)  # type: ignore[arg-type] # of the list
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(ModisteError, match="MOD-2045"):
        write_randomised(tmp_path, 1, 1, processes=1)
    assert (tmp_path / "note.txt").read_text() == "mine"
