"""Photos as a browser wants them: a few widths, made once and kept in memory up to a limit.

Decoding with limits is collect's, the original bytes are the store's. Nothing is written to disk, so an
erased photo leaves no copy behind.
"""

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import BeforeValidator

from modiste.collect import decode, header

Width = Annotated[Literal[64, 128, 256, 512, 1024], BeforeValidator(int)]  # a query brings text
BROWSER_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


def bytes_as(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """What a route that answers with bytes says of them in the API's description."""
    shape = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"content": dict.fromkeys(media_types, shape)}}


@dataclass(frozen=True, slots=True)
class Encoded:
    """Encoded bytes and their media type."""

    data: bytes
    media_type: str


class Variants:
    """The resized photos, least recently used out first.

    Args:
        most_bytes: how much memory they may take together.
    """

    def __init__(self, most_bytes: int = 64_000_000) -> None:
        self._most = most_bytes
        self._held = 0
        self._pictures: OrderedDict[tuple[str, int], Encoded] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, sha256: str, width: int) -> Encoded | None:
        """A variant made before."""
        with self._lock:
            picture = self._pictures.get((sha256, width))
            if picture is not None:
                self._pictures.move_to_end((sha256, width))
            return picture

    def keep(self, sha256: str, width: int, picture: Encoded) -> None:
        """Remember a variant, and let go of others where there is no room."""
        with self._lock:
            self._drop((sha256, width))
            self._pictures[sha256, width] = picture
            self._held += len(picture.data)
            while self._held > self._most:
                self._drop(next(iter(self._pictures)))

    def _drop(self, key: tuple[str, int]) -> None:
        picture = self._pictures.pop(key, None)
        if picture is not None:
            self._held -= len(picture.data)


def encoded(pixels: NDArray[np.uint8], least: int = 112) -> bytes:
    """Pixels `(h, w, 1 or 3)` as PNG; smaller ones are enlarged in whole steps, every pixel a square."""
    factor = max(1, -(-least // max(pixels.shape[:2])))
    large = np.repeat(np.repeat(pixels, factor, axis=0), factor, axis=1)
    out = io.BytesIO()
    Image.fromarray(large[..., 0] if large.shape[-1] == 1 else large).save(out, "PNG")
    return out.getvalue()


def as_it_is(data: bytes, width: int, name: str = "the photo") -> Encoded | None:
    """The photo's own bytes where a browser shows them and they are at most `width` pixels wide.

    Raises:
        ModisteError: as `modiste.collect.header`.
    """
    head = header(data, name)
    fits = head.width <= width and head.media_type in BROWSER_TYPES
    return Encoded(data, head.media_type) if fits else None


def scaled(data: bytes, width: int, name: str = "the photo") -> Encoded:
    """A photo at most `width` pixels wide, upright, as JPEG.

    Raises:
        ModisteError: as `modiste.collect.decode`.
    """
    pixels = Image.fromarray(decode(data, name=name, near=width))
    if pixels.width > width:
        height = max(1, round(pixels.height * width / pixels.width))
        pixels = pixels.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=85, optimize=True)
    return Encoded(out.getvalue(), "image/jpeg")
