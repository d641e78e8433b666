"""Kept evaluations: written whole, newest first, opened by cell, and matched to the pictures of the shop."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.evaluations import example_names, hashes_of_files, images_of


def code_of(do: Callable[[], object]) -> str:
    with pytest.raises(ModisteError) as refused:
        do()
    return refused.value.code


@pytest.fixture
def judged(copied: Shop, photos: Path) -> tuple[Shop, str]:
    return copied, str(copied.evaluate("tiny", photos).extras["evaluation"])


def test_what_was_judged_in_a_shop_is_kept_and_read_back(judged: tuple[Shop, str], photos: Path) -> None:
    shop, kept = judged
    told = shop.evaluations.get("tiny", "1", kept)
    assert (told.summary.id, told.summary.data, told.summary.n) == (kept, str(photos), 48)
    assert told.summary.protocol == "as-served"
    assert told.detail["labels"] == ["bag", "coat", "dress"]
    confusion = told.detail["confusion"]
    assert sum(map(sum, confusion)) == 48
    assert [sum(row) for row in confusion] == [row["n"] for row in told.detail["per_class"]] == [16] * 3
    for name in ("roc", "pr"):
        for curve in told.detail[name]:
            assert 2 <= len(curve["points"]) <= 200
    right = sum(confusion[row][row] for row in range(3)) / 48
    assert told.summary.metrics is not None
    assert told.summary.metrics["accuracy"]["value"] == pytest.approx(right)


def test_a_cell_opens_the_pictures_of_the_shop(judged: tuple[Shop, str]) -> None:
    shop, kept = judged
    confusion = shop.evaluations.get("tiny", "1", kept).detail["confusion"]
    first = shop.evaluations.cell("tiny", "1", kept, "bag", "bag", limit=5)
    rest = shop.evaluations.cell("tiny", "1", kept, "bag", "bag", after=int(first.next_after or 0), limit=50)
    assert rest.next_after is None
    items = [*first.items, *rest.items]
    assert len(items) == confusion[0][0]
    assert [each.confidence for each in items] == sorted(each.confidence for each in items)
    assert len({each.image_id for each in items}) == len(items)
    for each in items:
        assert each.image_id is not None
        assert each.garment_id is not None
        assert shop.garments.images(each.garment_id)[0].id == each.image_id
        assert shop.garments.get(each.garment_id).name == each.name


def test_pictures_of_elsewhere_have_no_image_but_their_name(copied: Shop, tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    chance = np.random.default_rng(1)
    for label in ("bag", "coat"):
        (tmp_path / "other" / label).mkdir(parents=True)
        pixels = chance.integers(0, 255, (20, 20, 3)).astype(np.uint8)
        Image.fromarray(pixels).save(tmp_path / "other" / label / "new.png")
    kept = str(copied.evaluate("tiny", tmp_path / "other").extras["evaluation"])
    told = copied.evaluations.get("tiny", "1", kept)
    cells = [
        copied.evaluations.cell("tiny", "1", kept, actual, predicted).items
        for actual in told.detail["labels"]
        for predicted in told.detail["labels"]
    ]
    items = [item for cell in cells for item in cell]
    assert {item.name for item in items} == {"bag/new.png", "coat/new.png"}
    assert {(item.image_id, item.garment_id) for item in items} == {(None, None)}


def test_evaluations_are_listed_newest_first_in_pages(judged: tuple[Shop, str], photos: Path) -> None:
    shop, first = judged
    second = str(shop.evaluate("tiny", photos).extras["evaluation"])
    page = shop.evaluations.page("tiny", "1", limit=1)
    assert [each.id for each in page.items] == [second]
    page = shop.evaluations.page("tiny", "1", after=page.next_after)
    assert ([each.id for each in page.items], page.next_after) == ([first], None)
    assert shop.evaluations.page("tiny", "2").items == ()


@pytest.mark.parametrize("file", ["summary.json", "detail.json", "outcomes.npz"])
@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b"PK\x03\x04cut", b"\xff\xfe"])
def test_a_damaged_one_is_said_so_and_hides_no_other(
    judged: tuple[Shop, str], file: str, content: bytes | None
) -> None:
    shop, kept = judged
    folder = shop.root / "evaluations" / "tiny-1"
    whole = "20200101T000000000000-00000000"
    shutil.copytree(folder / kept, folder / whole)
    (folder / kept / file).unlink()
    if content is not None:
        (folder / kept / file).write_bytes(content)
    if (file, content) == ("summary.json", b"{}"):
        (folder / kept / file).write_text(json.dumps({"colour": "red"}))
    assert code_of(lambda: shop.evaluations.get("tiny", "1", kept)) == "MOD-2020"
    listed = shop.evaluations.page("tiny", "1").items
    assert [each.id for each in listed] == [kept, whole]
    assert listed[1].error is None
    assert (listed[0].error is not None) == (file == "summary.json")


@pytest.mark.parametrize("id_", ["", "..", "../../models", "20260101T000000000000-00000000", "x" * 5000])
def test_an_id_that_is_none_is_refused(judged: tuple[Shop, str], id_: str) -> None:
    shop, _ = judged
    assert code_of(lambda: shop.evaluations.get("tiny", "1", id_)) == "MOD-1103"
    assert code_of(lambda: shop.evaluations.cell("tiny", "1", id_, "bag", "bag")) == "MOD-1103"


def test_a_label_that_is_none_is_refused_with_the_known_ones(judged: tuple[Shop, str]) -> None:
    shop, kept = judged
    with pytest.raises(ModisteError) as refused:
        shop.evaluations.cell("tiny", "1", kept, "bag", "<b>hat</b>")
    assert refused.value.code == "MOD-2011"
    assert "dress" in refused.value.remedy


def test_a_folder_of_half_an_evaluation_is_no_evaluation(judged: tuple[Shop, str]) -> None:
    shop, kept = judged
    (shop.root / "evaluations" / "tiny-1" / f".{kept}.partial-abc").mkdir()
    (shop.root / "evaluations" / "tiny-1" / "notes.txt").write_text("mine")
    assert [each.id for each in shop.evaluations.page("tiny", "1").items] == [kept]


def test_fashion_mnist_examples_are_images_of_an_imported_shop(shop: Shop) -> None:
    assert example_names("fashion-mnist:test", ["test-00017"]) == ("fashion-mnist-test-00017",)
    assert hashes_of_files("fashion-mnist:test", ["test-00017"]) == [""]
    assert hashes_of_files(str(shop.root / "nowhere"), ["a.png"]) == [""]
    assert images_of(shop.store, ["fashion-mnist-test-00017"], [""]) == [None]


def test_a_full_disk_is_said_by_number(copied: Shop, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied.root / "evaluations").mkdir()
    (copied.root / "evaluations" / "tiny-1").write_text("in the way")
    assert code_of(lambda: copied.evaluate("tiny", photos)) == "MOD-1110"
