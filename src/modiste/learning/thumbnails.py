"""A picture as a small data URI that a self-contained page holds.

Knows sizes and formats: small pictures stay sharp as PNG, photographs become small JPEGs; which picture is
shown where is the pages'.
"""

import base64
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE, PIXELATED = 144, 64


@dataclass(frozen=True)
class Thumbnail:
    """A data URI, its size, and whether it is to be shown in plain pixels."""

    uri: str
    width: int
    height: int
    pixelated: bool


def thumbnail(pixels: NDArray[np.uint8]) -> Thumbnail:
    """Make a picture small; pixels are uint8 `(h, w)` or `(h, w, 3)`."""
    image = Image.fromarray(pixels)
    file = io.BytesIO()
    small = max(image.size) <= PIXELATED
    if small:
        image.save(file, "PNG", optimize=True)
    else:
        image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        image.save(file, "JPEG", quality=82, optimize=True)
    kind = "png" if small else "jpeg"
    uri = f"data:image/{kind};base64,{base64.b64encode(file.getvalue()).decode()}"
    return Thumbnail(uri, image.width, image.height, small)
