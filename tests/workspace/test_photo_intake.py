"""What comes in: counted honestly, once only, in whole batches, with reasons for what was refused."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image as Picture

from modiste.garment import Image, ModisteError
from modiste.workspace import ImportReport, Shop, open_shop
from modiste.workspace.photo_intake import import_fashion_mnist


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    assert report.read == report.added + report.updated + report.unchanged + report.quarantined
    return report.added, report.updated, report.unchanged, report.quarantined


@pytest.fixture
def folder(photos: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(photos, tmp_path / "mine"))


def test_every_photo_becomes_a_garment_with_its_class_as_category(shop: Shop, folder: Path) -> None:
    assert counts(shop.garments.add_photos(folder)) == (48, 0, 0, 0)
    assert shop.garments.facets()["category"] == {"bag": 16, "coat": 16, "dress": 16}
    garment = shop.garments.page(limit=1).items[0]
    (image,) = shop.garments.images(garment.id)
    source = folder / garment.attributes["file"]
    assert shop.garments.photo(image.id).data == source.read_bytes()
    assert (image.width, image.height, image.media_type) == (20, 24, "image/png")
    assert (garment.name, image.label) == (source.stem, source.parent.name)


def test_the_same_folder_again_changes_nothing(shop: Shop, folder: Path) -> None:
    shop.garments.add_photos(folder)
    before = shop.garments.page(limit=500)
    assert counts(shop.garments.add_photos(folder)) == (0, 0, 48, 0)
    assert shop.garments.page(limit=500) == before


def test_a_photo_moved_to_another_class_is_updated_unless_a_person_set_its_category(
    shop: Shop, folder: Path
) -> None:
    shop.garments.add_photos(folder)
    by_file = {garment.attributes["file"]: garment for garment in shop.garments.page(limit=500).items}
    edited = by_file["bag/bag-01.png"]
    shop.garments.put(edited.model_copy(update={"category": "handbag"}))
    for number in (0, 1):
        (folder / "bag" / f"bag-0{number}.png").rename(folder / "coat" / f"moved-{number}.png")
    assert counts(shop.garments.add_photos(folder)) == (0, 2, 46, 0)
    assert shop.garments[by_file["bag/bag-00.png"].id].category == "coat"
    assert shop.garments[edited.id].category == "handbag"
    assert shop.garments.images(edited.id)[0].label == "coat"


def test_bad_files_go_to_quarantine_with_a_reason_and_come_out_when_mended(shop: Shop, folder: Path) -> None:
    whole = (folder / "bag" / "bag-02.png").read_bytes()
    (folder / "bag" / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "bag" / "empty.png").touch()
    (folder / "bag" / "text.png").write_text("hello")
    (folder / "bag" / "again.png").write_bytes(whole)
    (folder / "bag" / "<script>alert(1)<").write_bytes(b"\x00")
    added, _, _, refused = counts(shop.garments.add_photos(folder))
    assert (added, refused) == (48, 5)
    held = {each.rejection.place: each.rejection for each in shop.store.quarantine.page()}
    assert set(held) == {
        f"bag/{name}" for name in ("cut.png", "empty.png", "text.png", "<script>alert(1)<")
    } | {
        "bag/bag-02.png"  # the copy named "again" comes first
    }
    assert held["bag/empty.png"].code == "MOD-1202"
    assert held["bag/cut.png"].code == "MOD-1206"
    assert all(each.reason for each in held.values())

    assert counts(shop.garments.add_photos(folder)) == (0, 0, 48, 5)
    assert shop.store.quarantine.count() == 5
    for name in ("empty.png", "text.png", "<script>alert(1)<", "again.png"):
        (folder / "bag" / name).unlink()
    Picture.new("RGB", (5, 5), "teal").save(folder / "bag" / "cut.png")
    assert counts(shop.garments.add_photos(folder)) == (1, 0, 48, 0)
    assert shop.store.quarantine.count() == 0


def test_a_decompression_bomb_is_refused(shop: Shop, tmp_path: Path) -> None:
    bomb = tmp_path / "bombs" / "x"
    bomb.mkdir(parents=True)
    Picture.new("1", (20_000, 20_000)).save(bomb / "bomb.png")
    assert counts(shop.garments.add_photos(tmp_path / "bombs")) == (0, 0, 0, 1)
    assert shop.store.quarantine.page()[0].rejection.code == "MOD-1205"


def test_odd_names_become_garments_all_the_same(shop: Shop, tmp_path: Path) -> None:
    label = tmp_path / "odd" / ("ä" * 100)
    label.mkdir(parents=True)
    Picture.new("RGB", (4, 4), "red").save(label / " .png")
    Picture.new("RGB", (4, 4), "blue").save(label / f"{'n' * 240}.png")
    assert counts(shop.garments.add_photos(tmp_path / "odd")) == (2, 0, 0, 0)


def test_a_path_that_is_no_folder_is_refused(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        shop.garments.add_photos(tmp_path / "nowhere")
    assert refused.value.code == "MOD-1208"


@pytest.mark.usefixtures("fashion_mnist")
def test_fashion_mnist_comes_in_whole_and_once(shop: Shop) -> None:
    told: list[int] = []
    report = import_fashion_mnist(shop.store, "both", lambda event: told.append(event.done), limit=1200)
    assert counts(report) == (2400, 0, 0, 0)
    assert told == sorted(told)
    assert told[-1] == 2400
    assert shop.store.rows.count(Image, where={"split": "test"}) == 1200
    garment = shop.garments["fashion-mnist-test-00000"]
    (image,) = shop.garments.images(garment.id)
    assert garment.category == image.label == "Ankle boot"
    with Picture.open(io.BytesIO(shop.garments.photo(image.id).data)) as picture:
        assert (picture.size, picture.mode) == ((28, 28), "L")
    assert counts(import_fashion_mnist(shop.store, "both", limit=1200)) == (0, 0, 2400, 0)


@pytest.mark.usefixtures("fashion_mnist")
def test_an_import_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    command = [sys.executable, "-m", "modiste", "import", "fashion-mnist:test", "--shop", str(root)]
    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    reached = 0
    while reached < 1000 and time.monotonic() < deadline:
        time.sleep(0.05)
        if (root / "shop.db").exists() and any((root / "blobs" / "packs").glob("*.pack")):
            with open_shop(root, create=False) as shop:
                reached = shop.garments.count()
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    with open_shop(root, create=False) as shop:
        there = shop.garments.count()
        assert 1000 <= there < 10_000
        assert there == shop.store.rows.count(Image)
        report = shop.garments.add_fashion_mnist("test")
        assert (report.added, report.unchanged) == (10_000 - there, there)
        last = shop.garments.images("fashion-mnist-test-09999")[0]
        assert shop.garments.photo(last.id).data
