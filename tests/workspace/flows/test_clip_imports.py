"""Clips into the shop: frames hang on their garment, know where they come from, and come in once."""

import runpy
from pathlib import Path

import pytest

from modiste.collect import Clips, decode, open_source
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import silent
from modiste.workspace import Shop
from modiste.workspace.flows import admit, dry_run, import_from
from modiste.workspace.intake import import_source

FILMING = runpy.run_path(str(Path(__file__).parents[2] / "collect" / "filming.py"))
scene, film, panned, written = (FILMING[name] for name in ("scene", "film", "panned", "written"))


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    root = tmp_path / "clips"
    written(root, "coat/red.mp4", FILMING["three_scenes"]())
    written(root, "coat/broken.mp4", FILMING["three_scenes"]()[:900])
    written(root, "dress/blue.webm", film(panned(scene(5)), "libvpx-vp9", "webm"))
    return root


def test_a_folder_of_clips_becomes_garments_with_their_views(shop: Shop, clips: Path) -> None:
    report = import_from(shop, str(clips))
    assert (report.kind, report.read, report.added, report.quarantined) == ("clips", 3, 2, 1)
    by_name = {garment.name: garment for garment in shop.store.rows.scan(Garment)}
    assert set(by_name) == {"red", "blue"}
    images = shop.garments.images(by_name["red"].id)
    assert len(images) == 3
    for number, image in enumerate(images):
        assert image.source.startswith(f"clips:coat/red.mp4#t={number}.")
        assert (image.media_type, image.label) == ("image/jpeg", "coat")
        shown = decode(shop.garments.photo(image.id).data)
        assert shown.shape == (image.height, image.width, 3) == (96, 128, 3)


def test_the_same_clips_again_change_nothing(shop: Shop, clips: Path) -> None:
    import_from(shop, str(clips))
    again = import_from(shop, str(clips))
    assert (again.added, again.updated, again.unchanged, again.quarantined) == (0, 0, 2, 1)
    assert shop.store.rows.count(Image) == 4
    moved = written(clips.parent, "elsewhere/red.mp4", (clips / "coat" / "red.mp4").read_bytes())
    assert import_from(shop, str(moved)).added == 0
    assert shop.store.rows.count(Image) == 4


def test_a_stopped_import_goes_on_behind_the_clips_that_are_stored(shop: Shop, clips: Path) -> None:
    one_by_one = Clips(batch=1)
    asked = iter([False, True])
    with pytest.raises(ModisteError, match="MOD-2018"):
        import_source(shop.store, one_by_one, open_source(clips), silent, lambda: next(asked))
    assert shop.store.rows.count(Garment) == 1
    report = import_source(shop.store, one_by_one, open_source(clips))
    assert (report.read, report.added, report.quarantined) == (3, 2, 1)


def test_a_single_clip_and_what_is_no_clip(shop: Shop, clips: Path) -> None:
    assert import_from(shop, str(clips / "dress" / "blue.webm")).added == 1
    letter = written(clips.parent, "letter.mp4", b"Dear customer")
    assert import_from(shop, str(letter)).quarantined == 1
    (held,) = shop.store.quarantine.page()
    assert held.rejection.code == "MOD-1280"
    with pytest.raises(ModisteError, match="MOD-1242") as refused:
        admit(shop, held.id)
    assert "it is a file, not a row" in refused.value.detail


def test_a_dry_run_names_the_frames_and_keeps_nothing(shop: Shop, clips: Path) -> None:
    found = dry_run(shop, str(clips)).to_json()
    assert (found["kind"], found["accepted"], found["quarantined"]) == ("clips", 2, 1)
    assert all("#t=" in place for each in found["good"] for place in each["pictures"])
    assert shop.store.rows.count(Garment) == 0
