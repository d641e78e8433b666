"""A heat picture shows the photo it explains, so it goes with it."""

from pathlib import Path

import pytest

from modiste.workspace import Selection, Shop
from modiste.workspace.heat_pictures import FOLDER, forget_heat, heat_id, sweep_heat


def drawn(root: Path, image_id: str, question: str = "why") -> Path:
    folder = root / FOLDER / heat_id(image_id, question)
    folder.mkdir(parents=True)
    (folder / "occlusion.png").write_bytes(b"heat")
    return folder


def test_an_id_tells_the_photo_and_the_question() -> None:
    assert heat_id("a", "x") == heat_id("a", "x")
    assert len({heat_id("a", "x"), heat_id("a", "y"), heat_id("b", "x")}) == 3
    assert heat_id("a", "x")[:16] == heat_id("a", "y")[:16]


@pytest.mark.parametrize("way", ["remove", "delete"])
def test_a_deleted_garments_heat_goes_and_every_others_stays(copied: Shop, way: str) -> None:
    one, other = copied.garments.ids(limit=2)
    (gone,), (stays,) = copied.garments.images(one), copied.garments.images(other)
    lost = [drawn(copied.root, gone.id), drawn(copied.root, gone.id, "and by occlusion")]
    kept = drawn(copied.root, stays.id)
    of_a_file = copied.root / FOLDER / "000-bag-occlusion.png"
    of_a_file.write_bytes(b"heat")
    if way == "remove":
        copied.garments.remove(one)
    else:
        copied.edits.delete(Selection(ids=[one]), "me")
    assert not [folder for folder in lost if folder.exists()]
    assert kept.exists() and of_a_file.exists()


def test_what_was_drawn_behind_a_deletion_is_swept(copied: Shop) -> None:
    (image,) = copied.garments.images(copied.garments.ids(limit=1)[0])
    kept, late = drawn(copied.root, image.id), drawn(copied.root, "long-gone")
    assert sweep_heat(copied.store) == 1
    assert kept.exists() and not late.exists()
    assert sweep_heat(copied.store) == 0


def test_nothing_to_forget_is_fine(tmp_path: Path) -> None:
    assert forget_heat(tmp_path, ["a"]) == 0
