"""A thumbnail is a small picture in a URI: sharp where it is tiny, a JPEG where it is a photo."""

import base64
import io

import numpy as np
from PIL import Image

from modiste.learning.thumbnails import SIDE, thumbnail


def test_a_tiny_picture_keeps_every_pixel() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (28, 20), dtype=np.uint8)
    made = thumbnail(pixels)
    assert made.pixelated
    assert np.array_equal(np.asarray(opened(made.uri)), pixels)


def test_a_photo_becomes_small() -> None:
    made = thumbnail(np.full((900, 600, 3), 90, np.uint8))
    assert not made.pixelated
    assert (made.width, made.height) == (96, SIDE)
    assert opened(made.uri).format == "JPEG"


def opened(uri: str) -> Image.Image:
    head, _, body = uri.partition(",")
    assert head.startswith("data:image/")
    return Image.open(io.BytesIO(base64.b64decode(body)))
