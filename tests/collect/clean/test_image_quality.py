"""Each flaw is found where it was made, and a sound photo has none."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from modiste.collect.clean.image_quality import image_quality

from .test_local_features import drawn

SIZE = (900, 1200)


def test_a_sound_photo_has_no_flaw() -> None:
    found = image_quality(drawn(0), SIZE)
    assert found.flaws == ()
    assert (found.width, found.height) == SIZE


@pytest.mark.parametrize(
    ("flaw", "change"),
    [
        ("blurred", lambda p: np.asarray(Image.fromarray(p).filter(ImageFilter.GaussianBlur(6)))),
        ("dark", lambda p: (p * 0.2).astype(np.uint8)),
        ("bright", lambda p: (245 + p * 0.03).astype(np.uint8)),
        ("flat", lambda p: (120 + p * 0.03).astype(np.uint8)),
        ("framed", lambda p: np.pad(p, ((40, 40), (0, 0), (0, 0)), constant_values=255)),
    ],
)
def test_a_flaw_is_found(flaw: str, change: object) -> None:
    assert flaw in image_quality(change(drawn(1)), SIZE).flaws  # type: ignore[operator]


def test_size_is_that_of_the_file() -> None:
    assert "small" in image_quality(drawn(0)).flaws
    assert "small" not in image_quality(drawn(0), SIZE).flaws


def test_a_garment_before_white_is_plain_and_not_framed() -> None:
    pixels = np.full((400, 300, 3), 255, np.uint8)
    pixels[80:330, 60:240] = drawn(2, 180, 250)
    # Softly, as a shadow does: a straight edge all around would be a frame.
    soft = np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(1)))
    found = image_quality(soft, SIZE)
    assert found.is_plain
    assert "framed" not in found.flaws
    assert not image_quality(drawn(2), SIZE).is_plain


def test_pictures_of_any_size_are_measured() -> None:
    for shape in ((1, 1), (1, 500, 3), (2, 2), (3, 700)):
        found = image_quality(np.full(shape, 77, np.uint8))
        assert found.brightness == pytest.approx(77)
        assert np.isfinite([found.sharpness, found.contrast, found.border, found.background]).all()
