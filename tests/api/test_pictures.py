"""The resized pictures: kept within a limit, the least recently used out first."""

import io

import pytest
from PIL import Image as Picture

from modiste.api.pictures import Encoded as Made
from modiste.api.pictures import Variants, scaled
from modiste.garment import ModisteError


def test_what_was_used_least_recently_goes_first():
    variants = Variants(most_bytes=30)
    for name in "abc":
        variants.keep(name, 64, Made(b"x" * 10, "image/jpeg"))
    assert variants.find("a", 64) is not None  # used again
    variants.keep("d", 64, Made(b"x" * 10, "image/jpeg"))
    assert [variants.find(name, 64) is not None for name in "abcd"] == [True, False, True, True]


def test_keeping_one_twice_counts_once_and_one_over_the_limit_is_not_kept():
    variants = Variants(most_bytes=30)
    for _ in range(5):
        variants.keep("a", 64, Made(b"x" * 20, "image/jpeg"))
    assert variants.find("a", 64) is not None
    variants.keep("b", 64, Made(b"x" * 31, "image/jpeg"))
    assert variants.find("b", 64) is None


def test_a_thin_picture_keeps_at_least_one_row(picture):
    made = scaled(picture(2000, 3), 64)
    assert Picture.open(io.BytesIO(made.data)).size == (64, 1)


def test_a_turned_photo_stands_upright():
    file = io.BytesIO()
    exif = Picture.Exif()
    exif[0x0112] = 6
    Picture.new("RGB", (400, 200)).save(file, "JPEG", exif=exif)
    assert Picture.open(io.BytesIO(scaled(file.getvalue(), 64).data)).size == (64, 128)


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ModisteError) as refused:
        scaled(b"nothing", 64)
    assert refused.value.code == "MOD-1203"
