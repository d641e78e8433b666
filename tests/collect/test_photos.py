"""Folders as people have them: labels from folder names, and a reason for everything left out."""

import os
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.collect import Photo, Rejection, photo_folder
from modiste.garment import ModisteError


def photo(path: Path, shade: int = 0, size: tuple[int, int] = (6, 4)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((size[1], size[0], 3), shade, np.uint8)).save(path, "PNG")
    return path


def walked(folder: Path, **options: object) -> tuple[dict[str, Photo], dict[str, Rejection]]:
    found = list(photo_folder(folder, **options))
    photos = {one.file: one for one in found if isinstance(one, Photo)}
    refused = {one.place: one for one in found if isinstance(one, Rejection)}
    assert len(photos) + len(refused) == len(found)
    return photos, refused


def test_the_class_folder_is_the_label(tmp_path: Path) -> None:
    photo(tmp_path / "coat" / "a.png", 1, (8, 5))
    photo(tmp_path / "hat" / "summer" / "straw" / "b.png", 2)
    photos, refused = walked(tmp_path)
    assert list(photos) == ["coat/a.png", "hat/summer/straw/b.png"] and not refused
    coat = photos["coat/a.png"]
    assert (coat.label, coat.split, coat.width, coat.height, coat.media_type) == (
        "coat",
        None,
        8,
        5,
        "image/png",
    )
    assert coat.bytes == (tmp_path / "coat" / "a.png").stat().st_size
    assert photos["hat/summer/straw/b.png"].label == "hat"


def test_parts_of_a_data_set_are_known_by_their_folders(tmp_path: Path) -> None:
    for number, name in enumerate(("train", "val", "Test")):
        photo(tmp_path / name / "coat" / "a.png", number)
    photo(tmp_path / "train" / "loose.png", 9)
    photos, _ = walked(tmp_path)
    assert {one.split for one in photos.values()} == {"train", "validation", "test"}
    assert {one.label for one in photos.values()} == {"coat", None}
    assert photos["train/loose.png"].split == "train"


def test_a_class_called_test_stays_a_class(tmp_path: Path) -> None:
    photo(tmp_path / "test" / "a.png")
    photos, _ = walked(tmp_path)
    assert (photos["test/a.png"].label, photos["test/a.png"].split) == ("test", None)


def test_photos_at_the_top_have_no_label(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    assert walked(tmp_path)[0]["a.png"].label is None


def test_everything_left_out_has_a_number_and_a_reason(tmp_path: Path) -> None:
    good = photo(tmp_path / "coat" / "a.png", 1)
    (tmp_path / "coat" / "b.png").write_bytes(good.read_bytes())
    (tmp_path / "coat" / "c.txt").write_text("size 38")
    (tmp_path / "coat" / "d.jpg").touch()
    (tmp_path / "coat" / "e.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "coat" / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "coat" / "Thumbs.db").write_bytes(b"\0")
    (tmp_path / ".git").mkdir()
    (tmp_path / "hat").mkdir()
    photos, refused = walked(tmp_path)
    assert list(photos) == ["coat/a.png"]
    assert {file: one.code for file, one in refused.items()} == {
        "coat/b.png": "MOD-1210",
        "coat/c.txt": "MOD-1203",
        "coat/d.jpg": "MOD-1202",
        "coat/e.jpg": "MOD-1206",
        "coat/.DS_Store": "MOD-1212",
        "coat/Thumbs.db": "MOD-1212",
        ".git": "MOD-1212",
        "hat/": "MOD-1213",
    }
    assert refused["coat/b.png"].reason == "coat/b.png has the same bytes as coat/a.png."


def test_links_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    secret = photo(tmp_path / "outside" / "secret.png")
    inside = tmp_path / "photos"
    photo(inside / "coat" / "a.png", 5)
    (inside / "coat" / "leaves.png").symlink_to(secret)
    (inside / "coat" / "up.png").symlink_to(Path("..") / ".." / "outside" / "secret.png")
    (inside / "coat" / "nowhere.png").symlink_to("gone.png")
    (inside / "coat" / "loop.png").symlink_to("loop.png")
    (inside / "hat").symlink_to(tmp_path / "outside", target_is_directory=True)
    (inside / "coat" / "again").symlink_to(inside, target_is_directory=True)
    (inside / "coat" / "twin.png").symlink_to("a.png")
    photos, refused = walked(inside)
    assert list(photos) == ["coat/a.png"]
    codes = {file: one.code for file, one in refused.items()}
    assert codes.pop("coat/twin.png") == "MOD-1210"
    assert set(codes.values()) == {"MOD-1209"} and len(codes) == 6


def test_names_in_any_script_are_welcome_and_spelled_one_way(tmp_path: Path) -> None:
    label = unicodedata.normalize("NFD", "décolleté")
    photo(tmp_path / label / "红色连衣裙 🧥.png")
    photos, refused = walked(tmp_path)
    assert [one.label for one in photos.values()] == ["décolleté"] and not refused


def test_names_that_would_break_a_terminal_or_a_table_are_refused_and_shown_escaped(tmp_path: Path) -> None:
    coat = tmp_path / "coat"
    photo(coat / "a\x1b[31m.png")
    photo(coat / "two\nlines.png", 1)
    photo(Path(os.fsdecode(os.fsencode(coat) + b"/\xff\xfe.png")), 2)
    photos, refused = walked(tmp_path)
    assert not photos and {one.code for one in refused.values()} == {"MOD-1211"}
    assert all(one.place.isprintable() and one.reason.isprintable() for one in refused.values())
    assert r"coat/two\nlines.png" in refused


def test_an_empty_folder_is_empty_and_a_limit_is_kept(tmp_path: Path) -> None:
    assert walked(tmp_path) == ({}, {})
    for number in range(5):
        photo(tmp_path / "coat" / f"{number}.png", number)
    assert list(walked(tmp_path, limit=2)[0]) == ["coat/0.png", "coat/1.png"]


@pytest.mark.parametrize("name", ["missing", "file.png", "a\0b"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    photo(tmp_path / "file.png")
    with pytest.raises(ModisteError, match="MOD-1208"):
        list(photo_folder(str(tmp_path / name)))


def test_a_folder_that_may_not_be_listed_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(tmp_path / "coat" / "a.png")
    photo(tmp_path / "hat" / "b.png", 1)
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == "coat":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)  # root may list anything, so the refusal itself is played
    photos, refused = walked(tmp_path)
    assert list(photos) == ["hat/b.png"]
    assert refused["coat/"].code == "MOD-1201" and "permission denied" in refused["coat/"].reason
