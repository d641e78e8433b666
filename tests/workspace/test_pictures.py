"""Pictures are taken from beside their source and from nowhere else."""

import hashlib
import io
import runpy
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image as Picture

from modiste.collect import SOURCE_LIMITS, PictureRef, open_source
from modiste.garment import ModisteError
from modiste.workspace.pictures import PictureShelf, image_of


def png(colour: str = "red") -> bytes:
    file = io.BytesIO()
    Picture.new("RGB", (6, 8), colour).save(file, "PNG")
    return file.getvalue()


def test_an_archives_pictures_are_read_out_of_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("feed.csv", "id\n1\n")
        file.writestr("photos/a.png", png())
        file.writestr("../b.png", png())
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "c.png").write_bytes(png())
    with closing(PictureShelf(open_source(tmp_path / "a.zip"), SOURCE_LIMITS)) as shelf:
        image, data = shelf.take(PictureRef("coat", "photos/a.png", "coat.red", "coat"), "test")
        assert data == png()
        assert (image.garment_id, image.colourway_id, image.label) == ("coat", "coat.red", "coat")
        with pytest.raises(ModisteError, match="MOD-1236"):
            shelf.take(PictureRef("coat", "../b.png"), "test")
        with pytest.raises(ModisteError, match="MOD-1233"):
            shelf.take(PictureRef("coat", "photos/c.png"), "test")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out.png").write_bytes(png())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "out.png")
    (tmp_path / "in" / "a.csv").write_text("id\n")
    with closing(PictureShelf(open_source(tmp_path / "in" / "a.csv"), SOURCE_LIMITS)) as shelf:
        for place in ("link.png", "../out.png", str(tmp_path / "out.png"), "a\0b"):
            with pytest.raises(ModisteError, match="MOD-1209"):
                shelf.take(PictureRef("coat", place), "test")


def test_an_images_id_follows_from_its_garment_and_its_bytes() -> None:
    first, again, other = (
        image_of("coat.1", png(), "a"),
        image_of("coat.1", png(), "b"),
        image_of("x", png(), "a"),
    )
    assert first.id == again.id != other.id
    assert first.id.startswith("coat-1-")


def test_a_frame_is_taken_out_of_the_clip_beside_the_source_and_of_no_other(tmp_path: Path) -> None:
    filming = runpy.run_path(str(Path(__file__).parents[1] / "collect" / "filming.py"))
    name = f"{'long ' * 30}film.mp4"
    filming["written"](tmp_path, f"in/{name}", filming["three_scenes"]())
    filming["written"](tmp_path, "out.mp4", filming["three_scenes"]())
    filming["written"](tmp_path, "in/feed.csv", b"id\n1\n")
    with closing(PictureShelf(open_source(tmp_path / "in"), SOURCE_LIMITS)) as shelf:
        image, data = shelf.take(PictureRef("coat", f"{name}#t=1.500", label="coat"), "clips")
        assert (image.id, image.media_type, image.blob) == (
            "coat-0001500ms",
            "image/jpeg",
            hashlib.sha256(data).hexdigest(),
        )
        assert len(image.source) <= 120
        assert image.source.endswith("long film.mp4#t=1.500")
        for place, code in (("../out.mp4#t=1.500", "MOD-1209"), (f"{name}#t=9.000", "MOD-1282")):
            with pytest.raises(ModisteError, match=code):
                shelf.take(PictureRef("coat", place), "clips")
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as file:
        file.writestr("feed.csv", "id\n1\n")
    with (
        closing(PictureShelf(open_source(tmp_path / "in" / "a.zip"), SOURCE_LIMITS)) as shelf,
        pytest.raises(ModisteError, match="MOD-1233"),
    ):
        shelf.take(PictureRef("coat", f"{name}#t=1.500"), "test")
