"""A made picture says so, to eyes and to programs, and keeps nothing of a camera's."""

import io

import numpy as np
from PIL import Image

from modiste.tryon import marked_png, source_type
from modiste.tryon.photo.marks import SOURCE

GREY = np.full((300, 200, 3), 120, np.uint8)


def test_both_marks_are_there() -> None:
    png = marked_png(GREY)
    assert source_type(png) == SOURCE
    with Image.open(io.BytesIO(png)) as image:
        assert set(image.info) <= {"XML:com.adobe.xmp", "xmp"} and not image.getexif()
        shown = np.array(image)
    changed = (shown != GREY).any(-1)
    assert changed[-40:, :120].mean() > 0.2 and not changed[:200].any()


def test_pictures_to_be_compared_carry_the_embedded_mark_alone() -> None:
    png = marked_png(GREY, seen=False)
    assert source_type(png) == SOURCE
    with Image.open(io.BytesIO(png)) as image:
        np.testing.assert_array_equal(np.array(image), GREY)


def test_a_picture_without_a_mark_states_none() -> None:
    out = io.BytesIO()
    Image.fromarray(GREY).save(out, "PNG")
    assert source_type(out.getvalue()) == ""
