"""Whatever a stranger sends becomes a small upright picture, or a numbered error."""

import io

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.tryon import opened_photo
from modiste.tryon.photo.opening import LONGEST


def encoded(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(ModisteError) as caught:
        opened_photo(data)
    return caught.value.code


def test_fifty_megapixels_are_worked_with_small() -> None:
    made = opened_photo(encoded(Image.new("L", (8000, 6400), 90), "JPEG"))
    assert (made.width, made.height) == (8000, 6400)
    assert max(made.pixels.shape) == LONGEST and made.pixels.shape[2] == 3


def test_cmyk_and_turned_photos_are_upright_and_in_colour() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    made = opened_photo(encoded(Image.new("CMYK", (90, 60), (0, 200, 200, 0)), "JPEG", exif=turned.tobytes()))
    assert made.pixels.shape == (90, 60, 3)
    red, green, _ = made.pixels[40, 30].astype(int)
    assert red > green + 80


def test_what_is_no_still_picture_is_refused() -> None:
    frames = [Image.fromarray(np.full((40, 40), each, np.uint8)) for each in (0, 90, 200)]
    assert code_of(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])) == "MOD-3019"
    assert code_of(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(60)) == "MOD-1203"
    assert code_of(b"") == "MOD-1202"
    assert code_of(b"<svg onload=alert(1)>") == "MOD-1203"
    assert code_of(encoded(Image.new("RGB", (80, 80)), "JPEG")[:300]).startswith("MOD-120")


def test_too_many_pixels_are_refused_before_they_are_read() -> None:
    header = encoded(Image.new("1", (12000, 11000)), "PNG")
    assert code_of(header) == "MOD-1205"
